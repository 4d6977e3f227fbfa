#include "server/bodysink.h"

#include <zlib.h>

namespace server {

namespace {

constexpr int gzipWindow = 15 + 16; // 32 KiB window, gzip header
constexpr qsizetype inflateStep = 64 * 1024;

} // namespace

BodySink::BodySink(const BodyPlan &plan, bool isGzip)
    : m_plan(plan)
{
    if (!plan.file.isEmpty()) {
        m_file = std::make_unique<QFile>(plan.file);
        if (!m_file->open(QIODevice::WriteOnly | QIODevice::NewOnly))
            m_state = State::DiskFailed;
    }
    if (isGzip) {
        m_inflater = std::make_unique<z_stream_s>();
        if (inflateInit2(m_inflater.get(), gzipWindow) != Z_OK) {
            m_inflater.reset();
            m_state = State::Broken;
        }
    }
}

BodySink::~BodySink()
{
    if (m_inflater)
        inflateEnd(m_inflater.get());
    if (m_file)
        m_file->remove();
}

void BodySink::write(const char *bytes, qsizetype size)
{
    if (m_state != State::Fine)
        return;
    if (m_inflater)
        inflateBytes(bytes, size);
    else
        append(bytes, size);
}

void BodySink::inflateBytes(const char *bytes, qsizetype size)
{
    QByteArray out(inflateStep, Qt::Uninitialized);
    m_inflater->next_in = reinterpret_cast<Bytef *>(const_cast<char *>(bytes)); // zlib does not write there
    m_inflater->avail_in = static_cast<uInt>(size);
    while (m_state == State::Fine) {
        if (m_isInflated) { // a second stream behind the first is no body of ours
            if (m_inflater->avail_in > 0)
                m_state = State::Broken;
            return;
        }
        m_inflater->next_out = reinterpret_cast<Bytef *>(out.data());
        m_inflater->avail_out = static_cast<uInt>(out.size());
        const int code = inflate(m_inflater.get(), Z_NO_FLUSH);
        if (code != Z_OK && code != Z_STREAM_END && code != Z_BUF_ERROR) {
            m_state = State::Broken;
            return;
        }
        append(out.constData(), out.size() - static_cast<qsizetype>(m_inflater->avail_out));
        m_isInflated = code == Z_STREAM_END;
        if (!m_isInflated && m_inflater->avail_in == 0 && m_inflater->avail_out > 0)
            return;
        if (!m_isInflated && code == Z_BUF_ERROR)
            return;
    }
}

void BodySink::append(const char *bytes, qsizetype size)
{
    m_size += size;
    if (m_size > m_plan.limit) {
        m_state = State::TooLong;
        m_bytes.clear();
        return;
    }
    if (!m_file) {
        m_bytes.append(bytes, size);
        return;
    }
    m_hash.add(bytes, size);
    if (m_file->write(bytes, size) != size)
        m_state = State::DiskFailed;
}

BodySink::State BodySink::finish()
{
    if (m_state == State::Fine && m_inflater && !m_isInflated)
        m_state = State::Broken;
    if (m_state == State::Fine && m_file && !m_file->flush())
        m_state = State::DiskFailed;
    return m_state;
}

QString BodySink::takeFile()
{
    if (!m_file)
        return {};
    const QString name = m_file->fileName();
    m_file->close();
    m_file.reset();
    return name;
}

} // namespace server
