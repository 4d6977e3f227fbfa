#pragma once

#include "server/contenthash.h"
#include "server/httpmessage.h"

#include <QFile>
#include <memory>

struct z_stream_s;

namespace server {

/// Takes a request's body as it arrives: into memory or into a file, gunzipped if the head says so, never longer than
/// the plan allows. The limit counts decoded bytes, so a small body that unpacks to a huge one stops early.
class BodySink
{
public:
    enum class State { Fine, TooLong, Broken, DiskFailed };

    BodySink(const BodyPlan &plan, bool isGzip);
    /// Deletes a file that was not taken.
    ~BodySink();
    Q_DISABLE_COPY_MOVE(BodySink)

    void write(const char *bytes, qsizetype size);
    /// Call once after the last byte: an unfinished gzip stream or a failed disk turns up here.
    State finish();
    [[nodiscard]] State state() const { return m_state; }

    [[nodiscard]] QByteArray takeBytes() { return std::move(m_bytes); }
    /// The caller now owns the file; empty if the body went to memory.
    QString takeFile();
    /// What went into the file.
    [[nodiscard]] ContentDigest digest() const { return m_hash.digest(); }

private:
    void append(const char *bytes, qsizetype size);
    void inflateBytes(const char *bytes, qsizetype size);

    BodyPlan m_plan;
    State m_state = State::Fine;
    QByteArray m_bytes;
    std::unique_ptr<QFile> m_file;
    ContentHash m_hash;
    std::unique_ptr<z_stream_s> m_inflater;
    bool m_isInflated = false;
    qint64 m_size = 0;
};

} // namespace server
