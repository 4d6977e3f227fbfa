#include "base/settings.h"
#include "support/testmain.h"

#include <QFile>
#include <QLockFile>
#include <QRect>
#include <QStringList>
#include <QTemporaryDir>
#include <QTest>

namespace {

const base::Setting<int> heightSetting{"window/height", 7};
const base::Setting<QRect> placeSetting{"window/place", QRect()};
const base::Setting<QStringList> namesSetting{"charts/names", {}};
constexpr int settingsPatience = 10'000;

} // namespace

class TestSettings : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void whatWasSetIsThereAtTheNextStart()
    {
        {
            base::Settings settings(file());
            QCOMPARE(settings.get(heightSetting), 7);
            settings.set(heightSetting, 9);
            settings.set(heightSetting, 11, QStringLiteral("team/a b"));
            settings.set(placeSetting, QRect(1, 2, 3, 4));
            settings.set(namesSetting, {QStringLiteral("one"), QStringLiteral("two, three")});
            QCOMPARE(settings.get(heightSetting), 9);
        }
        const base::Settings settings(file());
        QCOMPARE(settings.get(heightSetting), 9);
        QCOMPARE(settings.get(heightSetting, QStringLiteral("team/a b")), 11);
        QCOMPARE(settings.get(heightSetting, QStringLiteral("team")), 7);
        QCOMPARE(settings.get(placeSetting), QRect(1, 2, 3, 4));
        QCOMPARE(settings.get(namesSetting), QStringList({QStringLiteral("one"), QStringLiteral("two, three")}));
    }

    void aValueIsOnDiskBeforeTheEnd()
    {
        base::Settings settings(file());
        settings.set(heightSetting, 12);
        QTRY_VERIFY_WITH_TIMEOUT(written().contains("height=12"), settingsPatience);
        settings.set(heightSetting, 13);
        QTRY_VERIFY_WITH_TIMEOUT(written().contains("height=13"), settingsPatience);
    }

    void nobodyWaitsForTheFile()
    {
        base::Settings settings(file());
        QLockFile held(file() + QStringLiteral(".lock")); // as another program's writing would
        held.setStaleLockTime(0);
        QVERIFY(held.lock());
        settings.set(heightSetting, 14);
        QCoreApplication::sendPostedEvents();
        QCoreApplication::processEvents(); // waiting for the lock would never end: it is let go of below
        QCOMPARE(settings.get(heightSetting), 14);
        QVERIFY(!written().contains("height=14"));
        held.unlock();
        QTRY_VERIFY_WITH_TIMEOUT(written().contains("height=14"), settingsPatience);
    }

private:
    [[nodiscard]] QString file() const { return m_folder->filePath(QStringLiteral("settings.ini")); }
    [[nodiscard]] QByteArray written() const
    {
        QFile file(this->file());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

COHORT_TEST(TestSettings)
#include "testsettings.moc"
