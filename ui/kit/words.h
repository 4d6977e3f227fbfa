#pragma once

#include "base/error.h"
#include "domain/project.h"
#include "domain/roles.h"
#include "domain/rulebook.h"
#include "domain/run.h"
#include "domain/team.h"

#include <QDateTime>
#include <QString>
#include <QStringList>

/// The words for what the layers below only name by kind. All translated; plain text.
namespace ui {

/// What a refusal's sentence needs besides the decision. Names are foreign text, shown as plain text.
struct DenialContext
{
    QString teamName;
    QStringList adminNames; ///< of the team; may be empty
    QStringList organizationAdminNames;
    QDateTime dataFrom; ///< the age of what is shown, for "offline"

    bool operator==(const DenialContext &) const = default;
};

/// What is missing, and who can help. Empty for an allowed decision.
QString denialText(const domain::Decision &decision, const DenialContext &context = {});

/// What happened and what to do, one or two sentences. Never the server's raw text.
QString errorText(const base::Error &error);
/// The same in a few words, for a headline.
QString errorTitle(const base::Error &error);

QString roleName(domain::BaseRole role);
/// A custom role's own name, else the fixed one's word.
QString roleName(const domain::TeamRole &role);
/// One sentence on what the role may do.
QString roleSentence(domain::BaseRole role);
QString seatName(domain::Seat seat);
QString visibilityName(domain::Visibility visibility);
/// Who can look and who can log, one sentence.
QString visibilitySentence(domain::Visibility visibility);
QString runStateName(domain::RunState state);
/// The word of a run's state, or the wire's word where this version does not know it.
QString runStateName(const domain::Run &run);

/// "just now", "12 s ago", "3 h ago", "yesterday", "on 3 May 2026"; in the future: "in 5 min". Empty for an invalid
/// time.
QString ageText(const QDateTime &when, const QDateTime &now);
/// The moment in the person's locale and time zone, to the second, with the zone; for tool tips.
QString exactTimeText(const QDateTime &when);
/// "14 s", "3 min 20 s", "2 h 5 min", "3 d 4 h"; "–" below zero.
QString durationText(double seconds);
/// Up to six significant figures, exponent where it is shorter; "NaN", "∞", "−∞".
QString numberText(double value);
/// A whole number with the locale's group separators.
QString countText(qint64 value);
/// "1 234 bytes" as "1.2 kB".
QString bytesText(qint64 bytes);

} // namespace ui
