#include "consolebenchmark.h"

#include "measure.h"
#include "support/builders.h"
#include "ui/kit/messagebar.h"
#include "ui/runs/consolemodel.h"
#include "ui/runs/consolepane.h"
#include "ui/runs/consoleview.h"

#include <QCoreApplication>
#include <QPlainTextEdit>
#include <cstdio>

namespace bench {

namespace {

using domain::ConsoleLine;

constexpr QSize paneSize(900, 600);
constexpr double mostTimesOfText = 2; ///< what a text widget takes; room for a machine that is disturbed
constexpr double mostGrowth = 4; ///< of what a look costs

/// What most programs do.
class TextConsole
{
public:
    TextConsole()
    {
        m_edit.setReadOnly(true);
        m_edit.setLineWrapMode(QPlainTextEdit::NoWrap);
        m_edit.resize(paneSize);
        m_edit.show();
    }
    void fill(const QString &text)
    {
        m_edit.setPlainText(text);
        m_edit.grab();
    }
    void append(const QString &line)
    {
        m_edit.appendPlainText(line);
        m_edit.grab();
    }
    [[nodiscard]] int count(const QString &text)
    {
        int found = 0;
        for (QTextCursor at = m_edit.document()->find(text); !at.isNull(); at = m_edit.document()->find(text, at))
            ++found;
        return found;
    }
    void setWraps(bool wraps)
    {
        m_edit.setLineWrapMode(wraps ? QPlainTextEdit::WidgetWidth : QPlainTextEdit::NoWrap);
        m_edit.grab();
    }

private:
    QPlainTextEdit m_edit;
};

struct OurConsole
{
    OurConsole()
    {
        pane.resize(paneSize);
        pane.show();
    }
    void fill(const workspace::ConsoleLog &wanted)
    {
        pane.setLog({});
        log = wanted;
        pane.setLog(log);
        while (pane.model().lineCount() != log.size())
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        pane.grab();
    }
    void append(const QString &text)
    {
        log.merge({test::aConsoleLine(log.lastNumber() + 1, text)});
        pane.setLog(log);
        pane.grab();
    }
    void setWraps(bool wraps)
    {
        pane.view().setWraps(wraps);
        pane.grab();
    }

    ui::MessageBar messages;
    ui::ConsolePane pane{messages};
    workspace::ConsoleLog log;
};

/// A feed's look for news: one line was overwritten, one came.
double medianLook(int lines)
{
    ui::ConsoleModel model;
    workspace::ConsoleLog log(test::manyConsoleLines(lines));
    model.setLog(log);
    constexpr int looks = 41;
    std::vector<double> costs;
    costs.reserve(looks);
    for (int look = 0; look < looks; ++look) {
        costs.push_back(milliseconds([&] {
            const workspace::ConsoleLog before = log;
            log.merge({test::aConsoleLine(lines - 1, QStringLiteral("%1 %").arg(look)),
                test::aConsoleLine(lines + look, QStringLiteral("another line"))});
            if (log != before)
                model.setLog(log);
        }));
    }
    return model.lineCount() == lines + looks ? median(costs) : 0;
}

bool compareLooks(int lines)
{
    // As full a last block.
    const double few = medianLook(1'500);
    const double many = medianLook(lines / 1'000 * 1'000 + 500);
    const bool isGood = few > 0 && many < mostGrowth * few;
    std::printf("  a look for news          %8.3f ms, in 1,500 lines %8.3f ms: %.1f times as much%s\n", many, few,
        many / few, isGood ? "" : " GROWS");
    return isGood;
}

} // namespace

bool benchmarkConsole(int lines, int rounds)
{
    const workspace::ConsoleLog log(test::manyConsoleLines(lines));
    OurConsole ours;
    TextConsole theirs;
    QString text;
    for (const ConsoleLine &line : log.lines())
        text += line.text + QLatin1Char('\n');
    std::printf("a console of %d lines\n", lines);
    Race race("a text widget", rounds);
    race.run(
        "read and paint", mostTimesOfText, [&] { ours.fill(log); }, [&] { theirs.fill(text); });
    const QString more = QStringLiteral("the needle");
    race.run(
        "one more line", mostTimesOfText, [&] { ours.append(more); }, [&] { theirs.append(more); });
    bool isFound = true;
    race.run(
        "find", mostTimesOfText,
        [&] { isFound = !ours.pane.model().find(QStringLiteral("NEEDLE")).isEmpty() && isFound; },
        [&] { isFound = theirs.count(more) >= 1 && isFound; });
    bool wraps = false;
    bool theirsWraps = false;
    race.run(
        "wrap", mostTimesOfText, [&] { ours.setWraps(wraps = !wraps); },
        [&] { theirs.setWraps(theirsWraps = !theirsWraps); });
    return compareLooks(lines) && !race.isLost() && isFound;
}

} // namespace bench
