#include "ui/runs/runexport.h"

#include "ui/runs/runcells.h"

namespace ui {

QString csvField(const QString &text)
{
    QString field = text;
    if (!text.isEmpty()) {
        bool isNumber = false;
        text.toDouble(&isNumber);
        if (QStringView(u"=+-@\t\r").contains(text.front()) && !isNumber)
            field.prepend(QLatin1Char('\''));
    }
    const bool needsQuotes = field.contains(QLatin1Char(',')) || field.contains(QLatin1Char('"'))
        || field.contains(QLatin1Char('\n')) || field.contains(QLatin1Char('\r'));
    if (!needsQuotes)
        return field;
    field.replace(QLatin1String("\""), QLatin1String("\"\""));
    return QLatin1Char('"') + field + QLatin1Char('"');
}

QByteArray runsAsCsv(const domain::SharedRuns &runs, const QList<RunColumn> &columns)
{
    QByteArray csv("\xEF\xBB\xBF");
    QStringList cells{QStringLiteral("id")};
    for (const RunColumn &column : columns)
        cells.append(csvField(column.id()));
    csv += cells.join(QLatin1Char(',')).toUtf8() + "\r\n";
    for (const domain::Run &run : runs) {
        cells = {csvField(run.path.run)};
        for (const RunColumn &column : columns)
            cells.append(csvField(runCellMachineText(run, column)));
        csv += cells.join(QLatin1Char(',')).toUtf8() + "\r\n";
    }
    return csv;
}

} // namespace ui
