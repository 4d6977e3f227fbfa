#include "support/uitestmain.h"

#include <QApplication>

namespace test {

int useGuiApplication()
{
    return useApplication(
        [](int &argc, char **argv) -> std::unique_ptr<QObject> { return std::make_unique<QApplication>(argc, argv); });
}

} // namespace test
