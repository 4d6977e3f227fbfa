#pragma once

#include "domain/roles.h"
#include "workspace/accounts.h"

#include <QList>
#include <QString>
#include <QUrl>

namespace ui {

/// A person of the demo team, as whom anybody may look around. The embedded server knows the key; it opens nothing
/// else.
struct DemoAccount
{
    domain::BaseRole role = domain::BaseRole::Unknown;
    QString username;
    QString displayName;
    QUrl server;
    QString key;

    [[nodiscard]] workspace::SignInRequest signInRequest() const;
};

/// The demo team's server starts with the program and takes a moment the first time.
struct DemoTeam
{
    enum class State {
        Absent, ///< started without it
        Starting,
        Ready,
        Failed,
    };

    State state = State::Absent;
    QList<DemoAccount> accounts; ///< one a role, once ready
    QString problem; ///< for "Show details", once failed
};

} // namespace ui
