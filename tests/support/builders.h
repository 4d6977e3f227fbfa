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

} // namespace test
