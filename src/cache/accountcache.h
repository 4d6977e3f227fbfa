#pragma once

#include "base/result.h"
#include "cache/consolestore.h"
#include "cache/historystore.h"
#include "cache/localstatestore.h"
#include "cache/projectstore.h"
#include "cache/runstore.h"
#include "cache/teamstore.h"
#include "cache/trouble.h"

#include <QFuture>
#include <QString>
#include <memory>

namespace cache {

/// The local copy of one account: `cache.db`, which may be rebuilt at any time, and `personal.db`, which is never
/// deleted by the program. The destructor waits until what was to be written is written (milliseconds).
class AccountCache
{
public:
    /// Opens both files behind; every call before and after works or says what is wrong. Makes the folder (readable by
    /// its owner only). Where the folder cannot be written, copies in a temporary one are used for this session. Any
    /// thread.
    explicit AccountCache(const QString &folder);
    ~AccountCache();
    Q_DISABLE_COPY_MOVE(AccountCache)

    /// When the files are open, or why they are not.
    [[nodiscard]] QFuture<base::Status> opened() const;
    [[nodiscard]] QFuture<base::Status> personalOpened() const;
    /// What was wrong when the files were opened, though all calls work: they are used from a temporary folder in this
    /// session, or the personal one was damaged. To be asked when both are open.
    [[nodiscard]] Trouble trouble() const;

    [[nodiscard]] TeamStore &teams();
    [[nodiscard]] ProjectStore &projects();
    [[nodiscard]] RunStore &runs();
    [[nodiscard]] ConsoleStore &consoles();
    [[nodiscard]] HistoryStore &histories();
    [[nodiscard]] LocalStateStore &localState();

    /// Looks whether an error means that `cache.db` is damaged; then it is rebuilt at the next start.
    void noteError(const base::Error &error);

    /// Deletes what can be fetched again from an account's folder; no AccountCache may be using it.
    static base::Status removeCached(const QString &folder);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace cache
