#pragma once

#include "base/result.h"

#include <QFuture>
#include <QObject>
#include <functional>

namespace ui {

/// Changes that are asked of the server one after the other, so that a refusal of one does not hide the others. Deletes
/// itself after `finished`; a call under way when it dies is not waited for.
class CallSequence : public QObject
{
    Q_OBJECT

public:
    struct Call
    {
        QString name; ///< what the change is done to; foreign text
        std::function<QFuture<base::Status>()> send;
    };
    struct Failure
    {
        QString name;
        base::Error error;
    };

    CallSequence(QList<Call> calls, QObject *parent);

    /// Asks for the first; call once, after connecting.
    void start();
    [[nodiscard]] const QList<Failure> &failures() const { return m_failures; }
    [[nodiscard]] const QStringList &succeeded() const { return m_succeeded; }
    [[nodiscard]] int total() const { return static_cast<int>(m_calls.size()); }

signals:
    void progressed(int done, int total);
    void finished();

private:
    void next();

    QList<Call> m_calls;
    QList<Failure> m_failures;
    QStringList m_succeeded;
    int m_done = 0;
};

} // namespace ui
