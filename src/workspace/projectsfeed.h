#pragma once

#include "api/page.h"
#include "workspace/cachedfeed.h"

namespace workspace {

/// All projects of an entity.
class ProjectsFeed : public RefreshedFeed<QList<domain::Project>>
{
public:
    ProjectsFeed(Backend &backend, const QString &entity);

private:
    using ProjectPages = api::Page<domain::Project>;

    void begin(const base::Result<cache::Aged<QList<domain::Project>>> &cached);
    void fetch() override;
    void fetchPage(const QString &cursor);
    void takePage(const QString &cursor, const base::Result<ProjectPages> &page);

    QString m_entity;
    QList<domain::Project> m_told;
};

} // namespace workspace
