#pragma once

#include <QHash>
#include <QString>
#include <compare>

namespace domain {

/// A text that names one kind of thing; distinct types, so that a run's id never lands where a user's is wanted.
template <typename Tag>
struct Id
{
    QString value;

    [[nodiscard]] bool isEmpty() const { return value.isEmpty(); }
    bool operator==(const Id &) const = default;
    bool operator<(const Id &other) const { return value < other.value; }
    friend size_t qHash(const Id &id, size_t seed = 0) { return ::qHash(id.value, seed); }
};

/// The global ids of the protocol (base64 text, section 4): handed back to the server unchanged.
using GlobalRunId = Id<struct GlobalRunTag>;
using GlobalProjectId = Id<struct GlobalProjectTag>;
using UserId = Id<struct UserTag>;
using MemberId = Id<struct MemberTag>; ///< of a membership or an invitation: what deleteInvite takes
using CustomRoleId = Id<struct CustomRoleTag>;

/// A project's place: entity (team or personal account) and name. The names are the key on the wire.
struct ProjectPath
{
    QString entity;
    QString project;

    bool operator==(const ProjectPath &) const = default;
    [[nodiscard]] bool isEmpty() const { return project.isEmpty(); }
    [[nodiscard]] QString text() const { return entity + QLatin1Char('/') + project; }
    friend size_t qHash(const ProjectPath &path, size_t seed = 0)
    {
        return qHashMulti(seed, path.entity, path.project);
    }
};

/// A run's place. `run` is the run's id (`Run.name` on the wire), unique in its project; never its display name.
struct RunPath
{
    ProjectPath project;
    QString run;

    bool operator==(const RunPath &) const = default;
    [[nodiscard]] QString text() const { return project.text() + QLatin1Char('/') + run; }
    friend size_t qHash(const RunPath &path, size_t seed = 0) { return qHashMulti(seed, path.project, path.run); }
};

} // namespace domain
