#include "support/testmain.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

/// Rules of the house that a compiler does not see.
class TestHouse : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_top = qEnvironmentVariable("COHORT_SOURCE_DIR");
        QVERIFY(!m_top.isEmpty());
    }

    void theProductNestsNoEventLoop()
    {
        expectNone({QStringLiteral("src"), QStringLiteral("ui"), QStringLiteral("app")},
            QStringLiteral("QEventLoop|processEvents|[a-zA-Z](\\.|->)exec\\(\\)"),
            {QStringLiteral("app/main.cpp"), QStringLiteral("app/cohortd.cpp")});
    }

    void foreignTextIsNeverHtml()
    {
        // The table writes HTML to the clipboard, escaped, and shows none.
        expectNone({QStringLiteral("ui")}, QStringLiteral("setHtml\\(|setSource\\(|Qt::RichText"),
            {QStringLiteral("ui/kit/tableview.cpp")});
    }

    void keysNeverFallBackToAPlainFile()
    {
        expectNone({QStringLiteral("src"), QStringLiteral("ui"), QStringLiteral("app")},
            QStringLiteral("setInsecureFallback\\(true"));
    }

    void onlyOneClassTalksToTheKeyring()
    {
        expectNone({QStringLiteral("src/cache"), QStringLiteral("src/workspace"), QStringLiteral("src/server"),
                       QStringLiteral("ui"), QStringLiteral("app")},
            QStringLiteral("QKeychain::|keychain\\.h"));
    }

    void countsAreGrouped()
    {
        // "%Ln" is "10,000" where "%n" is "10000".
        expectNone({QStringLiteral("ui"), QStringLiteral("app")}, QStringLiteral("%n\\b"));
    }

    void filesStaySmall()
    {
        QStringList wrong;
        forEachSource({QStringLiteral("src"), QStringLiteral("ui"), QStringLiteral("app"), QStringLiteral("tests")},
            [&wrong](const QString &path, const QString &text) {
                if (text.count(u'\n') > 600)
                    wrong.append(QStringLiteral("%1 has %2 lines").arg(path).arg(text.count(u'\n')));
            });
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    }

private:
    template <typename Visit>
    void forEachSource(const QStringList &folders, Visit visit) const
    {
        for (const QString &folder : folders) {
            QDirIterator files(m_top + u'/' + folder, {QStringLiteral("*.h"), QStringLiteral("*.cpp")}, QDir::Files,
                QDirIterator::Subdirectories);
            while (files.hasNext()) {
                QFile file(files.next());
                if (file.open(QIODevice::ReadOnly))
                    visit(file.fileName().mid(m_top.size() + 1), QString::fromUtf8(file.readAll()));
            }
        }
    }

    void expectNone(const QStringList &folders, const QString &pattern, const QStringList &except = {}) const
    {
        const QRegularExpression forbidden(pattern);
        QStringList wrong;
        int seen = 0;
        forEachSource(folders, [&](const QString &path, const QString &text) {
            ++seen;
            if (except.contains(path))
                return;
            const QStringList lines = text.split(u'\n');
            for (qsizetype i = 0; i < lines.size(); ++i) {
                const QString line = lines[i].trimmed();
                if (line.contains(forbidden) && !line.startsWith(QStringLiteral("//")))
                    wrong.append(QStringLiteral("%1:%2: %3").arg(path).arg(i + 1).arg(line));
            }
        });
        QVERIFY(seen > 0);
        QVERIFY2(wrong.isEmpty(), qPrintable(QStringLiteral("\n") + wrong.join(u'\n')));
    }

    QString m_top;
};

COHORT_TEST(TestHouse)
#include "testhouse.moc"
