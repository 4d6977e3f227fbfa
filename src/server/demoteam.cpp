#include "server/demoteam.h"

#include "server/administration.h"
#include "server/demomodels.h"
#include "server/demorun.h"
#include "server/projectstore.h"
#include "server/runstore.h"
#include "server/store.h"
#include "server/storequery.h"
#include "server/streamstore.h"
#include "server/teamstore.h"
#include "server/userstore.h"
#include "server/viewstore.h"

#include <QDateTime>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace server {

namespace {

base::Error demoError(const QString &what)
{
    return {base::Error::Kind::Storage, QStringLiteral("demo team: ") + what};
}

base::Result<QByteArray> demoResource(const QString &name)
{
    QFile file(QStringLiteral(":/demo/") + name);
    if (!file.open(QIODevice::ReadOnly))
        return demoError(QStringLiteral("no resource ") + name);
    return file.readAll();
}

base::Result<QJsonObject> teamDescription()
{
    return demoResource(QStringLiteral("team.json")).map([](const QByteArray &text) {
        return QJsonDocument::fromJson(text).object();
    });
}

QString textOf(const QJsonValue &object, const char *key)
{
    return object[QLatin1String(key)].toString();
}

/// People, team, invitations, projects: all at once.
base::Status makeTeam(sqlite::Database &database, const QJsonObject &description)
{
    Administration admin(database, QDateTime::currentMSecsSinceEpoch());
    const QJsonObject team = description.value(QLatin1String("team")).toObject();
    const QString name = textOf(team, "name");
    base::Status done =
        UserStore(database).setOrganization(textOf(description.value(QLatin1String("organization")), "name"));
    if (done)
        done = admin.createTeam(name, textOf(team, "introduction"));
    for (const QJsonValue person : description.value(QLatin1String("people")).toArray()) {
        TeamServer::NewUser user{textOf(person, "username"), textOf(person, "name"), textOf(person, "email"),
            domain::seatFromWire(textOf(person, "seat")), domain::orgRoleFromWire(textOf(person, "orgRole"))};
        if (done)
            done = admin.createUser(user);
        if (done)
            done = admin.addMember(name, user.username, domain::baseRoleFromWire(textOf(person, "role")));
    }
    for (const QJsonValue account : description.value(QLatin1String("serviceAccounts")).toArray()) {
        if (done)
            done = admin.createServiceAccount(name, textOf(account, "username"), textOf(account, "name"));
    }
    for (const QJsonValue invite : description.value(QLatin1String("invitations")).toArray()) {
        if (done)
            done = admin.invite(name, textOf(invite, "email"), domain::baseRoleFromWire(textOf(invite, "role")),
                textOf(invite, "invitedBy"));
    }
    for (const QJsonValue project : description.value(QLatin1String("projects")).toArray()) {
        if (done)
            done = admin.createProject({name, textOf(project, "name"), textOf(project, "description"),
                textOf(project, "owner"), domain::visibilityFromWire(textOf(project, "access"))});
    }
    return done;
}

base::Status addRun(sqlite::Database &database, qint64 project, const DemoRun &run)
{
    RunStore runs(database);
    const auto existing = runs.find(project, run.record.name, RunStore::Texts::Without);
    const auto owner = UserStore(database).byUsername(run.owner);
    if (!existing || !owner)
        return existing ? owner.error() : existing.error();
    if (*existing)
        return base::Done{};
    RunRecord record = run.record;
    record.project = project;
    record.creator = *owner ? (*owner)->id : 0;
    const auto id = runs.insert(record);
    if (!id)
        return id.error();
    if (auto noted = database.execute(
            QStringLiteral("UPDATE runs SET runtime = ?2, exitcode = 0 WHERE id = ?1"), *id, record.runtime);
        !noted)
        return noted;
    StreamStore streams(database);
    const auto history = streams.write(*id, Stream::History, 0, run.history);
    if (!history)
        return history.error();
    const auto console = streams.write(*id, Stream::Console, 0, run.console);
    return console ? base::Status(base::Done{}) : base::Status(console.error());
}

base::Result<qint64> projectNumber(Store &store, const QString &team, const QString &project)
{
    qint64 number = 0;
    const base::Status done = store.read([&](sqlite::Database &database) -> base::Status {
        const auto found = readInteger(database,
            QStringLiteral("SELECT projects.id FROM projects JOIN entities ON entities.id = projects.entity"
                           " WHERE entities.name = ?1 AND projects.name = ?2"),
            team, project);
        number = found.valueOr(0);
        return found ? base::Status(base::Done{}) : base::Status(found.error());
    });
    return done ? base::Result<qint64>(number) : done.error();
}

base::Status addRuns(Store &store, const QString &team, const QString &project)
{
    const auto number = projectNumber(store, team, project);
    const auto packed = demoResource(project + QLatin1String(".jsonl.z"));
    if (!number || !packed)
        return number ? packed.error() : number.error();
    if (*number == 0) // somebody deleted it: it stays deleted
        return base::Done{};
    for (const QByteArray &line : qUncompress(*packed).split('\n')) {
        if (line.isEmpty())
            continue;
        const auto run = DemoRun::read(line);
        if (!run)
            return run.error();
        if (auto added = store.write([&](sqlite::Database &database) { return addRun(database, *number, *run); });
            !added)
            return added;
    }
    return base::Done{};
}

base::Status addReport(sqlite::Database &database, qint64 project, const QJsonValue &report)
{
    ViewStore views(database);
    ViewRecord record;
    record.project = project;
    record.type = QStringLiteral("runs");
    record.name = textOf(report, "name");
    const auto existing = views.find(project, record.type, record.name);
    const auto owner = UserStore(database).byUsername(textOf(report, "owner"));
    if (!existing || !owner)
        return existing ? owner.error() : existing.error();
    if (*existing)
        return base::Done{};
    record.displayName = textOf(report, "displayName");
    record.description = textOf(report, "description");
    record.createdUsing = QStringLiteral("WANDB_UI");
    record.creator = record.updatedBy = *owner ? (*owner)->id : 0;
    record.createdAt = record.updatedAt = QDateTime::currentDateTimeUtc();
    record.spec =
        QString::fromUtf8(QJsonDocument(report[QLatin1String("spec")].toObject()).toJson(QJsonDocument::Compact));
    const auto id = views.insert(record);
    return id ? base::Status(base::Done{}) : base::Status(id.error());
}

base::Status addReports(Store &store, const QString &team, const QJsonArray &reports)
{
    for (const QJsonValue report : reports) {
        const auto number = projectNumber(store, team, textOf(report, "project"));
        if (!number)
            return number.error();
        if (*number == 0) // somebody deleted the project: the report stays away with it
            continue;
        if (auto added = store.write([&](sqlite::Database &database) { return addReport(database, *number, report); });
            !added)
            return added;
    }
    return base::Done{};
}

/// How far an earlier load came: nothing, the people, everything.
base::Result<bool> hasTeam(Store &store, const QString &name)
{
    bool isThere = false;
    const base::Status done = store.read([&](sqlite::Database &database) -> base::Status {
        const auto team = TeamStore(database).byName(name);
        isThere = team && *team;
        return team ? base::Status(base::Done{}) : base::Status(team.error());
    });
    return done ? base::Result<bool>(isThere) : done.error();
}

constexpr char loadedMark[] = "demo.loaded";

} // namespace

base::Status DemoTeam::load(TeamServer &server)
{
    const auto description = teamDescription();
    if (!description)
        return description.error();
    Store &store = server.store();
    if (store.hasMark(QLatin1String(loadedMark)))
        return base::Done{};
    const QString name = textOf(description->value(QLatin1String("team")), "name");
    const auto isThere = hasTeam(store, name);
    if (!isThere)
        return isThere.error();
    if (!*isThere) {
        const auto made = store.write([&](sqlite::Database &database) { return makeTeam(database, *description); });
        if (!made)
            return made;
    }
    for (const QJsonValue project : description->value(QLatin1String("projects")).toArray()) {
        if (auto added = addRuns(store, name, textOf(project, "name")); !added)
            return added;
    }
    if (auto added = addReports(store, name, description->value(QLatin1String("reports")).toArray()); !added)
        return added;
    if (auto added = addDemoModels(store, name, description->value(QLatin1String("models")).toArray()); !added)
        return added;
    return store.setMark(QLatin1String(loadedMark));
}

base::Result<QList<DemoTeam::Account>> DemoTeam::accounts()
{
    return teamDescription().map([](const QJsonObject &description) {
        QList<Account> accounts;
        for (const QJsonValue account : description.value(QLatin1String("accounts")).toArray())
            accounts.append({textOf(account, "username"), textOf(account, "role")});
        return accounts;
    });
}

} // namespace server
