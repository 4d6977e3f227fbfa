#include "workspace/composition.h"

#include "workspace/onlineaccounts.h"

namespace workspace {

std::unique_ptr<Accounts> makeAccounts(Dependencies dependencies)
{
    return std::make_unique<OnlineAccounts>(std::move(dependencies));
}

} // namespace workspace
