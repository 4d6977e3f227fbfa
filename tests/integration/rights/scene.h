#pragma once

#include "domain/project.h"
#include "domain/run.h"
#include "requests.h"

#include <QHash>

namespace server {
class Store;
}

namespace test {

/// What the team and the organisation have set.
enum class Settings {
    Usual,
    Loosened, ///< members may do more
    Tightened, ///< nothing for the world to see
    Enforced, ///< the same, by the organisation, which the team cannot change
};

/// How the report of a scene, and with it the project's runs, was shared with the person who asks.
enum class Share {
    None,
    ByLink, ///< the person's requests carry the link's token
    ToView, ///< by name
    ToEdit,
};

/// How a scene stands to the person who asks.
struct Standpoint
{
    Place place = Place::Project;
    domain::Visibility visibility = domain::Visibility::Team; ///< of the project or the registry
    bool isListed = false; ///< on the list of a restricted project
    bool isOwner = false; ///< of the project, its runs and everything else in it, or of the registry
    domain::BaseRole projectRole = domain::BaseRole::None; ///< None: as in the team
    bool isModelRegistryAdmin = false;
    domain::RegistryRole registryRole = domain::RegistryRole::None; ///< given to the person
    domain::RegistryRole teamsRegistryRole = domain::RegistryRole::None; ///< given to the team "lab"
    Settings settings = Settings::Usual;
    Share share = Share::None;
    bool isPersonal = false; ///< a project in somebody's own place: the person's where it is theirs, else another's
};

/// The switches of the team "lab" that a scene is made with; those of section 10 that open or close something.
domain::TeamPolicy policyOf(Settings settings);

struct NamedStandpoint
{
    QString name; ///< for the row of a test
    Standpoint standpoint;
};
/// Every standpoint that requests of this place are asked from; without a project role, which belongs to a person.
QList<NamedStandpoint> standpointsAt(Place place);
/// Of projects that belong to a person and not to a team.
QList<NamedStandpoint> standpointsInPersonalPlaces();

/// Where requests are made: a project of the team "lab" or of a person with its runs, and a few of the team's people,
/// all made for one person and one standpoint. Nothing in it was there before, and whatever a request does to it hurts
/// no other scene.
struct Scene
{
    domain::ProjectPath project;
    domain::RunPath run; ///< is running
    domain::MemberId member; ///< somebody of the role Member; as the next two only with people
    domain::MemberId invitation;
    domain::MemberId robot; ///< a service account of the team
    domain::Visibility otherVisibility = domain::Visibility::Unknown; ///< that the project's may be changed to
    QString linkToken; ///< that requests carry; empty: none
    QHash<QString, QString> words; ///< what stands for a `$word` in the text of a request

    /// `text` with its words put in.
    [[nodiscard]] QString filled(QString text) const;

    static QString team() { return QStringLiteral("lab"); }
};

/// Writes a scene into the server's store. `number`: of the scenes, so that names differ; `person`: a user name. An
/// empty project: it did not work.
Scene makeScene(server::Store &store, int number, const QString &person, const Standpoint &standpoint);

} // namespace test
