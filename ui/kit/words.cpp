#include "ui/kit/words.h"

#include <QCoreApplication>
#include <QLocale>
#include <cmath>

namespace ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ui::Words)
};

} // namespace

QString errorTitle(const base::Error &error)
{
    switch (error.kind) {
    case base::Error::Kind::Offline:
        return Words::tr("No connection to the server");
    case base::Error::Kind::Unauthorized:
        return Words::tr("The server does not accept the key");
    case base::Error::Kind::Forbidden:
        return Words::tr("The server refused this");
    case base::Error::Kind::NotFound:
        return Words::tr("Not found");
    case base::Error::Kind::Conflict:
        return Words::tr("Somebody else was faster");
    case base::Error::Kind::Invalid:
        return Words::tr("This input is not acceptable");
    case base::Error::Kind::Busy:
        return Words::tr("The server is busy");
    case base::Error::Kind::BadReply:
        return Words::tr("The server's answer makes no sense");
    case base::Error::Kind::Tls:
        return Words::tr("The connection is not safe");
    case base::Error::Kind::Storage:
        return Words::tr("The local data could not be read or written");
    case base::Error::Kind::Cancelled:
        return Words::tr("Cancelled");
    }
    return {};
}

QString errorText(const base::Error &error)
{
    switch (error.kind) {
    case base::Error::Kind::Offline:
        return Words::tr("The server cannot be reached. What is shown comes from this computer. "
                         "Check the network, then try again.");
    case base::Error::Kind::Unauthorized:
        return Words::tr("The server does not accept the key any more. Sign in again with a valid key.");
    case base::Error::Kind::Forbidden:
        return Words::tr("Your role does not allow this on the server. Nothing was changed. "
                         "Ask a team admin if you need it.");
    case base::Error::Kind::NotFound:
        return Words::tr("It is not there, or you may not see it. "
                         "Check the address, or ask a team admin for access.");
    case base::Error::Kind::Conflict:
        return Words::tr("It was changed meanwhile, or the name is taken. Nothing was changed. "
                         "Look at the present state, then try again.");
    case base::Error::Kind::Invalid:
        return Words::tr("The server does not accept this input. Nothing was changed. Correct it and try again.");
    case base::Error::Kind::Busy:
        return Words::tr("The server asks to come back later. Nothing was changed. Try again in a minute.");
    case base::Error::Kind::BadReply:
        return Words::tr("The answer does not follow the protocol. Nothing was changed. "
                         "If it happens again, tell the server's administrator.");
    case base::Error::Kind::Tls:
        return Words::tr("The server's certificate could not be trusted, so nothing was sent. "
                         "Ask the server's administrator.");
    case base::Error::Kind::Storage:
        return Words::tr("A local file could not be read or written. Check the free space and the rights "
                         "of your data folder.");
    case base::Error::Kind::Cancelled:
        return Words::tr("It was cancelled before it was done.");
    }
    return {};
}

QString roleName(domain::BaseRole role)
{
    switch (role) {
    case domain::BaseRole::Admin:
        return Words::tr("Admin");
    case domain::BaseRole::Member:
        return Words::tr("Member");
    case domain::BaseRole::ViewOnly:
        return Words::tr("View-Only");
    case domain::BaseRole::None:
        return Words::tr("Not in the team");
    case domain::BaseRole::Unknown:
        break;
    }
    return Words::tr("Unknown role");
}

QString roleName(const domain::TeamRole &role)
{
    return role.isCustom() ? role.custom.name : roleName(role.base);
}

QString roleSentence(domain::BaseRole role)
{
    switch (role) {
    case domain::BaseRole::Admin:
        return Words::tr("Administers members, roles and every project of the team.");
    case domain::BaseRole::Member:
        return Words::tr("Logs and edits runs, creates projects; deletes only what is their own.");
    case domain::BaseRole::ViewOnly:
        return Words::tr("Looks at everything, changes nothing.");
    case domain::BaseRole::None:
    case domain::BaseRole::Unknown:
        break;
    }
    return Words::tr("Has no role in this team.");
}

QString seatName(domain::Seat seat)
{
    switch (seat) {
    case domain::Seat::Full:
        return Words::tr("Full", "seat");
    case domain::Seat::Viewer:
        return Words::tr("Viewer", "seat");
    case domain::Seat::None:
        return Words::tr("None", "seat");
    case domain::Seat::Unknown:
        break;
    }
    return Words::tr("Unknown", "seat");
}

QString visibilityName(domain::Visibility visibility)
{
    switch (visibility) {
    case domain::Visibility::Open:
        return Words::tr("Open", "visibility");
    case domain::Visibility::Public:
        return Words::tr("Public", "visibility");
    case domain::Visibility::Team:
        return Words::tr("Team", "visibility");
    case domain::Visibility::Restricted:
        return Words::tr("Restricted", "visibility");
    case domain::Visibility::Unknown:
        break;
    }
    return Words::tr("Unknown", "visibility");
}

QString visibilitySentence(domain::Visibility visibility)
{
    switch (visibility) {
    case domain::Visibility::Open:
        return Words::tr("Everybody can look, everybody who is signed in can log runs.");
    case domain::Visibility::Public:
        return Words::tr("Everybody can look, members of the team can log runs.");
    case domain::Visibility::Team:
        return Words::tr("Only the team can look, members of the team can log runs.");
    case domain::Visibility::Restricted:
        return Words::tr("Only people on the project's list can look or log runs.");
    case domain::Visibility::Unknown:
        break;
    }
    return Words::tr("This version does not know who can look.");
}

QString runStateName(domain::RunState state)
{
    switch (state) {
    case domain::RunState::Pending:
        return Words::tr("Pending");
    case domain::RunState::Running:
        return Words::tr("Running");
    case domain::RunState::Finished:
        return Words::tr("Finished");
    case domain::RunState::Failed:
        return Words::tr("Failed");
    case domain::RunState::Crashed:
        return Words::tr("Crashed");
    case domain::RunState::Killed:
        return Words::tr("Killed");
    case domain::RunState::Preempting:
        return Words::tr("Preempting");
    case domain::RunState::Preempted:
        return Words::tr("Preempted");
    case domain::RunState::Unknown:
        break;
    }
    return Words::tr("Unknown", "run state");
}

QString runStateName(const domain::Run &run)
{
    if (run.state == domain::RunState::Unknown && !run.stateText.isEmpty())
        return run.stateText;
    return runStateName(run.state);
}

} // namespace ui
