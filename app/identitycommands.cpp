#include "app/foldercommand.h"
#include "identity/identitytoken.h"

#include <QCoreApplication>
#include <QFile>

namespace app {

namespace {

using Code = base::Result<int>;

QString identityText(const char *text)
{
    return QCoreApplication::translate("app::ServerProgram", text);
}

Code whenDone(const base::Status &status)
{
    return status.map([](base::Done) { return 0; });
}

Code addIssuer(const CommandContext &context)
{
    server::TokenIssuerRecord issuer;
    issuer.issuer = context.words[0];
    issuer.audience = context.options.value(QStringLiteral("audience"));
    issuer.createdAt = QDateTime::currentDateTimeUtc();
    if (issuer.audience.isEmpty())
        return base::Error{base::Error::Kind::Invalid,
            identityText("--audience is missing: what the provider's tokens are meant for, as their \"aud\" says")};
    QFile file(context.options.value(QStringLiteral("keys")));
    if (file.fileName().isEmpty() || !file.open(QIODevice::ReadOnly))
        return base::Error{base::Error::Kind::Invalid,
            identityText("--keys wants a file: the JSON Web Key Set that the provider publishes")};
    issuer.keys = file.readAll();
    if (auto sound = identity::checkKeys(issuer.keys); !sound)
        return sound.error();
    return whenDone(context.folder.putIssuer(issuer));
}

Code listIssuers(const CommandContext &context)
{
    const auto issuers = context.folder.issuers();
    if (!issuers)
        return issuers.error();
    for (const server::TokenIssuerRecord &issuer : *issuers)
        context.out << issuer.issuer << '\t' << issuer.audience << '\t' << issuer.createdAt.toString(Qt::ISODate)
                    << Qt::endl;
    return 0;
}

Code addExternal(const CommandContext &context)
{
    return whenDone(context.folder.createExternalAccount({context.words[0], context.words[1], context.words[2],
        context.words[3], context.options.isSet(QStringLiteral("all-teams"))}));
}

Code listExternal(const CommandContext &context)
{
    const auto accounts = context.folder.externalAccounts();
    if (!accounts)
        return accounts.error();
    for (const server::ExternalAccountRecord &account : *accounts)
        context.out << account.username << '\t' << account.issuer << '\t' << account.subject << Qt::endl;
    return 0;
}

} // namespace

QList<FolderCommand> identityCommands()
{
    const auto removeIssuer = [](const CommandContext &c) { return whenDone(c.folder.removeIssuer(c.words[0])); };
    return {
        {"issuer add ISSUER", identityText("takes the tokens of an identity provider (--audience, --keys)"), addIssuer},
        {"issuer list", identityText("the identity providers"), listIssuers},
        {"issuer remove ISSUER", identityText("takes them no longer; what they opened ends at once"), removeIssuer},
        {"external add NAME TEAM ISSUER SUBJECT",
            identityText("a service account for the provider's subject, without keys (--all-teams)"), addExternal},
        {"external list", identityText("those service accounts"), listExternal},
    };
}

} // namespace app
