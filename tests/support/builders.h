#pragma once

#include "domain/project.h"
#include "domain/run.h"
#include "domain/team.h"

namespace test {

/// A finished run of "algoperf/ogbg" with the id `id`; change what the test is about.
domain::Run aRun(const QString &id);
domain::Member aMember(const QString &username, domain::BaseRole role);
domain::Member anInvitation(const QString &email, domain::BaseRole role);
domain::Project aProject(const QString &entity, const QString &name);
domain::ConsoleLine aConsoleLine(qint64 number, const QString &text, const QString &level = {});
/// As a training prints them, every third one coloured.
QList<domain::ConsoleLine> manyConsoleLines(int count);

} // namespace test
