#include "support/testmain.h"

#include <QDirIterator>
#include <QFile>
#include <QHash>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

/// Compares every #include of the project with the table that add_layer() wrote: a layer sees downwards only, and
/// what it hides is seen by its .cpp files and by the headers that nobody outside includes.
class TestLayers : public QObject
{
    Q_OBJECT

    struct Layer
    {
        QString name;
        QString folder; ///< below the top, e.g. "src/cache"
        QSet<QString> uses;
        QSet<QString> hides;
    };

private slots:
    void initTestCase()
    {
        QFile file(qEnvironmentVariable("COHORT_BINARY_DIR") + QStringLiteral("/layers.txt"));
        QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
        while (!file.atEnd()) {
            const QStringList parts = QString::fromUtf8(file.readLine()).trimmed().split(u'|');
            if (parts.size() != 4)
                continue;
            m_layers.insert(parts[0], {parts[0], parts[1], setOf(parts[2]), setOf(parts[3])});
        }
        QVERIFY(m_layers.size() >= 15);
        m_top = qEnvironmentVariable("COHORT_SOURCE_DIR");
        QVERIFY(!m_top.isEmpty());
        findPublicHeaders();
        QVERIFY(m_publicHeaders.size() > 20);
    }

    void everyIncludeIsAllowed()
    {
        QStringList wrong;
        int checked = 0;
        for (const Layer &layer : std::as_const(m_layers)) {
            QDirIterator files(m_top + u'/' + layer.folder, {QStringLiteral("*.h"), QStringLiteral("*.cpp")},
                QDir::Files, QDirIterator::Subdirectories);
            while (files.hasNext())
                checked += checkFile(files.next(), layer, wrong);
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(QStringLiteral("\n") + wrong.join(u'\n')));
        QVERIFY(checked > 20);
    }

    void theOrderHasNoCycles()
    {
        for (const Layer &layer : std::as_const(m_layers))
            QVERIFY2(!reachable(layer.name).contains(layer.name), qPrintable(layer.name));
    }

    void clientAndServerMeetOnlyBelow()
    {
        const QSet<QString> client = reachable(QStringLiteral("workspace")) + reachable(QStringLiteral("ui_shell"));
        QVERIFY(!client.contains(QStringLiteral("server")));
        const QSet<QString> server = reachable(QStringLiteral("server"));
        for (const char *layer : {"api", "cache", "workspace"})
            QVERIFY2(!server.contains(QString::fromLatin1(layer)), layer);
    }

    void librariesKnowNoWidgets()
    {
        QStringList wrong;
        QDirIterator files(m_top + QStringLiteral("/src"),
            {QStringLiteral("*.h"), QStringLiteral("*.cpp"), QStringLiteral("CMakeLists.txt")}, QDir::Files,
            QDirIterator::Subdirectories);
        static const QRegularExpression widget(
            QStringLiteral("<Q(Widget|Application|Dialog|Label|MessageBox|Painter)>|Widgets"));
        while (files.hasNext()) {
            const QString path = files.next();
            if (textOf(path).contains(widget))
                wrong.append(path);
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    }

private:
    static QSet<QString> setOf(const QString &list)
    {
        const QStringList parts = list.split(u',', Qt::SkipEmptyParts);
        return {parts.begin(), parts.end()};
    }

    static QString textOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    }

    /// All layers that can be reached by following `links` any number of times.
    template <typename Links>
    QSet<QString> closure(const QString &from, Links links) const
    {
        QSet<QString> seen;
        QStringList open{from};
        while (!open.isEmpty()) {
            for (const QString &next : links(m_layers.value(open.takeLast()))) {
                if (!seen.contains(next)) {
                    seen.insert(next);
                    open.append(next);
                }
            }
        }
        return seen;
    }

    QSet<QString> reachable(const QString &from) const
    {
        return closure(from, [](const Layer &layer) { return layer.uses + layer.hides; });
    }

    /// What a layer's headers may show: the layers it uses, and what these show in turn.
    QSet<QString> shown(const QString &name) const
    {
        return closure(name, [](const Layer &layer) { return layer.uses; });
    }

    QString layerOfInclude(const QString &include) const
    {
        const QString folder = include.section(u'/', 0, -2);
        for (const Layer &layer : m_layers) {
            if (layer.folder == folder || layer.folder == QStringLiteral("src/") + folder)
                return layer.name;
        }
        return {};
    }

    static QStringList includesOf(const QString &path)
    {
        static const QRegularExpression include(
            QStringLiteral("^\\s*#\\s*include\\s+\"([^\"]+)\""), QRegularExpression::MultilineOption);
        QStringList includes;
        for (auto it = include.globalMatch(textOf(path)); it.hasNext();) {
            const QString included = it.next().captured(1);
            if (!included.startsWith(QStringLiteral("moc_")) && !included.endsWith(QStringLiteral(".moc")))
                includes.append(included);
        }
        return includes;
    }

    /// The file that an include means.
    QString fileOf(const QString &include) const
    {
        const QString inSources = m_top + QStringLiteral("/src/") + include;
        return QFile::exists(inSources) ? inSources : m_top + u'/' + include;
    }

    /// A header is public when another layer includes it, or when a public header of its layer does.
    void findPublicHeaders()
    {
        QStringList open;
        for (const Layer &layer : std::as_const(m_layers)) {
            QDirIterator files(m_top + u'/' + layer.folder, {QStringLiteral("*.h"), QStringLiteral("*.cpp")},
                QDir::Files, QDirIterator::Subdirectories);
            while (files.hasNext()) {
                const QStringList includes = includesOf(files.next());
                for (const QString &include : includes) {
                    if (layerOfInclude(include) != layer.name)
                        open.append(fileOf(include));
                }
            }
        }
        QDirIterator program(m_top + QStringLiteral("/app"), {QStringLiteral("*.cpp")}, QDir::Files);
        while (program.hasNext()) {
            const QStringList includes = includesOf(program.next());
            for (const QString &include : includes)
                open.append(fileOf(include));
        }
        while (!open.isEmpty()) {
            const QString header = open.takeLast();
            if (m_publicHeaders.contains(header))
                continue;
            m_publicHeaders.insert(header);
            const QStringList includes = includesOf(header);
            for (const QString &include : includes)
                open.append(fileOf(include));
        }
    }

    int checkFile(const QString &path, const Layer &layer, QStringList &wrong) const
    {
        QSet<QString> allowed = shown(layer.name) + QSet<QString>{layer.name};
        if (!m_publicHeaders.contains(path))
            allowed += layer.hides;
        int checked = 0;
        const QStringList includes = includesOf(path);
        for (const QString &included : includes) {
            ++checked;
            const QString target = layerOfInclude(included);
            if (target.isEmpty())
                wrong.append(QStringLiteral("%1: \"%2\" does not name the folder of a layer").arg(path, included));
            else if (!allowed.contains(target))
                wrong.append(QStringLiteral("%1: %2 may not include \"%3\"").arg(path, layer.name, included));
        }
        return checked;
    }

    QHash<QString, Layer> m_layers;
    QSet<QString> m_publicHeaders;
    QString m_top;
};

COHORT_TEST(TestLayers)
#include "testlayers.moc"
