#pragma once

#include "app/serverarguments.h"
#include "server/teamserver.h"

#include <QObject>
#include <QTextStream>
#include <memory>
#include <optional>

class QSocketNotifier;

namespace app {

/// The headless team server: makes what the first start needs and runs until SIGTERM or SIGINT; or carries out one
/// command upon the data folder (see --help).
class ServerProgram : public QObject
{
    Q_OBJECT

public:
    explicit ServerProgram(const QStringList &arguments);
    ~ServerProgram() override;

    /// An exit code: done, or wrong; nothing: the server runs, the event loop is wanted.
    std::optional<int> begin();

private:
    int command();
    base::Status firstStart();
    int fail(const QString &text);
    void watchSignals();

    QStringList m_words;
    ServerArguments m_arguments;
    QTextStream m_out;
    QTextStream m_err;
    std::unique_ptr<server::TeamServer> m_server;
    std::unique_ptr<QSocketNotifier> m_signals;
};

} // namespace app
