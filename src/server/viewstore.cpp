#include "server/viewstore.h"

#include "server/storequery.h"

namespace server {

namespace {

const char viewColumns[] = "id, project, type, name, display_name, description, creator, updated_by, created_using,"
                           " created_at, updated_at, locked, parent, cover_url, preview_url, view_count";
constexpr int viewColumnCount = 16;

QString selectView(ViewStore::Spec spec, const char *rest)
{
    return QLatin1String("SELECT ") + QLatin1String(viewColumns)
        + QLatin1String(spec == ViewStore::Spec::With ? ", spec FROM views " : " FROM views ") + QLatin1String(rest);
}

ViewRecord readView(sqlite::Statement &row)
{
    ViewRecord view;
    view.id = row.integer(0);
    view.project = row.integer(1);
    view.type = row.text(2);
    view.name = row.text(3);
    view.displayName = row.text(4);
    view.description = row.text(5);
    view.creator = row.integer(6);
    view.updatedBy = row.integer(7);
    view.createdUsing = row.text(8);
    view.createdAt = timeOf(row.integer(9));
    view.updatedAt = timeOf(row.integer(10));
    view.isLocked = row.boolean(11);
    view.parent = row.integer(12);
    view.coverUrl = row.text(13);
    view.previewUrl = row.text(14);
    view.timesViewed = row.integer(15);
    if (row.columnCount() > viewColumnCount)
        view.spec = row.text(viewColumnCount);
    return view;
}

} // namespace

base::Result<std::optional<ViewRecord>> ViewStore::byId(qint64 id)
{
    return readRow(m_database, selectView(Spec::With, "WHERE id = ?1"), readView, id);
}

base::Result<std::optional<ViewRecord>> ViewStore::find(qint64 project, const QString &type, const QString &name)
{
    return readRow(m_database, selectView(Spec::With, "WHERE project = ?1 AND type = ?2 AND name = ?3"), readView,
        project, type, name);
}

base::Result<QList<ViewRecord>> ViewStore::ofProject(qint64 project, const QString &type, Spec spec)
{
    return readRows(m_database,
        selectView(spec, "WHERE project = ?1 AND (?2 = '' OR type = ?2) ORDER BY updated_at DESC, id DESC"), readView,
        project, type);
}

base::Result<QList<ViewRecord>> ViewStore::draftsOf(qint64 view)
{
    return readRows(
        m_database, selectView(Spec::Without, "WHERE parent = ?1 AND type = 'runs/draft' ORDER BY id"), readView, view);
}

base::Result<qint64> ViewStore::insert(const ViewRecord &view)
{
    const auto inserted = m_database.execute(
        QStringLiteral("INSERT INTO views(project, type, name, display_name, description, creator, updated_by,"
                       " created_using, created_at, updated_at, locked, parent, cover_url, preview_url, spec)"
                       " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)"),
        view.project, view.type, view.name, view.displayName, view.description, orNull(view.creator),
        orNull(view.updatedBy), view.createdUsing, view.createdAt.toMSecsSinceEpoch(),
        view.updatedAt.toMSecsSinceEpoch(), view.isLocked, orNull(view.parent), view.coverUrl, view.previewUrl,
        view.spec);
    return inserted ? base::Result<qint64>(m_database.lastInsertRowId()) : inserted.error();
}

base::Status ViewStore::update(const ViewRecord &view)
{
    return m_database.execute(
        QStringLiteral(
            "UPDATE views SET type = ?2, name = ?3, display_name = ?4, description = ?5, updated_by = ?6,"
            " updated_at = ?7, locked = ?8, parent = ?9, cover_url = ?10, preview_url = ?11, spec = ?12 WHERE id = ?1"),
        view.id, view.type, view.name, view.displayName, view.description, orNull(view.updatedBy),
        view.updatedAt.toMSecsSinceEpoch(), view.isLocked, orNull(view.parent), view.coverUrl, view.previewUrl,
        view.spec);
}

base::Status ViewStore::remove(qint64 view)
{
    return m_database.execute(QStringLiteral("DELETE FROM views WHERE id = ?1"), view);
}

base::Status ViewStore::countVisit(qint64 view)
{
    return m_database.execute(QStringLiteral("UPDATE views SET view_count = view_count + 1 WHERE id = ?1"), view);
}

base::Status ViewStore::star(qint64 view, qint64 user, qint64 now)
{
    return m_database.execute(
        QStringLiteral("INSERT OR IGNORE INTO view_stars(view, user, starred_at) VALUES(?1, ?2, ?3)"), view, user, now);
}

base::Status ViewStore::unstar(qint64 view, qint64 user)
{
    return m_database.execute(QStringLiteral("DELETE FROM view_stars WHERE view = ?1 AND user = ?2"), view, user);
}

base::Result<bool> ViewStore::isStarred(qint64 view, qint64 user)
{
    return readInteger(
        m_database, QStringLiteral("SELECT count(*) FROM view_stars WHERE view = ?1 AND user = ?2"), view, user)
        .map([](qint64 count) { return count > 0; });
}

base::Result<QList<qint64>> ViewStore::stargazers(qint64 view)
{
    return readRows(
        m_database, QStringLiteral("SELECT user FROM view_stars WHERE view = ?1 ORDER BY starred_at, user"),
        [](sqlite::Statement &row) { return row.integer(0); }, view);
}

} // namespace server
