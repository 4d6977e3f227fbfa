#pragma once

#include "domain/roles.h"
#include "domain/rulebook.h"
#include "domain/run.h"

#include <QDateTime>
#include <QString>
#include <QStringList>
#include <optional>

/// Rows of the store as values. Ids are the store's numbers; 0: none.
namespace server {

struct UserRecord
{
    qint64 id = 0;
    QString username;
    QString name;
    QString email;
    bool isService = false;
    qint64 serviceEntity = 0; ///< of a service account: its team; 0: organisation scope
    bool isDeactivated = false;
    domain::Seat seat = domain::Seat::Full;
    domain::OrgRole orgRole = domain::OrgRole::Member;
    bool isBillingAdmin = false;
    qint64 defaultEntity = 0;
    QDateTime createdAt;
};

/// The six privacy switches of a team or of the organisation (permissions, section 10); those that are set count.
struct PrivacySwitches
{
    std::optional<bool> hideTeam;
    std::optional<bool> futureProjectsPrivate;
    std::optional<bool> membersMayInvite;
    std::optional<bool> publicReportSharing;
    std::optional<bool> joinByDomain;
    std::optional<bool> saveCodeByDefault;

    [[nodiscard]] bool isEmpty() const { return *this == PrivacySwitches{}; }
    bool operator==(const PrivacySwitches &) const = default;
};

struct EntityRecord
{
    qint64 id = 0;
    QString name;
    bool isTeam = true;
    bool isOrganization = false; ///< holds the registries
    qint64 owner = 0; ///< of a personal entity
    QString defaultAccess;
    QString introduction;
    domain::TeamPolicy policy; ///< what holds: the team's own settings under what the organisation enforces
    domain::TeamPolicy ownPolicy; ///< the team's own settings, as they are stored
    PrivacySwitches enforced; ///< by the organisation
    QDateTime createdAt;
};

/// A service account of that team: made for it, or for all teams of the organisation.
[[nodiscard]] inline bool isServiceAccountOf(const UserRecord &user, const EntityRecord &entity)
{
    return user.isService && (user.serviceEntity == entity.id || (user.serviceEntity == 0 && entity.isTeam));
}

struct MemberRecord
{
    UserRecord user;
    domain::TeamRole role;
};

struct InviteRecord
{
    qint64 id = 0;
    qint64 entity = 0;
    QString email;
    qint64 user = 0; ///< 0: invited by mail, nobody of that address is known
    domain::TeamRole role{domain::BaseRole::Member, {}};
    qint64 invitedBy = 0;
    QDateTime createdAt;
    QDateTime sentAt;
};

struct ProjectRecord
{
    qint64 id = 0;
    qint64 entity = 0;
    QString entityName;
    QString name;
    QString description;
    domain::Visibility visibility = domain::Visibility::Team;
    qint64 owner = 0;
    QDateTime createdAt;
    QDateTime updatedAt;
};

struct RunRecord
{
    qint64 id = 0;
    qint64 project = 0;
    QString name; ///< the run's id in its project
    QString displayName;
    QString state; ///< as stored; see effectiveState()
    qint64 creator = 0;
    QString group;
    QString jobType;
    QStringList tags;
    QString sweep;
    QString host;
    QString commit;
    QString program;
    QString repo;
    qint64 createdAt = 0; ///< milliseconds since 1970 UTC, as are all times of a run
    qint64 updatedAt = 0;
    qint64 heartbeatAt = 0;
    qint64 deletedAt = 0; ///< 0: not deleted
    bool isDeletedWithArtifacts = false;
    bool isStopRequested = false;
    std::optional<qint64> exitcode;
    double runtime = -1; ///< seconds; -1: not known
    qint64 lastStep = -1;
    qint64 historyLines = 0;
    qint64 eventLines = 0;
    qint64 logLines = 0;
    QString notes;
    QString description;
    QString config; ///< JSON text as it came; empty unless read with its texts
    QString summary; ///< as config
};

struct RunFileRecord
{
    qint64 id = 0;
    QString name;
    qint64 size = 0;
    QString md5; ///< base64
    QDateTime updatedAt;
};

enum class Stream { History = 0, Events = 1, Console = 2 };

} // namespace server
