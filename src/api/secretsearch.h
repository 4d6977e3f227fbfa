#pragma once

#include <QFuture>
#include <QString>
#include <chrono>

namespace api {

/// Where the Secret Service has an item. It tells without unlocking anything, which the key chain library does not.
enum class SecretPlace {
    Nowhere,
    Unlocked,
    Locked,
    NoService, ///< no session bus, or nothing on it that keeps secrets
    NoAnswer,
};

/// Asks the Secret Service by D-Bus for the item that QtKeychain writes for `service` and `user`. Does not block.
QFuture<SecretPlace> searchSecret(const QString &service, const QString &user, std::chrono::milliseconds patience);

} // namespace api
