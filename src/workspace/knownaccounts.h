#pragma once

#include "base/result.h"
#include "workspace/accounts.h"

#include <QFuture>
#include <QList>
#include <QString>

namespace workspace {

/// The list of accounts that were signed in on this computer: a small JSON file without secrets, written beside its
/// name and renamed. GUI thread; written in the pool.
class KnownAccounts
{
public:
    /// Reads the file at once. One that cannot be read counts as empty and is kept under another name.
    explicit KnownAccounts(QString file);

    [[nodiscard]] const QList<KnownAccount> &list() const { return m_list; }
    [[nodiscard]] std::optional<KnownAccount> find(const QString &id) const;
    /// Adds or changes; the one used last stands first.
    QFuture<base::Status> put(const KnownAccount &account);
    QFuture<base::Status> remove(const QString &id);

    /// Stable, and safe as a file name: of the server's host and the user name, or of the user name alone for the local
    /// team, whose port changes.
    static QString idFor(const QUrl &server, const QString &username, bool isLocalTeam);

private:
    void read();
    QFuture<base::Status> write();

    QString m_file;
    QList<KnownAccount> m_list;
    QFuture<base::Status> m_writing;
};

} // namespace workspace
