#include "server/bodysink.h"
#include "support/testmain.h"

#include <QTemporaryDir>
#include <QTest>
#include <zlib.h>

using namespace server;

namespace {

/// `ending`: of the last block, Z_FULL_FLUSH leaves the stream open.
QByteArray gzipped(const QByteArray &text, int ending = Z_FINISH)
{
    z_stream stream = {};
    deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
    QByteArray out(static_cast<qsizetype>(deflateBound(&stream, static_cast<uLong>(text.size()))) + 64, '\0');
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(text.constData()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef *>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, ending);
    out.resize(out.size() - static_cast<qsizetype>(stream.avail_out));
    deflateEnd(&stream);
    return out;
}

} // namespace

class TestBodySink : public QObject
{
    Q_OBJECT

private slots:
    void gzipComesOutInAnyPieces()
    {
        const QByteArray text = QByteArray("a line of text\n").repeated(20'000);
        const QByteArray packed = gzipped(text);
        BodySink sink(BodyPlan{}, true);
        for (const char byte : packed)
            sink.write(&byte, 1);
        QCOMPARE(sink.finish(), BodySink::State::Fine);
        QCOMPARE(sink.takeBytes(), text);
    }

    void aBombStopsAtTheLimitOfDecodedBytes()
    {
        const QByteArray packed = gzipped(QByteArray(8 * 1024 * 1024, '0'));
        QVERIFY(packed.size() < 64 * 1024);
        BodyPlan plan;
        plan.limit = 1024 * 1024;
        BodySink sink(plan, true);
        sink.write(packed.constData(), packed.size());
        QCOMPARE(sink.finish(), BodySink::State::TooLong);
        // What stands behind the limit is not unpacked: here it is a block of no kind.
        const QByteArray trapped = gzipped(QByteArray(2 * 1024 * 1024, '0'), Z_FULL_FLUSH) + '\x07';
        BodySink careful(plan, true);
        careful.write(trapped.constData(), trapped.size());
        QCOMPARE(careful.finish(), BodySink::State::TooLong);
    }

    void aCutOrBrokenStreamIsTold()
    {
        const QByteArray packed = gzipped(QByteArray("text").repeated(1000));
        BodySink cut(BodyPlan{}, true);
        cut.write(packed.constData(), packed.size() / 2);
        QCOMPARE(cut.finish(), BodySink::State::Broken);
        BodySink broken(BodyPlan{}, true);
        broken.write("no gzip at all", 14);
        QCOMPARE(broken.finish(), BodySink::State::Broken);
    }

    void anUploadThatWasNotTakenIsDeleted()
    {
        const QTemporaryDir folder;
        BodyPlan plan;
        plan.file = folder.filePath(QStringLiteral("upload"));
        {
            BodySink sink(plan, false);
            sink.write("abc", 3);
            QCOMPARE(sink.finish(), BodySink::State::Fine);
        }
        QVERIFY(!QFile::exists(plan.file));
        {
            BodySink sink(plan, false);
            sink.write("abc", 3);
            QCOMPARE(sink.finish(), BodySink::State::Fine);
            QCOMPARE(sink.takeFile(), plan.file);
        }
        QVERIFY(QFile::exists(plan.file));
    }
};

COHORT_TEST(TestBodySink)
#include "testbodysink.moc"
