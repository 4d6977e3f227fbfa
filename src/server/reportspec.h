#pragma once

#include "base/result.h"

#include <QString>

namespace server {

/// Is the text a spec that a view of that type ("runs", "runs/draft", "project-view") may have? Looks at what everybody
/// who opens it depends on: the size, the depth, a report's list of blocks, their children, run sets and panels. What
/// it does not know it leaves alone. Kind::Invalid names the place and the limit. A pure function; any thread.
base::Status checkViewSpec(const QString &type, const QString &spec);

inline constexpr qsizetype longestSpec = 4 * 1024 * 1024; ///< bytes of UTF-8
inline constexpr int deepestSpec = 64;
inline constexpr qsizetype mostBlocks = 5000; ///< with all that lies inside others
inline constexpr qsizetype mostPanels = 2000; ///< in a whole spec
inline constexpr qsizetype mostRunSets = 200;

} // namespace server
