#include "singleinstance.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QLocalServer>
#include <QLocalSocket>
#include <QPointer>

namespace {

constexpr int waitMilliseconds = 500;
constexpr qint64 longestLink = 4096;
constexpr qsizetype longestPath = 100; // bytes; addresses of sockets have no room for more

/// In the person's own folder for such things: it is in memory, and nobody else can take the name. Where there is none,
/// Qt takes the one for temporary files.
QString socketName(const QString &dataFolder)
{
    const QByteArray hash = QCryptographicHash::hash(dataFolder.toUtf8(), QCryptographicHash::Sha256).toHex();
    const QString name = QStringLiteral("cohort-") + QString::fromLatin1(hash.left(24));
    const QString folder = QFile::decodeName(qgetenv("XDG_RUNTIME_DIR"));
    const QString path = folder + u'/' + name;
    return QDir::isAbsolutePath(folder) && QFileInfo(folder).isWritable() && path.toUtf8().size() < longestPath ? path
                                                                                                                : name;
}

} // namespace

SingleInstance::SingleInstance(const QString &dataFolder, QObject *parent)
    : QObject(parent)
    , m_name(socketName(dataFolder))
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
