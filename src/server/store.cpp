#include "server/store.h"

#include "server/storefolder.h"
#include "server/storequery.h"
#include "server/storeschema.h"

namespace server {

namespace {

constexpr int commandMilliseconds = 500; ///< a command holds the lock while it opens the folder

} // namespace

Store::Store(const QString &folder)
    : m_content(folder)
    , m_blobs(folder)
{ }

Store::~Store() = default;

base::Result<std::unique_ptr<Store>> Store::open(const QString &folder, int readers)
{
    auto store = std::unique_ptr<Store>(new Store(folder));
    if (auto begun = store->begin(folder, readers); !begun)
        return begun.error();
    return store;
}

base::Status Store::begin(const QString &folder, int readers)
{
    if (auto made = makePrivateFolder(folder); !made)
        return made;
    m_lock = makeFolderLock(folder);
    if (!m_lock->tryLock(commandMilliseconds))
        return base::Error{
            base::Error::Kind::Conflict, QStringLiteral("another server uses the data folder %1").arg(folder)};
    const QString path = folder + QLatin1String("/server.db");
    m_writer = std::make_unique<sqlite::Worker>(QStringLiteral("server writer"),
        [path] { return sqlite::Database::open(path, storeMigrations(), storeOptions(false)); });
    if (const base::Status opened = m_writer->opened().result(); !opened)
        return opened;
    for (int i = 0; i <= readers; ++i) {
        auto reader = sqlite::Database::open(path, storeMigrations(), storeOptions(true));
        if (!reader)
            return reader.error();
        if (i == readers)
            m_quick = std::move(*reader);
        else
            m_readers.push_back(std::move(*reader));
    }
    if (auto prepared = m_blobs.prepare(); !prepared)
        return prepared;
    return m_content.prepare();
}

base::Status Store::write(Work work)
{
    return m_writer->write(std::move(work)).result();
}

base::Status Store::readOn(sqlite::Database &database, const Work &work)
{
    if (auto begun = database.execute(QStringLiteral("BEGIN")); !begun)
        return begun;
    const base::Status result = work(database);
    const base::Status ended = database.execute(QStringLiteral("COMMIT"));
    return result ? ended : result;
}

base::Status Store::read(const Work &work)
{
    std::unique_lock lock(m_mutex);
    m_returned.wait(lock, [this] { return !m_readers.empty(); });
    std::unique_ptr<sqlite::Database> database = std::move(m_readers.back());
    m_readers.pop_back();
    lock.unlock();
    const base::Status result = readOn(*database, work);
    lock.lock();
    m_readers.push_back(std::move(database));
    lock.unlock();
    m_returned.notify_one();
    return result;
}

bool Store::hasMark(const QString &name)
{
    bool isThere = false;
    const base::Status done = read([&](sqlite::Database &database) -> base::Status {
        const auto found = readInteger(database, QStringLiteral("SELECT count(*) FROM marks WHERE name = ?1"), name);
        isThere = found.valueOr(0) > 0;
        return found ? base::Status(base::Done{}) : base::Status(found.error());
    });
    return done && isThere;
}

base::Status Store::setMark(const QString &name)
{
    return write([name](sqlite::Database &database) {
        return database.execute(QStringLiteral("INSERT OR IGNORE INTO marks(name) VALUES(?1)"), name);
    });
}

base::Status Store::readQuickly(const Work &work)
{
    const std::lock_guard lock(m_quickMutex);
    return readOn(*m_quick, work);
}

} // namespace server
