#include "singleinstance.h"

#include <QCryptographicHash>
#include <QLocalServer>
#include <QLocalSocket>
#include <QPointer>

namespace {

constexpr int waitMilliseconds = 500;
constexpr qint64 longestLink = 4096;

} // namespace

SingleInstance::SingleInstance(const QString &dataFolder, QObject *parent)
    : QObject(parent)
    , m_name(QStringLiteral("cohort-")
          + QString::fromLatin1(
              QCryptographicHash::hash(dataFolder.toUtf8(), QCryptographicHash::Sha256).toHex().left(24)))
{ }

SingleInstance::~SingleInstance() = default;

bool SingleInstance::handOver(const QString &link) const
{
    QLocalSocket socket;
    socket.connectToServer(m_name);
    if (!socket.waitForConnected(waitMilliseconds))
        return false;
    socket.write(link.toUtf8().left(longestLink) + '\n');
    return socket.waitForBytesWritten(waitMilliseconds) && socket.waitForReadyRead(waitMilliseconds);
}

void SingleInstance::listen()
{
    m_server = std::make_unique<QLocalServer>();
    m_server->setSocketOptions(QLocalServer::UserAccessOption);
    connect(m_server.get(), &QLocalServer::newConnection, this, &SingleInstance::receive);
    if (m_server->listen(m_name))
        return;
    // Nobody answered handOver(), so the name is left over from a program that was killed.
    QLocalServer::removeServer(m_name);
    m_server->listen(m_name);
}

void SingleInstance::receive()
{
    while (QLocalSocket *socket = m_server->nextPendingConnection()) {
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QLocalSocket::readyRead, this, [this, guarded = QPointer<QLocalSocket>(socket)] {
            if (!guarded || !guarded->canReadLine())
                return;
            const QString link = QString::fromUtf8(guarded->readLine(longestLink)).trimmed();
            guarded->write("ok\n");
            emit handedOver(link);
        });
    }
}
