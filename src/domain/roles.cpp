#include "domain/roles.h"

#include "domain/run.h"

#include <array>

namespace domain {

namespace {

template <typename Enum>
struct Word
{
    QLatin1String text;
    Enum value;
};

/// The value of a word, whatever its case; the first word of a value is the one that is written.
template <typename Enum, size_t Count>
Enum valueOf(const std::array<Word<Enum>, Count> &words, QStringView text)
{
    for (const Word<Enum> &word : words) {
        if (text.compare(word.text, Qt::CaseInsensitive) == 0)
            return word.value;
    }
    return Enum::Unknown;
}

template <typename Enum, size_t Count>
QString textOf(const std::array<Word<Enum>, Count> &words, Enum value)
{
    for (const Word<Enum> &word : words) {
        if (word.value == value)
            return word.text;
    }
    return {};
}

constexpr std::array baseRoles{
    Word<BaseRole>{QLatin1String("admin"), BaseRole::Admin},
    Word<BaseRole>{QLatin1String("member"), BaseRole::Member},
    Word<BaseRole>{QLatin1String("viewer"), BaseRole::ViewOnly},
    Word<BaseRole>{QLatin1String("view_only"), BaseRole::ViewOnly},
    Word<BaseRole>{QLatin1String("view-only"), BaseRole::ViewOnly},
};

constexpr std::array visibilities{
    Word<Visibility>{QLatin1String("USER_WRITE"), Visibility::Open},
    Word<Visibility>{QLatin1String("USER_READ"), Visibility::Public},
    Word<Visibility>{QLatin1String("PRIVATE"), Visibility::Team},
    Word<Visibility>{QLatin1String("RESTRICTED"), Visibility::Restricted},
};

constexpr std::array seats{
    Word<Seat>{QLatin1String("full"), Seat::Full},
    Word<Seat>{QLatin1String("viewer"), Seat::Viewer},
    Word<Seat>{QLatin1String("none"), Seat::None},
};

constexpr std::array orgRoles{
    Word<OrgRole>{QLatin1String("member"), OrgRole::Member},
    Word<OrgRole>{QLatin1String("admin"), OrgRole::Admin},
    Word<OrgRole>{QLatin1String("billing_only"), OrgRole::BillingOnly},
    Word<OrgRole>{QLatin1String("viewer"), OrgRole::Member},
};

constexpr std::array runStates{
    Word<RunState>{QLatin1String("pending"), RunState::Pending},
    Word<RunState>{QLatin1String("running"), RunState::Running},
    Word<RunState>{QLatin1String("finished"), RunState::Finished},
    Word<RunState>{QLatin1String("failed"), RunState::Failed},
    Word<RunState>{QLatin1String("crashed"), RunState::Crashed},
    Word<RunState>{QLatin1String("killed"), RunState::Killed},
    Word<RunState>{QLatin1String("preempting"), RunState::Preempting},
    Word<RunState>{QLatin1String("preempted"), RunState::Preempted},
};

} // namespace

BaseRole baseRoleFromWire(QStringView word)
{
    return valueOf(baseRoles, word);
}

QString wireName(BaseRole role)
{
    return textOf(baseRoles, role);
}

Visibility visibilityFromWire(QStringView word)
{
    return valueOf(visibilities, word);
}

QString wireName(Visibility visibility)
{
    return textOf(visibilities, visibility);
}

Seat seatFromWire(QStringView word)
{
    return valueOf(seats, word);
}

QString wireName(Seat seat)
{
    return textOf(seats, seat);
}

OrgRole orgRoleFromWire(QStringView word)
{
    return valueOf(orgRoles, word);
}

QString wireName(OrgRole role)
{
    return textOf(orgRoles, role);
}

RunState runStateFromWire(QStringView word)
{
    return valueOf(runStates, word);
}

QString wireName(RunState state)
{
    return textOf(runStates, state);
}

} // namespace domain
