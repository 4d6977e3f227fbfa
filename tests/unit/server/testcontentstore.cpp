#include "server/byterange.h"
#include "server/contentstore.h"
#include "support/testmain.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <future>

using server::ByteRange;

/// Content by digest, uploads in parts, parts of downloads.
class TestContentStore : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(server::ContentStore(m_folder->path()).prepare().ok());
    }

    void theSameContentLiesThereOnce()
    {
        const server::ContentStore store(m_folder->path());
        for (const char *name : {"first", "second"}) {
            const QString upload = write(name, "content");
            QVERIFY(store.keep(upload, digestOf("content")).ok());
            QVERIFY2(!QFile::exists(upload), "the upload is taken or dropped");
        }
        QCOMPARE(read(store.pathOf(digestOf("content").sha256)), QByteArray("content"));
        QCOMPARE(filesBelow(QStringLiteral("blobs")), 1);
        store.remove(digestOf("content").sha256);
        QCOMPARE(filesBelow(QStringLiteral("blobs")), 0);
    }

    void aHalfFileUnderTheNameIsReplaced()
    {
        const server::ContentStore store(m_folder->path());
        const QString path = store.pathOf(digestOf("content").sha256);
        QVERIFY(QDir().mkpath(path.section(u'/', 0, -2)));
        QFile half(path);
        QVERIFY(half.open(QIODevice::WriteOnly) && half.write("cont") == 4);
        half.close();
        QVERIFY(store.keep(write("upload", "content"), digestOf("content")).ok());
        QCOMPARE(read(path), QByteArray("content"));
    }

    void partsAreJoinedInTheirOrder()
    {
        const server::ContentStore store(m_folder->path());
        QVERIFY(store.keepPart(write("b", "world"), 7, 2).ok());
        QVERIFY(store.keepPart(write("a", "hello "), 7, 1).ok());
        QVERIFY2(server::ContentStore(m_folder->path()).prepare().ok(), "a restart keeps the parts");
        const QString target = m_folder->filePath(QStringLiteral("joined"));
        const auto joined = store.join(7, {1, 2}, target);
        QVERIFY(joined.ok());
        QCOMPARE(read(target), QByteArray("hello world"));
        QCOMPARE(joined->md5, digestOf("hello world").md5);
        QCOMPARE(joined->size, qint64(11));
        QVERIFY(QFile::remove(target));
        QVERIFY2(!store.join(7, {1, 2, 3}, target).ok(), "a part that is not there");
        QVERIFY2(!QFile::exists(target), "nothing half is left");
        store.removeParts(7);
        QCOMPARE(filesBelow(QStringLiteral("parts")), 0);
    }

    void anEndingServerJoinsNoMoreAndKeepsTheParts()
    {
        server::ContentStore store(m_folder->path());
        QVERIFY(store.keepPart(write("a", "hello"), 7, 1).ok());
        store.interrupt();
        const QString target = m_folder->filePath(QStringLiteral("joined"));
        const auto joined = store.join(7, {1}, target);
        QVERIFY(!joined.ok());
        QCOMPARE(joined.error().kind, base::Error::Kind::Busy);
        QVERIFY2(!QFile::exists(target), "nothing half is left");
        QVERIFY(server::ContentStore(m_folder->path()).join(7, {1}, target).ok());
    }

    void aClaimIsAwaitedByOneUntilItEnds()
    {
        using namespace std::chrono_literals;
        server::ContentStore store(m_folder->path());
        std::shared_ptr<void> claim = store.claimUpload(7);
        QVERIFY(claim);
        QVERIFY(!store.claimUpload(7));
        store.awaitClaim(7, 1ms); // its time is over
        auto waiting = std::async(std::launch::async, [&store] { store.awaitClaim(7, 1h); });
        claim.reset();
        QCOMPARE(waiting.wait_for(30s), std::future_status::ready);
        QVERIFY(store.claimUpload(7));

        claim = store.claimUpload(8);
        waiting = std::async(std::launch::async, [&store] { store.awaitClaim(8, 1h); });
        store.interrupt();
        QCOMPARE(waiting.wait_for(30s), std::future_status::ready);
    }

    void ranges_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<int>("kind");
        QTest::addColumn<qint64>("offset");
        QTest::addColumn<qint64>("length");
        const auto row = [](const char *header, ByteRange::Kind kind, qint64 offset, qint64 length) {
            QTest::newRow(header) << QByteArray(header) << int(kind) << offset << length;
        };
        using Kind = ByteRange::Kind;
        row("", Kind::Whole, 0, 100);
        row("bytes=0-9", Kind::Part, 0, 10);
        row("bytes=90-", Kind::Part, 90, 10);
        row("bytes=90-1000", Kind::Part, 90, 10);
        row("bytes=-5", Kind::Part, 95, 5);
        row("bytes=-500", Kind::Part, 0, 100);
        row("bytes=100-", Kind::Unsatisfiable, 0, 0);
        row("bytes=-0", Kind::Unsatisfiable, 0, 0);
        row("bytes=9-3", Kind::Whole, 0, 100);
        row("bytes=0-1,5-6", Kind::Whole, 0, 100);
        row("bytes=a-b", Kind::Whole, 0, 100);
        row("bytes=-", Kind::Whole, 0, 100);
        row("lines=1-2", Kind::Whole, 0, 100);
        row("bytes=99999999999999999999-", Kind::Whole, 0, 100);
    }
    void ranges()
    {
        QFETCH(QByteArray, header);
        QFETCH(int, kind);
        QFETCH(qint64, offset);
        QFETCH(qint64, length);
        const ByteRange range = ByteRange::parse(header, 100);
        QCOMPARE(int(range.kind), kind);
        QCOMPARE(range.offset, offset);
        QCOMPARE(range.length, length);
    }

private:
    QString write(const char *name, const QByteArray &content)
    {
        const QString path = m_folder->filePath(QLatin1String(name));
        QFile file(path);
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() ? path : QString();
    }
    static QByteArray read(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    static server::ContentDigest digestOf(const QByteArray &content)
    {
        server::ContentHash hash;
        hash.add(content.constData(), content.size());
        return hash.digest();
    }
    [[nodiscard]] int filesBelow(const QString &folder) const
    {
        int count = 0;
        QDirIterator files(m_folder->filePath(folder), QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            files.next();
            ++count;
        }
        return count;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

COHORT_TEST(TestContentStore)
#include "testcontentstore.moc"
