#include "ui/accounts/demoaccount.h"

namespace ui {

workspace::SignInRequest DemoAccount::signInRequest() const
{
    workspace::SignInRequest request;
    request.server = server;
    request.key = key;
    // The demo team's keys are no secrets and change with it.
    request.remember = false;
    request.isLocalTeam = true;
    return request;
}

} // namespace ui
