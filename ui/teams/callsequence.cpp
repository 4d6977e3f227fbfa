#include "ui/teams/callsequence.h"

#include "base/whendone.h"

namespace ui {

CallSequence::CallSequence(QList<Call> calls, QObject *parent)
    : QObject(parent)
    , m_calls(std::move(calls))
{ }

void CallSequence::start()
{
    next();
}

void CallSequence::next()
{
    emit progressed(m_done, total());
    if (m_done == total()) {
        emit finished();
        deleteLater();
        return;
    }
    const Call &call = m_calls.at(m_done);
    base::whenDone(this, call.send(), [this](const base::Status &status) {
        const QString name = m_calls.at(m_done).name;
        if (status)
            m_succeeded.append(name);
        else
            m_failures.append({name, status.error()});
        ++m_done;
        next();
    });
}

} // namespace ui

#include "moc_callsequence.cpp"
