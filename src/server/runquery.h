#pragma once

#include "graphql/value.h"
#include "server/lookup.h"
#include "server/runfilter.h"

namespace server {

/// The runs of a project under a filter, in an order. For projects whose runs the caller may view.
class RunQuery
{
public:
    RunQuery(Session &session, std::shared_ptr<const ProjectView> project)
        : m_session(session)
        , m_project(std::move(project))
    { }

    /// A page, from the arguments of `Project.runs`.
    base::Result<graphql::Value> connection(const graphql::Value &arguments);
    base::Result<qint64> count(const QString &filters);
    /// All that match; with `deleted`, of the deleted ones.
    base::Result<QList<RunRecord>> matching(const QString &filters, bool deleted = false);

private:
    base::Result<QList<RunRecord>> filtered(const RunFilter &filter, bool withTexts, bool deleted);
    base::Result<graphql::Value> pageFromDatabase(const graphql::Value &arguments, const QString &orderBy);
    [[nodiscard]] RunFields::Surroundings surroundings();
    graphql::Value::List nodes(const QList<RunRecord> &runs) const;

    Session &m_session;
    std::shared_ptr<const ProjectView> m_project;
};

} // namespace server
