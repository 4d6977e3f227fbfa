#include "sqlite/worker.h"

#include <QThread>
#include <condition_variable>
#include <deque>
#include <mutex>

namespace sqlite {

namespace {

constexpr size_t writesInOneCommit = 256;

struct WaitingWrite
{
    Worker::Write write;
    std::shared_ptr<QPromise<base::Status>> promise;
};

void answerWrite(const WaitingWrite &waiting, const base::Status &status)
{
    waiting.promise->addResult(status);
    waiting.promise->finish();
}

base::Status writeAlone(Database &database, const Worker::Write &write)
{
    return database.transact([&] { return write(database); });
}

/// The answers of all, or nothing when the group as a whole was lost.
std::optional<std::vector<base::Status>> writeTogether(Database &database, const std::vector<WaitingWrite> &group)
{
    auto transaction = Transaction::begin(database);
    if (!transaction)
        return std::nullopt;
    std::vector<base::Status> answers;
    for (const WaitingWrite &waiting : group) {
        answers.push_back(writeAlone(database, waiting.write));
        if (!database.isInTransaction()) // SQLite has rolled back everything
            return std::nullopt;
    }
    if (!transaction->commit())
        return std::nullopt;
    return answers;
}

void carryOut(Database &database, const std::vector<WaitingWrite> &group)
{
    const auto answers = group.size() > 1 ? writeTogether(database, group) : std::nullopt;
    for (size_t i = 0; i < group.size(); ++i)
        answerWrite(group[i], answers ? (*answers)[i] : writeAlone(database, group[i].write));
}

} // namespace

/// The queue and the thread.
class Worker::Loop
{
public:
    Loop(const QString &name, Open open)
        : m_opened(std::make_shared<QPromise<base::Status>>())
    {
        m_opened->start();
        m_thread.reset(QThread::create([this, open = std::move(open)] { work(open); }));
        m_thread->setObjectName(name);
        m_thread->start();
    }
    ~Loop()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_isEnding = true;
        }
        m_wake.notify_one();
        m_thread->wait();
    }
    Q_DISABLE_COPY_MOVE(Loop)

    struct Job
    {
        Read read; ///< or else
        WaitingWrite write;
    };

    void enqueue(Job job)
    {
        {
            const std::lock_guard lock(m_mutex);
            m_jobs.push_back(std::move(job));
        }
        m_wake.notify_one();
    }
    [[nodiscard]] QFuture<base::Status> opened() const { return m_opened->future(); }

private:
    void work(const Open &open)
    {
        auto database = open();
        m_opened->addResult(database ? base::Status(base::Done{}) : base::Status(database.error()));
        m_opened->finish();
        for (auto batch = nextBatch(); !batch.empty(); batch = nextBatch())
            carryOutBatch(database, batch);
    }

    void carryOutBatch(base::Result<std::unique_ptr<Database>> &database, std::vector<Job> &batch)
    {
        const base::Error error = database ? base::Error{} : database.error();
        if (batch.front().read) {
            batch.front().read(database ? database->get() : nullptr, error);
            return;
        }
        std::vector<WaitingWrite> group;
        group.reserve(batch.size());
        for (Job &job : batch)
            group.push_back(std::move(job.write));
        if (database) {
            carryOut(**database, group);
        } else {
            for (const WaitingWrite &waiting : group)
                answerWrite(waiting, error);
        }
    }

    /// One read, or the writes up to the next read; empty: the end.
    std::vector<Job> nextBatch()
    {
        std::unique_lock lock(m_mutex);
        m_wake.wait(lock, [this] { return m_isEnding || !m_jobs.empty(); });
        if (m_isEnding)
            std::erase_if(m_jobs, [](const Job &job) { return static_cast<bool>(job.read); });
        std::vector<Job> batch;
        while (!m_jobs.empty() && batch.size() < writesInOneCommit) {
            const bool isRead = static_cast<bool>(m_jobs.front().read);
            if (isRead && !batch.empty())
                break;
            batch.push_back(std::move(m_jobs.front()));
            m_jobs.pop_front();
            if (isRead)
                break;
        }
        return batch;
    }

    std::shared_ptr<QPromise<base::Status>> m_opened;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Job> m_jobs;
    bool m_isEnding = false;
    std::unique_ptr<QThread> m_thread;
};

Worker::Worker(const QString &name, Open open)
    : m_loop(std::make_unique<Loop>(name, std::move(open)))
{ }

Worker::~Worker() = default;

QFuture<base::Status> Worker::opened() const
{
    return m_loop->opened();
}

void Worker::enqueueRead(Read read)
{
    m_loop->enqueue({.read = std::move(read), .write = {}});
}

QFuture<base::Status> Worker::write(Write write)
{
    auto promise = std::make_shared<QPromise<base::Status>>();
    promise->start();
    auto future = promise->future();
    m_loop->enqueue({.read = {}, .write = {std::move(write), std::move(promise)}});
    return future;
}

} // namespace sqlite
