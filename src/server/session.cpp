#include "server/session.h"

#include "server/userstore.h"

namespace server {

base::Result<std::shared_ptr<const UserRecord>> userOf(Session &session, qint64 id)
{
    if (id == 0)
        return std::shared_ptr<const UserRecord>();
    const auto known = session.users.constFind(id);
    if (known != session.users.constEnd())
        return *known;
    auto user = UserStore(session.database).byId(id);
    if (!user)
        return user.error();
    auto shared = *user ? std::make_shared<const UserRecord>(std::move(**user)) : nullptr;
    session.users.insert(id, shared);
    return shared;
}

} // namespace server
