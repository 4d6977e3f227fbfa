#pragma once

#include "support/fakeworkspace.h"
#include "ui/accounts/demoaccount.h"

#include <memory>

namespace test {

/// A workspace with projects, runs and times as a lively team has them.
std::shared_ptr<FakeWorkspace> livelyWorkspace(domain::BaseRole role = domain::BaseRole::Admin);
QList<ui::DemoAccount> demoAccounts();
/// What signing in answers for this workspace.
workspace::SignedIn signedIn(const std::shared_ptr<FakeWorkspace> &workspace);

} // namespace test
