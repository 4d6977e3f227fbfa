#include "cache/accountcache.h"

#include "cache/cachefile.h"
#include "sqlite/fault.h"
#include "sqlite/worker.h"

#include <QDir>
#include <QFile>

namespace cache {

namespace {

base::Status makeFolder(const QString &folder)
{
    if (!QDir().mkpath(folder))
        return sqlite::faultError(sqlite::Fault::NoAccess, QStringLiteral("cannot make the account's folder"));
    QFile::setPermissions(folder, QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
    return base::Done{};
}

using OpenFile = base::Result<std::unique_ptr<sqlite::Database>> (*)(const QString &folder);

sqlite::Worker::Open openerOf(OpenFile open, const QString &folder)
{
    return [open, folder]() -> base::Result<std::unique_ptr<sqlite::Database>> {
        if (auto made = makeFolder(folder); !made)
            return made.error();
        return open(folder);
    };
}

} // namespace

/// Two connections to the cache: pages do not wait for long histories. The second opens after the first, which may have
/// to rebuild the file.
class AccountCache::Private
{
public:
    explicit Private(const QString &where)
        : folder(where)
        , personalWorker(QStringLiteral("personal"), openerOf(openPersonalFile, where))
        , pagesWorker(QStringLiteral("cache"), openerOf(openCacheFile, where))
        , historiesWorker(QStringLiteral("histories"),
              [first = pagesWorker.opened(), where]() -> base::Result<std::unique_ptr<sqlite::Database>> {
                  if (const base::Status opened = first.result(); !opened)
                      return opened.error();
                  return openCacheFile(where);
              })
    { }

    QString folder;
    sqlite::Worker personalWorker;
    sqlite::Worker pagesWorker;
    sqlite::Worker historiesWorker;
    TeamStore teams{pagesWorker};
    ProjectStore projects{pagesWorker};
    RunStore runs{pagesWorker};
    ConsoleStore consoles{pagesWorker};
    HistoryStore histories{historiesWorker};
    LocalStateStore localState{personalWorker};
};

AccountCache::AccountCache(const QString &folder)
    : d(std::make_unique<Private>(folder))
{ }

AccountCache::~AccountCache() = default;

QFuture<base::Status> AccountCache::opened() const
{
    return d->pagesWorker.opened();
}

QFuture<base::Status> AccountCache::personalOpened() const
{
    return d->personalWorker.opened();
}

TeamStore &AccountCache::teams()
{
    return d->teams;
}

ProjectStore &AccountCache::projects()
{
    return d->projects;
}

RunStore &AccountCache::runs()
{
    return d->runs;
}

ConsoleStore &AccountCache::consoles()
{
    return d->consoles;
}

HistoryStore &AccountCache::histories()
{
    return d->histories;
}

LocalStateStore &AccountCache::localState()
{
    return d->localState;
}

void AccountCache::noteError(const base::Error &error)
{
    if (sqlite::faultOf(error) == sqlite::Fault::Corrupt)
        markCacheDamaged(d->folder);
}

base::Status AccountCache::removeCached(const QString &folder)
{
    return removeCacheFiles(folder);
}

} // namespace cache
