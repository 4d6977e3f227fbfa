#pragma once

#include "api/credentials.h"
#include "base/whendone.h"

#include <QHash>

namespace test {

/// Keys without a keyring. `state` is what the keyring would say; NoAnswer and the like keep keys for the session only.
class FakeCredentials : public api::Credentials
{
public:
    using api::Credentials::Credentials;

    QFuture<api::KeyAnswer> store(const api::CredentialId &id, const QString &key) override
    {
        const bool works = state == api::KeyStorage::Stored;
        (works ? stored : session).insert(nameOf(id), key);
        return base::ready(works ? api::KeyAnswer{api::KeyStorage::Stored, key, {}} : api::KeyAnswer{state, {}, {}});
    }
    void keepForSession(const api::CredentialId &id, const QString &key) override { session.insert(nameOf(id), key); }
    QFuture<api::KeyAnswer> read(const api::CredentialId &id) override
    {
        const QString name = nameOf(id);
        if (session.contains(name))
            return base::ready(api::KeyAnswer{api::KeyStorage::SessionOnly, session.value(name), {}});
        if (state != api::KeyStorage::Stored)
            return base::ready(api::KeyAnswer{state, {}, {}});
        if (stored.contains(name))
            return base::ready(api::KeyAnswer{api::KeyStorage::Stored, stored.value(name), {}});
        return base::ready(api::KeyAnswer{api::KeyStorage::NotStored, {}, {}});
    }
    QFuture<api::KeyAnswer> remove(const api::CredentialId &id) override
    {
        session.remove(nameOf(id));
        if (state != api::KeyStorage::Stored)
            return base::ready(api::KeyAnswer{state, {}, {}});
        stored.remove(nameOf(id));
        return base::ready(api::KeyAnswer{api::KeyStorage::NotStored, {}, {}});
    }

    static QString nameOf(const api::CredentialId &id) { return id.username + QLatin1Char('@') + id.server.toString(); }

    api::KeyStorage state = api::KeyStorage::Stored;
    QHash<QString, QString> stored;
    QHash<QString, QString> session;
};

} // namespace test
