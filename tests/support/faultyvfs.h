#pragma once

#include <QString>

namespace test {

/// A file system for SQLite that fails when told: stands before the real one for every connection opened while this
/// object lives. Counts what changes a file: writes, syncs, truncations, creations, deletions. One at a time.
class FaultyVfs
{
public:
    enum class Mode {
        Once, ///< the n-th access fails, later ones work
        FromThere, ///< the n-th and all later ones fail, as on a full disk
    };

    /// `folder`: only its files fail; empty: all.
    explicit FaultyVfs(const QString &folder = {});
    ~FaultyVfs();
    FaultyVfs(const FaultyVfs &) = delete;
    FaultyVfs &operator=(const FaultyVfs &) = delete;

    /// The access number `n` from now (from 0) fails; negative: none does.
    void failAt(int n, Mode mode);
    /// Whether an access failed since failAt().
    [[nodiscard]] bool hasFailed() const;
};

} // namespace test
