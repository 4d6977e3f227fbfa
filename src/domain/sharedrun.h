#pragma once

#include "domain/run.h"

#include <QList>
#include <QSharedData>
#include <utility>

namespace domain {

/// A run as it is at one moment, never changed: lists of thousands of runs are copied, compared and kept side by side
/// at the cost of pointers, since a Run is large. Any thread.
class SharedRun
{
public:
    /// Implicit, both ways: whoever takes a run takes a shared one as well.
    SharedRun(Run run)
        : m_data(new Data(std::move(run)))
    { }
    operator const Run &() const { return m_data->run; }
    const Run &operator*() const { return m_data->run; }
    const Run *operator->() const { return &m_data->run; }

    /// One and the same, not only an equal one.
    [[nodiscard]] bool isSameAs(const SharedRun &other) const { return m_data == other.m_data; }
    /// Of the runs; the same one is not looked into.
    friend bool operator==(const SharedRun &a, const SharedRun &b)
    {
        return a.isSameAs(b) || a.m_data->run == b.m_data->run;
    }

private:
    struct Data : QSharedData
    {
        explicit Data(Run &&its)
            : run(std::move(its))
        { }
        Run run;
    };

    QExplicitlySharedDataPointer<const Data> m_data;
};

using SharedRuns = QList<SharedRun>;

inline SharedRuns sharedRuns(const QList<Run> &runs)
{
    return {runs.begin(), runs.end()};
}

} // namespace domain

Q_DECLARE_TYPEINFO(domain::SharedRun, Q_RELOCATABLE_TYPE);
