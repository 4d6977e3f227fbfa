#pragma once

#include "base/result.h"

#include <QMutex>
#include <QString>
#include <QTemporaryDir>
#include <memory>
#include <optional>

namespace cache {

/// Where an account's files are kept for this session when their own folder cannot be written: a temporary folder, with
/// copies of what can be read. It goes with this object. Any thread.
class Shelter
{
public:
    /// Makes the folder at the first call and copies the database `name` (with its log) from `folder` into it; why the
    /// original could not be used is remembered. Fails where there is no room for temporary files either.
    base::Result<QString> take(const QString &folder, const QString &name, const base::Error &reason);
    /// Why the first database came here; empty: none did.
    [[nodiscard]] std::optional<base::Error> reason() const;

    /// Notes that the personal file was damaged and had to be begun anew.
    void noteRescue();
    [[nodiscard]] bool hasRescued() const;

private:
    mutable QMutex m_mutex;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::optional<base::Error> m_reason;
    bool m_hasRescued = false;
};

} // namespace cache
