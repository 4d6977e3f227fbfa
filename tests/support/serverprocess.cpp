#include "support/serverprocess.h"

#include <QElapsedTimer>
#include <QFile>
#include <unistd.h>

namespace test {

namespace {

constexpr int startMilliseconds = 60'000;

QByteArray lineAfter(const QByteArray &text, const QByteArray &mark)
{
    const auto at = text.lastIndexOf(mark);
    const auto end = text.indexOf('\n', at);
    return at < 0 || end < 0 ? QByteArray() : text.mid(at + mark.size(), end - at - mark.size()).trimmed();
}

} // namespace

ServerProcess::~ServerProcess()
{
    kill();
}

bool ServerProcess::start(const QStringList &more)
{
    m_process = std::make_unique<QProcess>();
    m_process->setProcessChannelMode(QProcess::MergedChannels);
    if (m_modifier)
        m_process->setChildProcessModifier(m_modifier);
    m_process->start(qEnvironmentVariable("COHORTD"),
        QStringList{
            QStringLiteral("--data"), m_folder, QStringLiteral("--listen"), QStringLiteral("127.0.0.1:%1").arg(m_port)}
            + more);
    QElapsedTimer timer;
    timer.start();
    QByteArray said;
    while (timer.elapsed() < startMilliseconds && m_process->state() != QProcess::NotRunning) {
        m_process->waitForReadyRead(100);
        said += m_process->readAll();
        const QByteArray url = lineAfter(said, "listening on ");
        if (!url.isEmpty()) {
            m_port = url.mid(url.lastIndexOf(':') + 1).toUShort();
            const QByteArray key = lineAfter(said, "API key of admin, shown once: ");
            m_key = key.isEmpty() ? m_key : key;
            m_output += said;
            return true;
        }
    }
    m_output += said + m_process->readAll();
    return false;
}

void ServerProcess::kill()
{
    if (!m_process)
        return;
    m_process->kill();
    m_process->waitForFinished();
    m_output += m_process->readAll();
    m_process.reset();
}

int ServerProcess::stop()
{
    if (!m_process)
        return -1;
    m_process->terminate();
    const bool hasEnded = m_process->waitForFinished() && m_process->exitStatus() == QProcess::NormalExit;
    const int code = hasEnded ? m_process->exitCode() : -1;
    kill();
    return code;
}

QByteArray ServerProcess::output()
{
    if (m_process) {
        m_process->waitForReadyRead(0);
        m_output += m_process->readAll();
    }
    return m_output;
}

QByteArray ServerProcess::fileOfProcess(const char *name) const
{
    QFile file(QStringLiteral("/proc/%1/%2").arg(m_process ? m_process->processId() : 0).arg(QLatin1String(name)));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

qint64 ServerProcess::residentKib() const
{
    return lineAfter(fileOfProcess("status"), "VmRSS:").split(' ').value(0).toLongLong();
}

double ServerProcess::processorSeconds() const
{
    const QByteArray stat = fileOfProcess("stat");
    const QList<QByteArray> fields = stat.mid(stat.lastIndexOf(')') + 2).split(' ');
    return (fields.value(11).toDouble() + fields.value(12).toDouble()) / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

ServerProcess::Ended ServerProcess::command(const QStringList &words) const
{
    QProcess process;
    process.start(qEnvironmentVariable("COHORTD"), QStringList{QStringLiteral("--data"), m_folder} + words);
    const bool hasEnded = process.waitForFinished(120'000) && process.exitStatus() == QProcess::NormalExit;
    return {hasEnded ? process.exitCode() : -1, process.readAllStandardOutput(), process.readAllStandardError()};
}

} // namespace test
