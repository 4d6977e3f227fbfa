#pragma once

#include "domain/ids.h"
#include "domain/person.h"
#include "domain/roles.h"
#include "domain/rulebook.h"

#include <QDateTime>
#include <QList>
#include <QString>
#include <QUrl>

namespace domain {

/// The person who is signed in, as the server told (protocol, section 6).
struct Account
{
    QUrl server; ///< the API's base address, without a trailing slash
    UserId id;
    QString username;
    QString name;
    QString email;
    QString defaultEntity;
    bool isServiceAccount = false;
    bool isServerAdmin = false;
    Seat seat = Seat::Full;
    QString serverName; ///< "Local team", or the host

    bool operator==(const Account &) const = default;
};

/// One place in a team: a person, a service account or a pending invitation.
struct Member
{
    enum class Kind { Person, ServiceAccount, Invitation };

    MemberId id;
    UserId user; ///< empty for an invitation by mail
    Kind kind = Kind::Person;
    QString username;
    QString name;
    QString email;
    TeamRole role;
    QString roleText; ///< the word of the wire, for roles that this version does not know
    Seat seat = Seat::Unknown;
    QDateTime lastActive; ///< may be invalid: the server does not tell
    QDateTime invitedAt; ///< invitations only
    QString invitedBy; ///< invitations only

    bool operator==(const Member &) const = default;
};

/// A team or a personal entity.
struct Team
{
    QString name; ///< the entity's name; the key on the wire
    QString id; ///< the entity's global id
    bool isPersonal = false;
    QString organization; ///< empty: none known
    QString introduction; ///< Markdown, foreign text
    TeamPolicy policy;
    int projectCount = 0;
    int memberCount = 0;
    TeamRole myRole; ///< None: not in the team; Unknown: never synchronised
    OrgRole myOrgRole = OrgRole::None;
    Seat mySeat = Seat::Unknown;

    bool operator==(const Team &) const = default;
};

} // namespace domain
