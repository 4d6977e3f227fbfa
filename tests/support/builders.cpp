#include "support/builders.h"

#include <QTimeZone>

namespace test {

domain::Run aRun(const QString &id)
{
    domain::Run run;
    run.id.value = QStringLiteral("gid-") + id;
    run.path = {{QStringLiteral("algoperf"), QStringLiteral("ogbg")}, id};
    run.displayName = QStringLiteral("run-") + id;
    run.state = domain::RunState::Finished;
    run.stateText = QStringLiteral("finished");
    run.creator.value = QStringLiteral("user-ada");
    run.creatorName = QStringLiteral("ada");
    run.group = QStringLiteral("baseline");
    run.jobType = QStringLiteral("external_tuning");
    run.tags = {QStringLiteral("jax")};
    run.createdAt = QDateTime(QDate(2026, 3, 2), QTime(6, 0), Qt::UTC);
    run.heartbeatAt = run.createdAt.addSecs(3600);
    run.runtimeSeconds = 3600;
    run.historyLineCount = 100;
    run.config = {{QStringLiteral("learning_rate"), 0.001}, {QStringLiteral("optimizer"), QStringLiteral("adamw")}};
    run.summary = {{QStringLiteral("train/loss"), 0.25}, {QStringLiteral("_step"), 99}};
    run.isFull = true;
    return run;
}

domain::Member aMember(const QString &username, domain::BaseRole role)
{
    domain::Member member;
    member.id.value = QStringLiteral("member-") + username;
    member.user.value = QStringLiteral("user-") + username;
    member.username = username;
    member.name = username.left(1).toUpper() + username.mid(1);
    member.email = username + QStringLiteral("@demo.invalid");
    member.role.base = role;
    member.roleText = domain::wireName(role);
    member.seat = role == domain::BaseRole::ViewOnly ? domain::Seat::Viewer : domain::Seat::Full;
    return member;
}

domain::Member anInvitation(const QString &email, domain::BaseRole role)
{
    domain::Member member;
    member.id.value = QStringLiteral("invite-") + email;
    member.kind = domain::Member::Kind::Invitation;
    member.email = email;
    member.role.base = role;
    member.roleText = domain::wireName(role);
    member.invitedAt = QDateTime(QDate(2026, 11, 1), QTime(9, 0), Qt::UTC);
    member.invitedBy = QStringLiteral("ada");
    return member;
}

domain::Project aProject(const QString &entity, const QString &name)
{
    domain::Project project;
    project.id.value = QStringLiteral("project-") + name;
    project.path = {entity, name};
    project.visibility = domain::Visibility::Team;
    project.owner.value = QStringLiteral("user-ada");
    project.ownerName = QStringLiteral("ada");
    project.createdAt = QDateTime(QDate(2026, 3, 1), QTime(9, 0), Qt::UTC);
    project.lastActive = QDateTime(QDate(2026, 11, 20), QTime(9, 0), Qt::UTC);
    project.runCount = 76;
    project.activeRunCount = 0;
    return project;
}

domain::ConsoleLine aConsoleLine(qint64 number, const QString &text, const QString &level)
{
    return {number, QStringLiteral("2026-03-02T06:00:00.123456"), level, text};
}

QList<domain::ConsoleLine> manyConsoleLines(int count)
{
    QList<domain::ConsoleLine> lines;
    lines.reserve(count);
    for (int i = 0; i < count; ++i) {
        lines.append(aConsoleLine(i,
            i % 3 == 0 ? QStringLiteral("\x1b[32mstep %1\x1b[0m loss 0.%1").arg(i)
                       : QStringLiteral("step %1 evaluated on the validation set").arg(i)));
    }
    return lines;
}

} // namespace test
