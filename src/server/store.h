#pragma once

#include "base/result.h"
#include "server/contentstore.h"
#include "server/filestore.h"
#include "sqlite/database.h"
#include "sqlite/worker.h"

#include <QLockFile>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace server {

/// The server's data folder: the database with one writing connection and several reading ones, and the run files. One
/// server a folder. Any thread.
class Store
{
public:
    /// Blocking. Makes the folder (readable by its owner only) if it is missing. Kind::Conflict: another server uses
    /// it.
    static base::Result<std::unique_ptr<Store>> open(const QString &folder, int readers = 4);
    ~Store();
    Q_DISABLE_COPY_MOVE(Store)

    using Work = std::function<base::Status(sqlite::Database &)>;
    /// Runs `work` in a write transaction and waits until it is committed (durably), together with others that wait.
    /// May be called a second time when a common commit fails: it must change nothing but the database.
    base::Status write(Work work);
    /// Runs `work` on a reading connection over one state of the data; waits for a free connection.
    base::Status read(const Work &work);
    /// As read, on a connection of its own that long questions never hold.
    base::Status readQuickly(const Work &work);

    [[nodiscard]] const ContentFolder &content() const { return m_content; }
    [[nodiscard]] const ContentStore &blobs() const { return m_blobs; }
    /// The server ends: long work on files gives up, and nobody waits for it any more.
    void interrupt() { m_blobs.interrupt(); }

    /// Notes in the database that something was done once and for all.
    [[nodiscard]] bool hasMark(const QString &name);
    base::Status setMark(const QString &name);

private:
    explicit Store(const QString &folder);
    base::Status begin(const QString &folder, int readers);
    static base::Status readOn(sqlite::Database &database, const Work &work);

    std::unique_ptr<QLockFile> m_lock;
    ContentFolder m_content;
    ContentStore m_blobs;
    std::unique_ptr<sqlite::Worker> m_writer;
    std::mutex m_mutex;
    std::condition_variable m_returned;
    std::vector<std::unique_ptr<sqlite::Database>> m_readers; ///< those that are free
    std::mutex m_quickMutex;
    std::unique_ptr<sqlite::Database> m_quick;
};

} // namespace server
