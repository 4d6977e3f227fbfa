#include "support/testmain.h"

#include <QCoreApplication>
#include <QStandardPaths>
#include <QTest>
#include <cstdio>
#include <map>
#include <string>

namespace test {

namespace {

std::map<std::string, MakeTest> &registeredTests()
{
    static std::map<std::string, MakeTest> tests;
    return tests;
}

MakeApplication &applicationMaker()
{
    static MakeApplication make = [](int &argc, char **argv) -> std::unique_ptr<QObject> {
        return std::make_unique<QCoreApplication>(argc, argv);
    };
    return make;
}

} // namespace

int registerTest(const char *name, MakeTest make)
{
    registeredTests()[name] = std::move(make);
    return 0;
}

int useApplication(MakeApplication make)
{
    applicationMaker() = make;
    return 0;
}

} // namespace test

/// `tests_x Class [QTest arguments]` runs one class, `tests_x` alone all of them.
int main(int argc, char **argv)
{
    QStandardPaths::setTestModeEnabled(true);
    const auto application = test::applicationMaker()(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("cohort-tests"));
    QCoreApplication::setOrganizationName(QStringLiteral("cohort-tests"));
    std::string wanted;
    if (argc > 1 && argv[1][0] != '-') {
        wanted = argv[1];
        for (int i = 1; i + 1 < argc; ++i)
            argv[i] = argv[i + 1];
        --argc;
    }
    int failures = 0;
    int ran = 0;
    for (const auto &[name, make] : test::registeredTests()) {
        if (!wanted.empty() && name != wanted)
            continue;
        ++ran;
        const auto object = make();
        failures += QTest::qExec(object.get(), argc, argv);
    }
    if (ran == 0) {
        std::fprintf(stderr, "no test class is called %s\n", wanted.c_str());
        return 2;
    }
    return failures == 0 ? 0 : 1;
}
