#pragma once

#include <QString>

/// Which names of artifacts the store takes (protocol, section 4).
namespace server {

[[nodiscard]] bool isSoundCollectionName(const QString &name); ///< 1 to 128, none of / : or control characters
/// As a collection's name; `v3` and the like are the server's own.
[[nodiscard]] bool isSoundAlias(const QString &alias);
[[nodiscard]] bool isSoundArtifactType(const QString &name); ///< as a collection's name
/// Letters, digits, `_`, `-`, with single groups of blanks between words; 1 to 128.
[[nodiscard]] bool isSoundTag(const QString &tag);
/// A JSON object of at most 100 keys and 1 MiB, or empty.
[[nodiscard]] bool isSoundMetadata(const QString &json);

} // namespace server
