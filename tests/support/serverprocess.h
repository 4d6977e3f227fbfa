#pragma once

#include <QProcess>
#include <QString>
#include <functional>
#include <memory>

namespace test {

/// A cohortd of the test's own on a free port of loopback; may be killed and started again upon the same folder. Which
/// program: the environment's COHORTD.
class ServerProcess
{
public:
    explicit ServerProcess(const QString &folder)
        : m_folder(folder)
    { }
    ~ServerProcess();
    ServerProcess(const ServerProcess &) = delete;
    ServerProcess &operator=(const ServerProcess &) = delete;

    /// Called in the child before the program, e.g. to set limits.
    void setChildModifier(const std::function<void()> &modifier) { m_modifier = modifier; }
    /// Waits until it listens. False: it ended, or said nothing for a minute; output() tells more.
    bool start(const QStringList &more = {});
    /// SIGKILL, and waits for the end.
    void kill();
    /// SIGTERM, and waits; the exit code, -1: it did not end within 30 s or crashed.
    int stop();

    [[nodiscard]] quint16 port() const { return m_port; }
    /// What the first start showed.
    [[nodiscard]] QByteArray adminKey() const { return m_key; }
    /// Everything that it wrote so far, of all starts.
    [[nodiscard]] QByteArray output();
    [[nodiscard]] QString folder() const { return m_folder; }
    /// Resident memory in KiB.
    [[nodiscard]] qint64 residentKib() const;
    /// Processor time used so far, in seconds.
    [[nodiscard]] double processorSeconds() const;

    struct Ended
    {
        int code = -1;
        QByteArray out;
        QByteArray err;
    };
    /// Runs the program with other words upon the folder and waits for its end.
    [[nodiscard]] Ended command(const QStringList &words) const;

private:
    [[nodiscard]] QByteArray fileOfProcess(const char *name) const;

    QString m_folder;
    std::function<void()> m_modifier;
    std::unique_ptr<QProcess> m_process;
    QByteArray m_output;
    QByteArray m_key;
    quint16 m_port = 0;
};

} // namespace test
