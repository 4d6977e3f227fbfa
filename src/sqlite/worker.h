#pragma once

#include "base/result.h"
#include "sqlite/database.h"

#include <QFuture>
#include <QPromise>
#include <functional>
#include <memory>
#include <type_traits>

namespace sqlite {

/// One thread that owns one connection. Jobs run in the order they came; a write that came earlier is seen by a later
/// job. May be used from any thread. The destructor carries out the writes that wait, drops the reads, and joins.
class Worker
{
public:
    using Open = std::function<base::Result<std::unique_ptr<Database>>()>;

    /// `open` is called in the thread at once; when it fails, every job gets its error. `name` is the thread's.
    Worker(const QString &name, Open open);
    ~Worker();
    Q_DISABLE_COPY_MOVE(Worker)

    /// Ends when the file is open, or with the reason why it is not.
    [[nodiscard]] QFuture<base::Status> opened() const;

    /// Runs `job(Database &)`, which returns a base::Result, in the thread.
    template <typename Job>
    auto run(Job job) -> QFuture<std::invoke_result_t<Job, Database &>>
    {
        using Answer = std::invoke_result_t<Job, Database &>;
        auto promise = std::make_shared<QPromise<Answer>>();
        promise->start();
        auto future = promise->future();
        enqueueRead([promise, job = std::move(job)](Database *database, const base::Error &error) mutable {
            promise->addResult(database != nullptr ? job(*database) : Answer(error));
            promise->finish();
        });
        return future;
    }

    using Write = std::function<base::Status(Database &)>;
    /// Runs `write` in a transaction. Writes that wait one behind the other share a commit (each is a savepoint of its
    /// own), and are answered after it. When the common commit fails each is tried alone, so `write` may be called
    /// twice: it changes nothing but the database.
    QFuture<base::Status> write(Write write);

private:
    using Read = std::function<void(Database *, const base::Error &)>;
    void enqueueRead(Read read);

    class Loop;
    std::unique_ptr<Loop> m_loop;
};

} // namespace sqlite
