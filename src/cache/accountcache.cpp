#include "cache/accountcache.h"

#include "cache/cachefile.h"
#include "cache/shelter.h"
#include "sqlite/fault.h"
#include "sqlite/worker.h"

#include <QDir>
#include <QFile>
#include <QLoggingCategory>

namespace cache {

namespace {

Q_LOGGING_CATEGORY(accountLog, "cohort.cache", QtInfoMsg)

base::Status makeFolder(const QString &folder)
{
    if (!QDir().mkpath(folder))
        return sqlite::faultError(sqlite::Fault::NoAccess, QStringLiteral("cannot make the account's folder"));
    QFile::setPermissions(folder, QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
    return base::Done{};
}

using Opened = base::Result<std::unique_ptr<sqlite::Database>>;
using OpenFile = Opened (*)(const QString &folder);

/// Where an account's files are, and what happens to them elsewhere.
struct Place
{
    QString folder;
    std::shared_ptr<Shelter> shelter = std::make_shared<Shelter>();
};

/// A file that opens is not yet one that can be written: the disk may be full, the folder read-only. Writes one page.
base::Status probeWriting(sqlite::Database &database)
{
    return database.transact([&database]() -> base::Status {
        qint64 version = 0;
        {
            auto asked = database.prepare(QStringLiteral("PRAGMA user_version"));
            const auto row = asked ? asked->step() : base::Result<bool>(asked.error());
            if (!row)
                return row.error();
            version = asked->integer(0);
        }
        return database.execute(QStringLiteral("PRAGMA user_version = %1").arg(version));
    });
}

bool isOfThePlace(const base::Error &error)
{
    const sqlite::Fault fault = sqlite::faultOf(error);
    return sqlite::isPassing(fault) && fault != sqlite::Fault::Locked;
}

Opened openInPlace(OpenFile open, const QString &folder)
{
    if (auto made = makeFolder(folder); !made)
        return made.error();
    auto opened = open(folder);
    if (!opened)
        return opened;
    if (auto writable = probeWriting(**opened); !writable && isOfThePlace(writable.error()))
        return writable.error();
    return opened;
}

/// What cannot be written where it is, is used from a shelter in this session: the person sees everything all the same.
Opened openSomewhere(OpenFile open, const QString &name, const Place &place)
{
    auto opened = openInPlace(open, place.folder);
    if (!opened && isOfThePlace(opened.error()))
        opened = openInPlace(open, place.folder); // it may have passed
    if (opened || !isOfThePlace(opened.error()))
        return opened;
    const auto shelter = place.shelter->take(place.folder, name, opened.error());
    if (!shelter)
        return opened;
    qCWarning(accountLog).noquote() << name << "is used from a temporary folder:" << opened.error().detail;
    return openInPlace(open, *shelter);
}

Opened openPages(const Place &place)
{
    return openSomewhere(openCacheFile, QStringLiteral("cache.db"), place);
}

qsizetype damagedCopies(const QString &folder)
{
    return QDir(folder).entryList({QStringLiteral("personal.db.damaged-*")}, QDir::Files).size();
}

Opened openPersonal(const Place &place)
{
    const qsizetype before = damagedCopies(place.folder);
    auto opened = openSomewhere(openPersonalFile, QStringLiteral("personal.db"), place);
    if (damagedCopies(place.folder) > before)
        place.shelter->noteRescue();
    return opened;
}

} // namespace

/// Two connections to the cache: pages do not wait for long histories. The second opens after the first, which may have
/// to rebuild the file.
class AccountCache::Private
{
public:
    explicit Private(const QString &where)
        : place{where}
        , personalWorker(QStringLiteral("personal"), [at = place] { return openPersonal(at); })
        , pagesWorker(QStringLiteral("cache"), [at = place] { return openPages(at); })
        , historiesWorker(QStringLiteral("histories"), [first = pagesWorker.opened(), at = place]() -> Opened {
            if (const base::Status opened = first.result(); !opened)
                return opened.error();
            return openPages(at);
        })
    { }

    const Place place;
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
        markCacheDamaged(d->place.folder);
}

Trouble AccountCache::trouble() const
{
    if (const auto reason = d->place.shelter->reason())
        return troubleOf(*reason);
    return d->place.shelter->hasRescued() ? Trouble::Rescued : Trouble::None;
}

base::Status AccountCache::removeCached(const QString &folder)
{
    return removeCacheFiles(folder);
}

} // namespace cache
