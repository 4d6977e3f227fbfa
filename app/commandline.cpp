#include "commandline.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QRegularExpression>
#include <cstdio>
#include <cstdlib>

namespace {

[[noreturn]] void refuse(const QString &problem)
{
    std::fprintf(stderr, "cohort: %s\nTry: cohort --help\n", qPrintable(problem));
    std::exit(64);
}

QString oneOf(const QCommandLineParser &parser, const QCommandLineOption &option, const QStringList &words)
{
    const QString value = parser.value(option);
    if (!value.isEmpty() && !words.contains(value)) {
        refuse(QCoreApplication::translate("CommandLine", "--%1 takes one of: %2; not \"%3\"")
                   .arg(option.names().constFirst(), words.join(QStringLiteral(", ")), value));
    }
    return value;
}

QSize readSize(const QString &text)
{
    if (text.isEmpty())
        return {};
    static const QRegularExpression form(QStringLiteral("^(\\d{3,5})x(\\d{3,5})$"));
    const auto match = form.match(text);
    if (!match.hasMatch())
        refuse(QCoreApplication::translate("CommandLine", "--size takes WIDTHxHEIGHT, such as 1280x800; not \"%1\"")
                   .arg(text));
    return {match.captured(1).toInt(), match.captured(2).toInt()};
}

} // namespace

CommandLine CommandLine::read(const QStringList &arguments)
{
    const auto tr = [](const char *text) { return QCoreApplication::translate("CommandLine", text); };
    const QCommandLineOption demo(QStringLiteral("demo"), tr("Show the demo team first."));
    const QCommandLineOption as(
        QStringLiteral("as"), tr("Sign in as a demo account: admin, member or viewer."), tr("role"));
    const QCommandLineOption page(
        QStringLiteral("page"), tr("Open a page, such as algoperf/imagenet_vit/workspace."), tr("page"));
    const QCommandLineOption theme(QStringLiteral("theme"), tr("light, dark or system."), tr("theme"));
    const QCommandLineOption size(QStringLiteral("size"), tr("Size of the window, such as 1280x800."), tr("size"));
    const QCommandLineOption screenshot(
        QStringLiteral("screenshot"), tr("Write the page to a PNG once its data are there, and end."), tr("file"));
    const QCommandLineOption profile(
        QStringLiteral("profile"), tr("Keep settings, cache and local team in this folder."), tr("folder"));
    const QCommandLineOption noLocalTeam(QStringLiteral("no-local-team"), tr("Do not start the embedded team server."));
    const QCommandLineOption stalls(QStringLiteral("stall-report"),
        tr("Measure how long the window takes to respond; write the figures to this file."), tr("file"));
    const QCommandLineOption start(QStringLiteral("start-report"),
        tr("Write when the window was shown and filled to this file, and end."), tr("file"));
    QCommandLineParser parser;
    parser.setApplicationDescription(tr("Browse and administer teams on a Weights & Biases compatible server."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOptions({demo, as, page, theme, size, screenshot, profile, noLocalTeam, stalls, start});
    parser.addPositionalArgument(QStringLiteral("link"), tr("A cohort:// or W&B web link to open."), tr("[link]"));
    parser.process(arguments);
    if (parser.positionalArguments().size() > 1)
        refuse(tr("one link at most"));

    CommandLine line;
    line.wantsDemo = parser.isSet(demo);
    line.demoRole = oneOf(parser, as, {QStringLiteral("admin"), QStringLiteral("member"), QStringLiteral("viewer")});
    line.theme = oneOf(parser, theme, {QStringLiteral("light"), QStringLiteral("dark"), QStringLiteral("system")});
    line.page = parser.isSet(page) ? parser.value(page) : parser.positionalArguments().value(0);
    line.size = readSize(parser.value(size));
    line.screenshotFile = parser.value(screenshot);
    line.profileFolder = parser.value(profile);
    line.hasLocalTeam = !parser.isSet(noLocalTeam);
    line.stallReportFile = parser.value(stalls);
    line.startReportFile = parser.value(start);
    // A page of the demo team needs somebody who looks at it.
    if (line.wantsDemo && !line.page.isEmpty() && line.demoRole.isEmpty())
        line.demoRole = QStringLiteral("admin");
    if (!line.demoRole.isEmpty() && !line.hasLocalTeam)
        refuse(tr("--as needs the local team; leave --no-local-team out"));
    return line;
}
