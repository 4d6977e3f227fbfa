#pragma once

#include <QObject>
#include <memory>

class QSocketNotifier;

/// SIGTERM and SIGINT end the event loop as closing the last window does, so that destructors run and nothing is cut
/// off. One object a process, made after the application object.
class TerminationSignals : public QObject
{
    Q_OBJECT

public:
    TerminationSignals();
    ~TerminationSignals() override;

private:
    std::unique_ptr<QSocketNotifier> m_notifier;
};
