#pragma once

#include <QString>
#include <optional>

/// The global ids of the protocol (section 4): base64 of readable text.
namespace server {

QString numberId(const char *kind, qint64 number); ///< e.g. "User", 7
/// The number of an id of that kind; nothing: it is no such id.
std::optional<qint64> numberFromId(const char *kind, const QString &id);

struct NamedRun
{
    QString entity;
    QString project;
    QString run;
};
QString runId(const NamedRun &run);
std::optional<NamedRun> runFromId(const QString &id);

struct NamedProject
{
    QString entity;
    QString project;
};
QString projectId(const NamedProject &project);
std::optional<NamedProject> projectFromId(const QString &id);

} // namespace server
