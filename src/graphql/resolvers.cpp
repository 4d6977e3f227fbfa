#include "graphql/resolvers.h"

#include "graphql/queryerror.h"

namespace graphql {

const char *codeOf(base::Error::Kind kind)
{
    switch (kind) {
    case base::Error::Kind::Unauthorized:
        return "UNAUTHORIZED";
    case base::Error::Kind::Forbidden:
        return "FORBIDDEN";
    case base::Error::Kind::NotFound:
        return "NOT_FOUND";
    case base::Error::Kind::Conflict:
        return "CONFLICT";
    case base::Error::Kind::Invalid:
        return "INVALID";
    case base::Error::Kind::Busy:
        return "BUSY";
    case base::Error::Kind::Offline:
    case base::Error::Kind::BadReply:
    case base::Error::Kind::Tls:
    case base::Error::Kind::Storage:
    case base::Error::Kind::Cancelled:
        break;
    }
    return code::internal;
}

void Resolvers::add(const QString &field, const Resolver &resolver)
{
    m_resolvers.insert(field, resolver);
}

void Resolvers::addType(const QString &type, const Resolver &resolver)
{
    m_resolvers.insert(type, resolver);
}

const Resolver *Resolvers::find(const QString &type, const QString &field) const
{
    auto found = m_resolvers.constFind(type + u'.' + field);
    if (found == m_resolvers.constEnd())
        found = m_resolvers.constFind(type);
    return found != m_resolvers.constEnd() ? &*found : nullptr;
}

QStringList Resolvers::names() const
{
    QStringList names = m_resolvers.keys();
    names.sort();
    return names;
}

} // namespace graphql
