#include "server/artifactmanifest.h"
#include "support/testmain.h"

#include <QTest>

namespace {

/// JSON with single quotes, so that it reads well here.
QByteArray json(QByteArray text)
{
    return text.replace('\'', '"');
}

} // namespace

/// Manifests are foreign text: what is sound comes through as it is, everything else is refused by name.
class TestArtifactManifest : public QObject
{
    Q_OBJECT

private slots:
    void readsWhatTheSdkWrites()
    {
        const auto manifest =
            server::ArtifactManifest::parse(json("{'version':1,'storagePolicy':'wandb-storage-policy-v1','"
                                                 "storagePolicyConfig':{'storageLayout':'V2'},'contents':{'dir/"
                                                 "x.txt':{'digest':'XUFAKrxLKna5cZ2REBfFkg==','size':5,'"
                                                 "birthArtifactID':'QXJ0'},'big':{'digest':'etag-1','ref':'s3://b/"
                                                 "k','size':9,'extra':{'etag':'e','versionID':null}},'\\u00e4':{'"
                                                 "digest':'XUFAKrxLKna5cZ2REBfFkg==','local_path':'/tmp/x'}}}"));
        QVERIFY2(manifest.ok(), manifest ? "" : qPrintable(manifest.error().detail));
        QCOMPARE(manifest->entries.size(), std::size_t(3));
        QCOMPARE(manifest->entries[0].path, QStringLiteral("big"));
        QCOMPARE(manifest->entries[0].reference, QStringLiteral("s3://b/k"));
        QCOMPARE(manifest->entries[0].extra, QByteArray(json("{'etag':'e','versionID':null}")));
        QCOMPARE(manifest->entries[1].path, QStringLiteral("dir/x.txt"));
        QCOMPARE(manifest->entries[1].size, qint64(5));
        QCOMPARE(manifest->entries[1].birthArtifact, QStringLiteral("QXJ0"));
        QCOMPARE(manifest->entries[2].path, QStringLiteral("ä"));
        QCOMPARE(manifest->entries[2].size, qint64(-1));
        const auto again = server::ArtifactManifest::parse(manifest->toJson());
        QVERIFY(again.ok());
        QCOMPARE(again->entries, manifest->entries);
    }

    void digestIsThatOfTheSdk()
    {
        // wandb.Artifact("a", type="t") with the file "dir/x.txt" holding "hello" (SDK 0.31.0).
        const auto manifest = server::ArtifactManifest::parse(
            json("{'version':1,'contents':{'dir/x.txt':{'digest':'XUFAKrxLKna5cZ2REBfFkg==','size':5}}}"));
        QVERIFY(manifest.ok());
        QCOMPARE(server::ManifestDigest::of(manifest->entries), QStringLiteral("fddab474effa58d074c97d60f60b7b5a"));
    }

    void refusesWhatIsNotSound_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("problem");
        const auto row = [](const char *name, const QByteArray &text, const char *problem) {
            QTest::newRow(name) << text << QString::fromLatin1(problem);
        };
        const auto withPath = [](const QByteArray &path) {
            return "{\"version\":1,\"contents\":{\"" + path + "\":{\"digest\":\"XUFAKrxLKna5cZ2REBfFkg==\"}}}";
        };
        row("parent", withPath("../x"), "path");
        row("parent inside", withPath("a/../../x"), "path");
        row("dot", withPath("./x"), "path");
        row("absolute", withPath("/etc/passwd"), "path");
        row("drive", withPath("C:/x"), "path");
        row("backslash", withPath("a\\\\..\\\\x"), "path");
        row("empty part", withPath("a//b"), "path");
        row("empty", withPath(""), "path");
        row("folder", withPath("a/"), "path");
        row("NUL", withPath("a\\u0000b"), "path");
        row("newline", withPath("a\\nb"), "path");
        row("device", withPath("dir/CON.txt"), "path");
        row("turned writing", withPath("a\\u202egpj.exe"), "path");
        row("long part", withPath(QByteArray(300, 'a')), "path");
        row("long path", withPath(QByteArray("abcdefgh/").repeated(200) + 'x'), "path");
        row("deep path", withPath(QByteArray("a/").repeated(40) + 'x'), "path");
        row("lone surrogate", withPath("a\\ud800b"), "path");
        row("twice",
            json("{'version':1,'contents':{'a':{'digest':'XUFAKrxLKna5cZ2REBfFkg=='},'a':{'digest':'"
                 "XUFAKrxLKna5cZ2REBfFkg=='}}}"),
            "twice");
        row("twice in another form",
            json("{'version':1,'contents':{'\\u00e4':{'digest':'XUFAKrxLKna5cZ2REBfFkg=='},'a\\u0308':{'digest':'"
                 "XUFAKrxLKna5cZ2REBfFkg=='}}}"),
            "twice");
        row("contents twice", json("{'version':1,'contents':{},'contents':{}}"), "twice");
        row("no MD5", json("{'version':1,'contents':{'a':{'digest':'short'}}}"), "MD5");
        row("no digest", json("{'version':1,'contents':{'a':{'size':1}}}"), "digest");
        row("version 2", json("{'version':2,'contents':{}}"), "version");
        row("no contents", json("{'version':1}"), "contents");
        row("no object", "[]", "JSON");
        row("nothing", "", "JSON");
        row("cut", json("{'version':1,'contents':{'a':{'digest':'XUFAK"), "JSON");
        row("text behind", json("{'version':1,'contents':{}} x"), "JSON");
        row("bad UTF-8", withPath("a\xff"), "JSON");
        row("deep extra",
            json("{'version':1,'contents':{'a':{'digest':'d','ref':'http://x','extra':") + QByteArray(200'000, '[')
                + QByteArray(200'000, ']') + "}}}",
            "JSON");
        row("size is no number", json("{'version':1,'contents':{'a':{'digest':'d','ref':'r','size':1.5}}}"), "JSON");
        row("size is negative", json("{'version':1,'contents':{'a':{'digest':'d','ref':'r','size':-2}}}"), "negative");
    }
    void refusesWhatIsNotSound()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, problem);
        const auto manifest = server::ArtifactManifest::parse(text);
        QVERIFY(!manifest.ok());
        QCOMPARE(manifest.error().kind, base::Error::Kind::Invalid);
        QVERIFY2(manifest.error().detail.contains(problem), qPrintable(manifest.error().detail));
    }

    void anyCutOrChangedByteIsReadOrRefused()
    {
        const QByteArray sound =
            json("{'version':1,'contents':{'a/"
                 "b':{'digest':'XUFAKrxLKna5cZ2REBfFkg==','size':5,'extra':{'k':[1,{'z':'\\u00e4'}]}}}}");
        for (qsizetype i = 0; i < sound.size(); ++i) {
            QVERIFY(!server::ArtifactManifest::parse(sound.left(i)).ok());
            for (const char other : {'\0', '"', '{', '}', '\\', ',', '\x80'}) {
                QByteArray changed = sound;
                changed[i] = other;
                const auto manifest = server::ArtifactManifest::parse(changed);
                if (manifest)
                    QVERIFY(manifest->entries.size() <= 1);
            }
        }
    }

    void manyEntriesAreRead()
    {
        QByteArray text = json("{'version':1,'contents':{");
        for (int i = 0; i < 50'000; ++i)
            text += "\"dir" + QByteArray::number(i % 100) + "/file" + QByteArray::number(i)
                + "\":{\"digest\":\"XUFAKrxLKna5cZ2REBfFkg==\",\"size\":1},";
        text.chop(1);
        const auto manifest = server::ArtifactManifest::parse(text + "}}");
        QVERIFY(manifest.ok());
        QCOMPARE(manifest->entries.size(), std::size_t(50'000));
        QVERIFY(std::is_sorted(manifest->entries.begin(), manifest->entries.end(),
            [](const auto &a, const auto &b) { return server::isPathBefore(a.path, b.path); }));
    }
};

COHORT_TEST(TestArtifactManifest)
#include "testartifactmanifest.moc"
