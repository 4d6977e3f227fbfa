#include "api/secretsearch.h"

#include "base/whendone.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusMetaType>
#include <QDBusObjectPath>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <memory>

namespace api {

namespace {

using Attributes = QMap<QString, QString>;
using Paths = QList<QDBusObjectPath>;

SecretPlace placeFrom(const QDBusPendingReply<Paths, Paths> &reply)
{
    if (reply.isError()) {
        const QDBusError::ErrorType type = reply.error().type();
        const bool isLate = type == QDBusError::NoReply || type == QDBusError::Timeout || type == QDBusError::TimedOut;
        return isLate ? SecretPlace::NoAnswer : SecretPlace::NoService;
    }
    if (!reply.argumentAt<0>().isEmpty())
        return SecretPlace::Unlocked;
    return reply.argumentAt<1>().isEmpty() ? SecretPlace::Nowhere : SecretPlace::Locked;
}

} // namespace

QFuture<SecretPlace> searchSecret(const QString &service, const QString &user, std::chrono::milliseconds patience)
{
    const QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return base::ready(SecretPlace::NoService);
    qDBusRegisterMetaType<Attributes>();
    QDBusMessage call = QDBusMessage::createMethodCall(QStringLiteral("org.freedesktop.secrets"),
        QStringLiteral("/org/freedesktop/secrets"), QStringLiteral("org.freedesktop.Secret.Service"),
        QStringLiteral("SearchItems"));
    const Attributes attributes{{QStringLiteral("user"), user}, {QStringLiteral("server"), service}};
    call.setArguments({QVariant::fromValue(attributes)});

    auto promise = std::make_shared<QPromise<SecretPlace>>();
    promise->start();
    auto future = promise->future();
    auto watcher = std::make_unique<QDBusPendingCallWatcher>(bus.asyncCall(call, static_cast<int>(patience.count())));
    QObject::connect(
        watcher.get(), &QDBusPendingCallWatcher::finished, watcher.get(), [promise](QDBusPendingCallWatcher *finished) {
            promise->addResult(placeFrom(*finished));
            promise->finish();
            finished->deleteLater();
        });
    static_cast<void>(watcher.release()); // deletes itself: the call always ends, in time or not
    return future;
}

} // namespace api
