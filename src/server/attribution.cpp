#include "server/attribution.h"

#include "server/teamstore.h"
#include "server/userstore.h"

namespace server {

base::Result<qint64> creatorOf(Session &session, const EntityRecord &entity)
{
    const Principal &who = session.who;
    // Who is named has to be in the account's own team; in an open project of another team it speaks for itself.
    if (!isServiceAccountOf(who.user, entity) || (who.actsForUsername.isEmpty() && who.actsForEmail.isEmpty()))
        return who.user.id;
    UserStore users(session.database);
    const auto person =
        who.actsForUsername.isEmpty() ? users.byEmail(who.actsForEmail) : users.byUsername(who.actsForUsername);
    if (!person)
        return person.error();
    if (!*person || (*person)->isDeactivated || (*person)->isService)
        return who.user.id;
    const auto role = TeamStore(session.database).roleOf(entity.id, (*person)->id);
    if (!role)
        return role.error();
    return *role == domain::BaseRole::None ? who.user.id : (*person)->id;
}

} // namespace server
