#include "domain/run.h"

#include <utility>

namespace domain {

namespace {

constexpr std::pair<const char *, RunState> runStateWords[] = {{"pending", RunState::Pending},
    {"running", RunState::Running}, {"finished", RunState::Finished}, {"failed", RunState::Failed},
    {"crashed", RunState::Crashed}, {"killed", RunState::Killed}, {"preempting", RunState::Preempting},
    {"preempted", RunState::Preempted}};

} // namespace

RunState runStateFromWire(QStringView word)
{
    for (const auto &[text, state] : runStateWords) {
        if (word.compare(QLatin1String(text), Qt::CaseInsensitive) == 0)
            return state;
    }
    return RunState::Unknown;
}

QString wireName(RunState state)
{
    for (const auto &[text, value] : runStateWords) {
        if (value == state)
            return QString::fromLatin1(text);
    }
    return {};
}

} // namespace domain
