#pragma once

#include "server/teamserver.h"

#include <QCommandLineParser>
#include <QTextStream>
#include <memory>
#include <optional>

class QSocketNotifier;

namespace app {

/// The headless team server: reads the command line, makes what the first start needs, runs until SIGTERM or SIGINT.
///
///   cohortd --data FOLDER [--listen ADDRESS:PORT] [--tls-cert FILE --tls-key FILE] [--allow-plain-http] [--demo]
///   cohortd --data FOLDER user USERNAME [--name NAME] [--email MAIL] [--view-only] [--admin]
///   cohortd --data FOLDER team NAME
///   cohortd --data FOLDER member TEAM USERNAME ROLE        ROLE: admin, member, viewer
///   cohortd --data FOLDER key USERNAME | token USERNAME    prints a new secret
class ServerProgram : public QObject
{
    Q_OBJECT

public:
    explicit ServerProgram(const QStringList &arguments);
    ~ServerProgram() override;

    /// An exit code: done, or wrong; nothing: the server runs, the event loop is wanted.
    std::optional<int> begin();

private:
    void declareOptions();
    std::optional<server::TeamServer::Options> readOptions();
    bool readTls(server::TeamServer::Options &options);
    bool readListen(server::TeamServer::Options &options);
    int command(const QStringList &words);
    base::Status runCommand(const QStringList &words);
    base::Status printSecret(const base::Result<QString> &secret);
    base::Status firstStart();
    int fail(const QString &text);
    void watchSignals();

    QStringList m_arguments;
    QCommandLineParser m_parser;
    QTextStream m_out;
    QTextStream m_err;
    std::unique_ptr<server::TeamServer> m_server;
    std::unique_ptr<QSocketNotifier> m_signals;
};

} // namespace app
