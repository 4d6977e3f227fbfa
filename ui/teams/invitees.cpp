#include "ui/teams/invitees.h"

#include <QRegularExpression>
#include <QSet>

namespace ui {

namespace {

bool isSameText(const QString &one, const QString &other)
{
    return !one.isEmpty() && one.compare(other, Qt::CaseInsensitive) == 0;
}

Invitee::State stateOf(const QString &text, const QList<domain::Member> &members, const domain::Account &me)
{
    if (!isMailAddress(text) && !isUserName(text))
        return Invitee::State::Malformed;
    if (isSameText(me.username, text) || isSameText(me.email, text))
        return Invitee::State::Self;
    for (const domain::Member &member : members) {
        if (!isSameText(member.username, text) && !isSameText(member.email, text))
            continue;
        return member.kind == domain::Member::Kind::Invitation ? Invitee::State::Invited : Invitee::State::Member;
    }
    return Invitee::State::Ready;
}

} // namespace

bool isMailAddress(QStringView text)
{
    static const QRegularExpression address(QStringLiteral("^[^@\\s<>,;\"]+@[^@\\s<>,;\".]+(\\.[^@\\s<>,;\".]+)+$"));
    constexpr qsizetype longest = 254;
    return text.size() <= longest && address.match(text.toString()).hasMatch();
}

bool isUserName(QStringView text)
{
    static const QRegularExpression name(QStringLiteral("^[A-Za-z0-9][A-Za-z0-9_.-]{0,127}$"));
    return name.match(text.toString()).hasMatch();
}

QStringList splitInvitees(const QString &text)
{
    static const QRegularExpression separators(QStringLiteral("[,;\\n\\r]+"));
    static const QRegularExpression inBrackets(QStringLiteral("<([^<>]*)>"));
    static const QRegularExpression blanks(QStringLiteral("\\s+"));
    QStringList invitees;
    for (const QString &part : text.split(separators, Qt::SkipEmptyParts)) {
        const auto match = inBrackets.match(part);
        if (match.hasMatch())
            invitees.append(match.captured(1).trimmed());
        else
            invitees += part.split(blanks, Qt::SkipEmptyParts);
    }
    return invitees;
}

QList<Invitee> checkInvitees(const QString &text, const QList<domain::Member> &members, const domain::Account &me)
{
    QList<Invitee> invitees;
    QSet<QString> seen;
    for (const QString &entry : splitInvitees(text)) {
        Invitee invitee{entry, stateOf(entry, members, me)};
        const QString key = entry.toLower();
        if (seen.contains(key))
            invitee.state = Invitee::State::Repeated;
        else if (seen.size() >= maxInvitees)
            invitee.state = Invitee::State::TooMany;
        seen.insert(key);
        invitees.append(invitee);
    }
    return invitees;
}

} // namespace ui
