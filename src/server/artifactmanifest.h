#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QString>
#include <vector>

namespace server {

/// A path of an artifact: its content by digest, or what it refers to elsewhere.
struct ManifestEntry
{
    QString path;
    QString digest; ///< base64 of an MD5 for stored content; of a reference: what its store says
    QString reference; ///< empty: stored here
    qint64 size = -1; ///< bytes; -1: not told
    QString birthArtifact; ///< global id; empty: not told
    QByteArray extra; ///< JSON text; empty: none

    bool operator==(const ManifestEntry &) const = default;
};

/// What an artifact consists of (protocol, section 14: manifest, version 1).
struct ArtifactManifest
{
    std::vector<ManifestEntry> entries; ///< by path, each once

    static constexpr qsizetype largest = 64 * 1024 * 1024; ///< bytes of JSON
    static constexpr std::size_t mostEntries = 500'000;

    /// Foreign text. Invalid, naming what is wrong: no JSON of this form, another version, a path that is not sound, a
    /// path twice, an entry of stored content without the digest of one, a negative size.
    static base::Result<ArtifactManifest> parse(const QByteArray &text);
    [[nodiscard]] QByteArray toJson() const;
};

/// The digest of an artifact (hex) from the paths in the order of their UTF-8 and the digests of their content.
class ManifestDigest
{
public:
    static QString of(const std::vector<ManifestEntry> &sorted);
};

/// The order of paths that the digest is made in: by code points.
[[nodiscard]] bool isPathBefore(const QString &a, const QString &b);

/// Relative, `/` between parts, no part that is empty, `.`, `..`, a device or over-long; no control characters, no
/// backslash, no marks that turn the direction of writing, no drive.
[[nodiscard]] bool isSoundArtifactPath(const QString &path);

} // namespace server
