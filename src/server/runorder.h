#pragma once

#include "server/runfields.h"

#include <QStringList>

namespace server {

/// The order of runs, as `+field` or `-field` (protocol, section 17). Runs without the value come last; equal ones keep
/// the order of their creation.
class RunOrder
{
public:
    /// Empty text: newest creation last, as the SDK expects.
    explicit RunOrder(const QString &text);

    [[nodiscard]] bool needsTexts() const { return RunFields::needsTexts(m_path); }
    /// The same order in SQL, from a fixed list; empty: only the values can tell.
    [[nodiscard]] QString sql() const;
    /// Does a run with value `a` come before one with value `b`?
    [[nodiscard]] bool isBefore(const QJsonValue &a, const QJsonValue &b) const;
    [[nodiscard]] const QString &path() const { return m_path; }

private:
    QString m_path;
    bool m_isDescending = false;
};

} // namespace server
