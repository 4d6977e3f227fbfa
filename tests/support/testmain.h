#pragma once

#include <QObject>
#include <functional>
#include <memory>

namespace test {

using MakeTest = std::function<std::unique_ptr<QObject>()>;
using MakeApplication = std::unique_ptr<QObject> (*)(int &argc, char **argv);

/// Makes a test class known to the program's main().
int registerTest(const char *name, MakeTest make);
/// Which application object main() makes: QCoreApplication unless somebody says otherwise.
int useApplication(MakeApplication make);

} // namespace test

/// Last line of a test's .cpp, after the class: makes the class known, and includes nothing.
#define COHORT_TEST(Class)                                                                                             \
    static const int registered##Class =                                                                               \
        test::registerTest(#Class, [] { return std::unique_ptr<QObject>(std::make_unique<Class>()); });
