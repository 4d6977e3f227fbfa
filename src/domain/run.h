#pragma once

#include "domain/ids.h"

#include <QDateTime>
#include <QJsonObject>
#include <QString>
#include <QStringList>
#include <optional>

namespace domain {

/// Protocol, section 17. Unknown: a word that this version does not know.
enum class RunState : quint8 { Unknown, Pending, Running, Finished, Failed, Crashed, Killed, Preempting, Preempted };

RunState runStateFromWire(QStringView word);
QString wireName(RunState state);
[[nodiscard]] inline bool isActive(RunState state)
{
    return state == RunState::Running || state == RunState::Pending;
}

struct Run
{
    GlobalRunId id;
    RunPath path;
    QString displayName;
    RunState state = RunState::Unknown;
    QString stateText; ///< the word of the wire
    UserId creator;
    QString creatorName;
    bool creatorLeftTeam = false;
    QString group;
    QString jobType;
    QString notes; ///< foreign text
    QStringList tags;
    QString sweep;
    QDateTime createdAt;
    QDateTime heartbeatAt;
    double runtimeSeconds = -1; ///< summary's _runtime; -1: not known
    QString host;
    QString commit;
    qint64 historyLineCount = 0; ///< rows of history on the server; the cache compares with it what it has
    QJsonObject config; ///< unwrapped: key -> value, nested; without `_wandb`
    QJsonObject summary; ///< key -> last value; may hold NaN and infinities as doubles
    QJsonObject metadata; ///< wandb-metadata.json or config `_wandb`: program, args, git, python; may be empty
    QStringList historyKeys; ///< metrics that were logged; empty until known
    bool isFull = false; ///< config and summary are complete

    bool operator==(const Run &) const = default;
};

/// One line of the console (protocol, section 10).
struct ConsoleLine
{
    qint64 number = 0; ///< from 0
    QString timestamp; ///< as sent; may be empty
    QString level; ///< "error" for stderr
    QString text; ///< foreign text with ANSI escapes

    bool operator==(const ConsoleLine &) const = default;
};

/// What an edit of a run changes; what is not set stays as it is (action run.edit_meta).
struct RunEdit
{
    std::optional<QString> displayName;
    std::optional<QString> notes;
    std::optional<QStringList> tags;
    std::optional<QString> group;
    std::optional<QString> jobType;

    bool operator==(const RunEdit &) const = default;
};

} // namespace domain
