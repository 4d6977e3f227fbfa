#include "app/foldercommand.h"

#include <QCoreApplication>

namespace app {

namespace {

using Code = base::Result<int>;
using server::DataFolder;

QString accountText(const char *text)
{
    return QCoreApplication::translate("app::ServerProgram", text);
}

Code codeOf(const base::Status &status)
{
    return status.map([](base::Done) { return 0; });
}

Code addUser(const CommandContext &context)
{
    server::TeamServer::NewUser user;
    user.username = context.words[0];
    user.name = context.options.value(QStringLiteral("name"));
    user.email = context.options.value(QStringLiteral("email"));
    user.seat = context.options.isSet(QStringLiteral("view-only")) ? domain::Seat::Viewer : domain::Seat::Full;
    user.orgRole = context.options.isSet(QStringLiteral("admin")) ? domain::OrgRole::Admin : domain::OrgRole::Member;
    return codeOf(context.folder.createUser(user));
}

Code listUsers(const CommandContext &context)
{
    const auto users = context.folder.users();
    if (!users)
        return users.error();
    for (const DataFolder::Person &person : *users)
        context.out << person.username << '\t' << (person.isDeactivated ? "deactivated" : "active") << '\t'
                    << (person.isService ? QStringLiteral("service account") : domain::wireName(person.orgRole)) << '\t'
                    << domain::wireName(person.seat) << '\t' << person.email << '\t' << person.name << Qt::endl;
    return 0;
}

Code listTeams(const CommandContext &context)
{
    const auto teams = context.folder.teams();
    if (!teams)
        return teams.error();
    for (const DataFolder::Team &team : *teams)
        context.out << team.name << '\t' << team.members << '\t' << team.admins.join(u',') << Qt::endl;
    return 0;
}

Code setMember(const CommandContext &context)
{
    return codeOf(
        context.folder.setMember(context.words[0], context.words[1], domain::baseRoleFromWire(context.words[2])));
}

Code listMembers(const CommandContext &context)
{
    const auto members = context.folder.members(context.words[0]);
    if (!members)
        return members.error();
    for (const DataFolder::Member &member : *members)
        context.out << member.username << '\t' << domain::wireName(member.role) << Qt::endl;
    return 0;
}

Code printSecret(const CommandContext &context, const base::Result<QString> &secret)
{
    if (!secret)
        return secret.error();
    context.out << *secret << Qt::endl;
    return 0;
}

Code addKey(const CommandContext &context)
{
    return printSecret(
        context, context.folder.issueApiKey(context.words[0], context.options.value(QStringLiteral("note"))));
}

Code addToken(const CommandContext &context)
{
    bool isNumber = false;
    const int days = context.options.value(QStringLiteral("days")).toInt(&isNumber);
    if (!isNumber || days < 1 || days > 3650)
        return base::Error{base::Error::Kind::Invalid, accountText("--days wants a number from 1 to 3650")};
    return printSecret(context, context.folder.issueToken(context.words[0], days));
}

Code listSecrets(const CommandContext &context, const base::Result<QList<DataFolder::Secret>> &secrets)
{
    if (!secrets)
        return secrets.error();
    for (const DataFolder::Secret &secret : *secrets)
        context.out << secret.id << '\t' << secret.username << "\t..." << secret.ending << '\t'
                    << secret.createdAt.toString(Qt::ISODate) << '\t'
                    << (secret.expiresAt.isNull() ? QStringLiteral("-") : secret.expiresAt.toString(Qt::ISODate))
                    << '\t' << secret.description << Qt::endl;
    return 0;
}

Code revoke(const CommandContext &context)
{
    bool isNumber = false;
    const qint64 id = context.words[0].toLongLong(&isNumber);
    if (!isNumber)
        return base::Error{base::Error::Kind::Invalid, accountText("which one? Give its number from the list")};
    return codeOf(context.folder.revoke(id));
}

QList<FolderCommand> peopleCommands()
{
    const auto deactivate = [](const CommandContext &c) { return codeOf(c.folder.deactivate(c.words[0])); };
    const auto activate = [](const CommandContext &c) { return codeOf(c.folder.activate(c.words[0])); };
    const auto addTeam = [](const CommandContext &c) { return codeOf(c.folder.createTeam(c.words[0])); };
    const auto removeMember = [](const CommandContext &c) {
        return codeOf(c.folder.removeMember(c.words[0], c.words[1]));
    };
    return {
        {"user add NAME", accountText("a new account (--name, --email, --view-only, --admin)"), addUser},
        {"user list", accountText("all accounts"), listUsers},
        {"user deactivate NAME", accountText("closes an account at once; its keys and tokens are gone"), deactivate},
        {"user activate NAME", accountText("opens it again"), activate},
        {"team add NAME", accountText("a new team"), addTeam},
        {"team list", accountText("all teams, their number of members, their admins"), listTeams},
        {"member add TEAM USER ROLE", accountText("adds to a team or changes the role: admin, member, viewer"),
            setMember},
        {"member remove TEAM USER", accountText("takes out of a team"), removeMember},
        {"member list TEAM", accountText("the members of a team"), listMembers},
    };
}

QList<FolderCommand> secretCommands()
{
    const auto listKeys = [](const CommandContext &c) { return listSecrets(c, c.folder.keys(c.words.value(0))); };
    const auto listTokens = [](const CommandContext &c) { return listSecrets(c, c.folder.tokens(c.words.value(0))); };
    return {
        {"key add USER", accountText("a new API key for programs, shown once (--note)"), addKey},
        {"key list [USER]", accountText("API keys without their secret"), listKeys},
        {"key revoke NUMBER", accountText("ends an API key at once"), revoke},
        {"token add USER", accountText("a new sign-in token for the application, shown once (--days)"), addToken},
        {"token list [USER]", accountText("sign-in tokens without their secret"), listTokens},
        {"token revoke NUMBER", accountText("ends a sign-in token at once"), revoke},
    };
}

/// What was typed before there were verbs.
QList<FolderCommand> shortCommands()
{
    const auto addTeam = [](const CommandContext &c) { return codeOf(c.folder.createTeam(c.words[0])); };
    return {
        {"user NAME", {}, addUser},
        {"team NAME", {}, addTeam},
        {"member TEAM USER ROLE", {}, setMember},
        {"key USER", {}, addKey},
        {"token USER", {}, addToken},
    };
}

} // namespace

QList<FolderCommand> accountCommands()
{
    return peopleCommands() + secretCommands() + shortCommands();
}

} // namespace app
