#include "workspace/historydecoder.h"

#include "series/historyrows.h"

#include <algorithm>

namespace workspace {

namespace {

DecodedPage decodeRows(const api::HistoryPage &page, QString (*nameOf)(const QString &key))
{
    series::HistoryTable table;
    DecodedPage decoded;
    for (const QByteArray &line : page.lines) {
        decoded.facts.bytes += line.size();
        (void)table.appendRow(line); // a broken row counts as a row and adds nothing
        decoded.facts.highestStep = std::max(decoded.facts.highestStep, table.lastStep());
    }
    decoded.facts.rows = decoded.part.rows = table.rowCount();
    decoded.facts.serverRows = page.lineCount;
    decoded.facts.isRunActive = domain::isActive(page.state);
    decoded.state = page.state;
    const QStringList keys = table.keys();
    for (const QString &key : keys) {
        const QString name = nameOf(key);
        if (name.isEmpty())
            continue;
        decoded.part.columns.append({name, table.points(key)});
    }
    return decoded;
}

} // namespace

DecodedPage decodeHistoryPage(const api::HistoryPage &page)
{
    return decodeRows(page, [](const QString &key) { return key; });
}

DecodedPage decodeEventsPage(const api::HistoryPage &page)
{
    return decodeRows(page, [](const QString &key) {
        if (key.startsWith(QLatin1String("_wandb")))
            return QString(); // a mark, no metric
        return key.startsWith(QLatin1Char('_')) ? QStringLiteral("system.") + key : key;
    });
}

} // namespace workspace
