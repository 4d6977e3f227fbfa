#include "support/screens.h"

#include <QAbstractButton>
#include <QDir>
#include <QLabel>
#include <QTest>
#include <QWidget>

namespace test {

void keepPicture(QWidget &widget, const QString &name)
{
    const QString folder = qEnvironmentVariable("COHORT_SCREENSHOTS");
    if (!folder.isEmpty())
        QVERIFY(widget.grab().save(QDir(folder).filePath(name + QStringLiteral(".png"))));
}

QStringList cutTexts(const QWidget &widget)
{
    QStringList cut;
    for (const QLabel *label : widget.findChildren<QLabel *>()) {
        const bool isPlain = label->isVisible() && !label->wordWrap() && !label->text().isEmpty();
        const bool isLow =
            label->isVisible() && label->wordWrap() && label->height() < label->heightForWidth(label->width());
        if ((isPlain && label->width() < label->minimumSizeHint().width()) || isLow)
            cut.append(label->text());
    }
    for (const QAbstractButton *button : widget.findChildren<QAbstractButton *>()) {
        const bool isWorded = button->isVisible() && !button->text().isEmpty();
        if (isWorded && button->width() < button->minimumSizeHint().width())
            cut.append(button->text());
    }
    return cut;
}

} // namespace test
