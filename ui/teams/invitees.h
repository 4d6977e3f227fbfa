#pragma once

#include "domain/team.h"

#include <QList>
#include <QString>
#include <QStringView>

namespace ui {

/// One mail address or user name that somebody typed, and whether it can be invited.
struct Invitee
{
    enum class State { Ready, Malformed, Self, Member, Invited, Repeated, TooMany };

    QString text;
    State state = State::Ready;

    bool operator==(const Invitee &) const = default;
};

inline constexpr int maxInvitees = 100;

/// Takes apart what was typed or pasted: addresses and names separated by commas, semicolons, line breaks or blanks;
/// "Ada Moreau <ada@example.org>" counts as its address.
QStringList splitInvitees(const QString &text);
/// Judges each against the team: oneself and members are refused before anything is sent (permissions, 12.1).
QList<Invitee> checkInvitees(const QString &text, const QList<domain::Member> &members, const domain::Account &me);
bool isMailAddress(QStringView text);
bool isUserName(QStringView text);

} // namespace ui
