#include "support/uitestmain.h"
#include "ui/kit/icons.h"
#include "ui/kit/stateicons.h"
#include "ui/kit/theme.h"

#include <QFile>
#include <QTest>

namespace {

/// The strongest colour of the picture; its strokes.
QColor strokeColour(const QIcon &icon, QIcon::Mode mode)
{
    const QImage picture = icon.pixmap(QSize(48, 48), mode).toImage();
    QColor strongest(Qt::transparent);
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x) {
            const QColor at = picture.pixelColor(x, y);
            if (at.alpha() > strongest.alpha())
                strongest = at;
        }
    }
    return strongest;
}

} // namespace

class TestIcons : public QObject
{
    Q_OBJECT

private slots:
    void allIconsDrawSomething()
    {
        QVERIFY(ui::iconNames().size() >= 35);
        for (const QString &name : ui::iconNames())
            QVERIFY2(
                strokeColour(ui::icon(name.toLatin1().constData()), QIcon::Normal).alpha() > 200, qPrintable(name));
    }

    void allIconsShareGridAndStroke()
    {
        for (const QString &name : ui::iconNames()) {
            QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray svg = file.readAll();
            QVERIFY2(svg.contains("viewBox=\"0 0 24 24\""), qPrintable(name));
            QVERIFY2(svg.contains("stroke=\"#000\""), qPrintable(name));
        }
    }

    void strokesFollowTheTheme()
    {
        const QIcon home = ui::icon("home");
        ui::applyTheme(ui::Theme::Light);
        QCOMPARE(strokeColour(home, QIcon::Normal).rgb(), ui::lightColours().icon.rgb());
        QCOMPARE(strokeColour(home, QIcon::Disabled).rgb(), ui::lightColours().disabled.rgb());
        ui::applyTheme(ui::Theme::Dark);
        QCOMPARE(strokeColour(home, QIcon::Normal).rgb(), ui::darkColours().icon.rgb());
        ui::applyTheme(ui::Theme::Light);
    }

    void statesDifferInShape()
    {
        // Painted in one colour they must still be told apart.
        QList<QImage> shapes;
        for (const auto state : {domain::RunState::Running, domain::RunState::Finished, domain::RunState::Failed,
                 domain::RunState::Crashed, domain::RunState::Killed, domain::RunState::Pending}) {
            const QImage shape = ui::runStateIcon(state).pixmap(QSize(32, 32), QIcon::Disabled).toImage();
            QVERIFY(!shapes.contains(shape));
            shapes.append(shape);
        }
    }
};

COHORT_TEST(TestIcons)
#include "testicons.moc"
