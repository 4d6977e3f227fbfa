#include "cache/documents.h"

#include "base/lenientjson.h"

#include <QJsonArray>

namespace cache {

namespace {

QJsonValue fromTime(const QDateTime &time)
{
    return time.isValid() ? QJsonValue(static_cast<qint64>(time.toMSecsSinceEpoch())) : QJsonValue();
}

QDateTime toTime(const QJsonValue &value)
{
    return value.isDouble() ? QDateTime::fromMSecsSinceEpoch(value.toInteger(), Qt::UTC) : QDateTime();
}

// The enumerators are stored as numbers: new ones are only appended (the cache is rebuilt otherwise).
template <typename Enum>
QJsonValue fromEnum(Enum value)
{
    return static_cast<int>(value);
}

template <typename Enum>
Enum toEnum(const QJsonValue &value, Enum last)
{
    const int number = value.toInt();
    return number >= 0 && number <= static_cast<int>(last) ? static_cast<Enum>(number) : Enum{};
}

QJsonObject fromRole(const domain::TeamRole &role)
{
    QJsonObject object{{QStringLiteral("base"), fromEnum(role.base)}};
    if (role.isCustom()) {
        object.insert(QStringLiteral("custom"),
            QJsonObject{{QStringLiteral("id"), role.custom.id.value}, {QStringLiteral("name"), role.custom.name},
                {QStringLiteral("description"), role.custom.description},
                {QStringLiteral("base"), fromEnum(role.custom.base)},
                {QStringLiteral("permissions"), QJsonArray::fromStringList(role.custom.permissions)}});
    }
    return object;
}

QStringList toStrings(const QJsonValue &value)
{
    QStringList strings;
    const QJsonArray array = value.toArray();
    for (const auto &one : array)
        strings.append(one.toString());
    return strings;
}

domain::TeamRole toRole(const QJsonValue &value)
{
    domain::TeamRole role;
    const QJsonObject object = value.toObject();
    role.base = toEnum(object[QStringLiteral("base")], domain::BaseRole::Admin);
    if (const QJsonObject custom = object[QStringLiteral("custom")].toObject(); !custom.isEmpty()) {
        role.custom.id.value = custom[QStringLiteral("id")].toString();
        role.custom.name = custom[QStringLiteral("name")].toString();
        role.custom.description = custom[QStringLiteral("description")].toString();
        role.custom.base = toEnum(custom[QStringLiteral("base")], domain::BaseRole::Admin);
        role.custom.permissions = toStrings(custom[QStringLiteral("permissions")]);
    }
    return role;
}

QJsonObject fromPolicy(const domain::TeamPolicy &policy)
{
    return {{QStringLiteral("membersMayInvite"), policy.membersMayInvite},
        {QStringLiteral("membersMaySetTtl"), policy.membersMaySetTtl},
        {QStringLiteral("publicReportSharing"), policy.publicReportSharing},
        {QStringLiteral("hideTeam"), policy.hideTeam},
        {QStringLiteral("futureProjectsPrivate"), policy.futureProjectsPrivate},
        {QStringLiteral("joinByDomain"), policy.joinByDomain},
        {QStringLiteral("saveCodeByDefault"), policy.saveCodeByDefault},
        {QStringLiteral("isEnforced"), policy.isEnforced}, {QStringLiteral("deployment"), fromEnum(policy.deployment)},
        {QStringLiteral("hasCustomRolesLicence"), policy.hasCustomRolesLicence}};
}

domain::TeamPolicy toPolicy(const QJsonValue &value)
{
    const QJsonObject object = value.toObject();
    domain::TeamPolicy policy;
    const auto read = [&object](const QString &name, bool &field) { field = object[name].toBool(field); };
    read(QStringLiteral("membersMayInvite"), policy.membersMayInvite);
    read(QStringLiteral("membersMaySetTtl"), policy.membersMaySetTtl);
    read(QStringLiteral("publicReportSharing"), policy.publicReportSharing);
    read(QStringLiteral("hideTeam"), policy.hideTeam);
    read(QStringLiteral("futureProjectsPrivate"), policy.futureProjectsPrivate);
    read(QStringLiteral("joinByDomain"), policy.joinByDomain);
    read(QStringLiteral("saveCodeByDefault"), policy.saveCodeByDefault);
    read(QStringLiteral("isEnforced"), policy.isEnforced);
    read(QStringLiteral("hasCustomRolesLicence"), policy.hasCustomRolesLicence);
    policy.deployment = toEnum(object[QStringLiteral("deployment")], domain::Deployment::Dedicated);
    return policy;
}

} // namespace

QString jsonText(const QJsonObject &object)
{
    return QString::fromUtf8(base::writeLenientJson(object, base::NonFinite::AsWord));
}

QJsonObject jsonObject(const QString &text)
{
    return base::parseLenientJson(text.toUtf8()).valueOr(QJsonValue()).toObject();
}

QString teamDocument(const domain::Team &team)
{
    return jsonText({{QStringLiteral("name"), team.name}, {QStringLiteral("id"), team.id},
        {QStringLiteral("isPersonal"), team.isPersonal}, {QStringLiteral("organization"), team.organization},
        {QStringLiteral("introduction"), team.introduction}, {QStringLiteral("policy"), fromPolicy(team.policy)},
        {QStringLiteral("projectCount"), team.projectCount}, {QStringLiteral("memberCount"), team.memberCount},
        {QStringLiteral("myRole"), fromRole(team.myRole)}, {QStringLiteral("myOrgRole"), fromEnum(team.myOrgRole)},
        {QStringLiteral("mySeat"), fromEnum(team.mySeat)}});
}

domain::Team teamFromDocument(const QString &document)
{
    const QJsonObject object = jsonObject(document);
    domain::Team team;
    team.name = object[QStringLiteral("name")].toString();
    team.id = object[QStringLiteral("id")].toString();
    team.isPersonal = object[QStringLiteral("isPersonal")].toBool();
    team.organization = object[QStringLiteral("organization")].toString();
    team.introduction = object[QStringLiteral("introduction")].toString();
    team.policy = toPolicy(object[QStringLiteral("policy")]);
    team.projectCount = object[QStringLiteral("projectCount")].toInt();
    team.memberCount = object[QStringLiteral("memberCount")].toInt();
    team.myRole = toRole(object[QStringLiteral("myRole")]);
    team.myOrgRole = toEnum(object[QStringLiteral("myOrgRole")], domain::OrgRole::BillingOnly);
    team.mySeat = toEnum(object[QStringLiteral("mySeat")], domain::Seat::Full);
    return team;
}

QString memberDocument(const domain::Member &member)
{
    return jsonText({{QStringLiteral("id"), member.id.value}, {QStringLiteral("user"), member.user.value},
        {QStringLiteral("kind"), fromEnum(member.kind)}, {QStringLiteral("username"), member.username},
        {QStringLiteral("name"), member.name}, {QStringLiteral("email"), member.email},
        {QStringLiteral("role"), fromRole(member.role)}, {QStringLiteral("roleText"), member.roleText},
        {QStringLiteral("seat"), fromEnum(member.seat)}, {QStringLiteral("lastActive"), fromTime(member.lastActive)},
        {QStringLiteral("invitedAt"), fromTime(member.invitedAt)}, {QStringLiteral("invitedBy"), member.invitedBy}});
}

domain::Member memberFromDocument(const QString &document)
{
    const QJsonObject object = jsonObject(document);
    domain::Member member;
    member.id.value = object[QStringLiteral("id")].toString();
    member.user.value = object[QStringLiteral("user")].toString();
    member.kind = toEnum(object[QStringLiteral("kind")], domain::Member::Kind::Invitation);
    member.username = object[QStringLiteral("username")].toString();
    member.name = object[QStringLiteral("name")].toString();
    member.email = object[QStringLiteral("email")].toString();
    member.role = toRole(object[QStringLiteral("role")]);
    member.roleText = object[QStringLiteral("roleText")].toString();
    member.seat = toEnum(object[QStringLiteral("seat")], domain::Seat::Full);
    member.lastActive = toTime(object[QStringLiteral("lastActive")]);
    member.invitedAt = toTime(object[QStringLiteral("invitedAt")]);
    member.invitedBy = object[QStringLiteral("invitedBy")].toString();
    return member;
}

QString projectDocument(const domain::Project &project)
{
    return jsonText({{QStringLiteral("id"), project.id.value}, {QStringLiteral("entity"), project.path.entity},
        {QStringLiteral("project"), project.path.project}, {QStringLiteral("description"), project.description},
        {QStringLiteral("visibility"), fromEnum(project.visibility)},
        {QStringLiteral("visibilityText"), project.visibilityText}, {QStringLiteral("owner"), project.owner.value},
        {QStringLiteral("ownerName"), project.ownerName}, {QStringLiteral("createdAt"), fromTime(project.createdAt)},
        {QStringLiteral("lastActive"), fromTime(project.lastActive)}, {QStringLiteral("runCount"), project.runCount},
        {QStringLiteral("activeRunCount"), project.activeRunCount},
        {QStringLiteral("myProjectRole"), fromRole(project.myProjectRole)},
        {QStringLiteral("amListed"), project.amListed}});
}

domain::Project projectFromDocument(const QString &document)
{
    const QJsonObject object = jsonObject(document);
    domain::Project project;
    project.id.value = object[QStringLiteral("id")].toString();
    project.path = {object[QStringLiteral("entity")].toString(), object[QStringLiteral("project")].toString()};
    project.description = object[QStringLiteral("description")].toString();
    project.visibility = toEnum(object[QStringLiteral("visibility")], domain::Visibility::Restricted);
    project.visibilityText = object[QStringLiteral("visibilityText")].toString();
    project.owner.value = object[QStringLiteral("owner")].toString();
    project.ownerName = object[QStringLiteral("ownerName")].toString();
    project.createdAt = toTime(object[QStringLiteral("createdAt")]);
    project.lastActive = toTime(object[QStringLiteral("lastActive")]);
    project.runCount = object[QStringLiteral("runCount")].toInt(-1);
    project.activeRunCount = object[QStringLiteral("activeRunCount")].toInt(-1);
    project.myProjectRole = toRole(object[QStringLiteral("myProjectRole")]);
    project.amListed = object[QStringLiteral("amListed")].toBool();
    return project;
}

QString accountDocument(const domain::Account &account)
{
    return jsonText({{QStringLiteral("server"), account.server.toString()}, {QStringLiteral("id"), account.id.value},
        {QStringLiteral("username"), account.username}, {QStringLiteral("name"), account.name},
        {QStringLiteral("email"), account.email}, {QStringLiteral("defaultEntity"), account.defaultEntity},
        {QStringLiteral("isServiceAccount"), account.isServiceAccount},
        {QStringLiteral("isServerAdmin"), account.isServerAdmin}, {QStringLiteral("seat"), fromEnum(account.seat)},
        {QStringLiteral("serverName"), account.serverName}});
}

domain::Account accountFromDocument(const QString &document)
{
    const QJsonObject object = jsonObject(document);
    domain::Account account;
    account.server = QUrl(object[QStringLiteral("server")].toString());
    account.id.value = object[QStringLiteral("id")].toString();
    account.username = object[QStringLiteral("username")].toString();
    account.name = object[QStringLiteral("name")].toString();
    account.email = object[QStringLiteral("email")].toString();
    account.defaultEntity = object[QStringLiteral("defaultEntity")].toString();
    account.isServiceAccount = object[QStringLiteral("isServiceAccount")].toBool();
    account.isServerAdmin = object[QStringLiteral("isServerAdmin")].toBool();
    account.seat = toEnum(object[QStringLiteral("seat")], domain::Seat::Full);
    account.serverName = object[QStringLiteral("serverName")].toString();
    return account;
}

} // namespace cache
