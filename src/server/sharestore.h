#pragma once

#include "sqlite/database.h"

#include <QDateTime>
#include <QList>
#include <QString>
#include <optional>

/// How a report is shown to people whose role does not show it to them.
namespace server {

/// A link to a report: for everybody who has its address, or for certain people, who need no address.
struct ShareRecord
{
    qint64 id = 0;
    qint64 view = 0;
    QString token;
    QList<qint64> projects; ///< whose runs the report shows to them
    bool isPersonal = false; ///< for `people` only
    bool mayEdit = false; ///< they may change the report; only of a personal one
    QList<qint64> people;
    qint64 createdBy = 0;
    QDateTime createdAt;
    QDateTime revokedAt; ///< invalid: it works
};

class ShareStore
{
public:
    explicit ShareStore(sqlite::Database &database)
        : m_database(database)
    { }

    base::Result<std::optional<ShareRecord>> byToken(const QString &token);
    base::Result<QList<ShareRecord>> ofView(qint64 view); ///< the oldest first; those that were taken back, too
    /// What is shared with a person by name and was not taken back.
    base::Result<QList<ShareRecord>> with(qint64 user);

    base::Result<qint64> insert(const ShareRecord &share); ///< with its people; the new id
    base::Status setProjects(qint64 share, const QList<qint64> &projects);
    base::Status addPerson(qint64 share, qint64 user);
    base::Status removePerson(qint64 share, qint64 user);
    base::Status revoke(qint64 share, qint64 now);

private:
    base::Result<QList<ShareRecord>> read(const char *condition, qint64 value);
    base::Status readPeople(ShareRecord &share);

    sqlite::Database &m_database;
};

} // namespace server
