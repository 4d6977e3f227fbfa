#include "fuzzing.h"
#include "server/artifactmanifest.h"

/// A manifest that is taken names sound paths only, and reads back the same after it is written.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto manifest = server::ArtifactManifest::parse(fuzz::bytesOf(data, size));
    if (!manifest)
        return 0;
    for (const server::ManifestEntry &entry : manifest->entries)
        fuzz::require(server::isSoundArtifactPath(entry.path));
    const auto again = server::ArtifactManifest::parse(manifest->toJson());
    fuzz::require(again && again->entries == manifest->entries);
    return 0;
}
