#pragma once

#include "server/records.h"

#include <QJsonObject>
#include <QJsonValue>
#include <functional>

namespace server {

/// The values of a run under the names that filters and orders use (protocol, section 17). Config and summary are
/// parsed when they are first asked for.
class RunFields
{
public:
    struct Surroundings
    {
        qint64 now = 0;
        qint64 crashAfter = 0;
        QString entity;
        QString project;
        std::function<QString(qint64 user)> usernameOf;
        std::function<bool(qint64 run, const QString &key)> hasKey;
    };

    RunFields(const RunRecord &run, const Surroundings &surroundings)
        : m_run(run)
        , m_surroundings(surroundings)
    { }

    /// Undefined: there is no such value. Tags are an array, times are milliseconds.
    [[nodiscard]] QJsonValue value(const QString &path) const;
    /// Does the path lead into the long texts?
    static bool needsTexts(const QString &path);
    static bool isTime(const QString &path);

private:
    [[nodiscard]] QJsonValue column(const QString &name) const;
    [[nodiscard]] QJsonValue configValue(const QString &path) const;
    [[nodiscard]] QJsonValue summaryValue(const QString &path) const;

    const RunRecord &m_run;
    const Surroundings &m_surroundings;
    mutable QJsonObject m_config;
    mutable QJsonObject m_summary;
    mutable bool m_hasConfig = false;
    mutable bool m_hasSummary = false;
};

} // namespace server
