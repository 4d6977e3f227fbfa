#pragma once

#include "workspace/backend.h"
#include "workspace/feed.h"
#include "workspace/pages.h"

#include <memory>

// The feeds that one read of the cache and one call give.
namespace workspace {

std::unique_ptr<Feed<QList<domain::Team>>> makeTeamsFeed(Backend &backend);
std::unique_ptr<Feed<TeamPage>> makeTeamFeed(Backend &backend, const QString &entity);
std::unique_ptr<Feed<ProjectPage>> makeProjectFeed(Backend &backend, const domain::ProjectPath &path);
std::unique_ptr<Feed<domain::Run>> makeRunFeed(Backend &backend, const domain::RunPath &path);

} // namespace workspace
