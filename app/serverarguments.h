#pragma once

#include "server/teamserver.h"

#include <QCommandLineParser>

namespace app {

/// The command line of cohortd.
class ServerArguments
{
public:
    ServerArguments();

    /// Ends the program after --help, --version or an unknown option.
    void process(const QStringList &arguments) { m_parser.process(arguments); }
    [[nodiscard]] QStringList words() const { return m_parser.positionalArguments(); }
    [[nodiscard]] QString dataFolder() const { return m_parser.value(QStringLiteral("data")); }
    [[nodiscard]] bool wantsDemo() const { return m_parser.isSet(QStringLiteral("demo")); }
    [[nodiscard]] const QCommandLineParser &parser() const { return m_parser; }

    /// Invalid, with the words for the person: an option cannot be what it is.
    [[nodiscard]] base::Result<server::TeamServer::Options> serverOptions() const;

private:
    void addIdentityOptions();
    void addAuditOptions();
    bool readTls(server::TeamServer::Options &options) const;
    bool readListen(server::TeamServer::Options &options) const;

    QCommandLineParser m_parser;
};

} // namespace app
