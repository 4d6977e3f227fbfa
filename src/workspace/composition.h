#pragma once

#include "workspace/accounts.h"
#include "workspace/tempo.h"

#include <QByteArray>
#include <QString>
#include <QUrl>
#include <functional>
#include <memory>

namespace api {
class Credentials;
class Transport;
} // namespace api

namespace workspace {

/// What the accounts are built upon; the program's start puts it together, tests put fakes in.
struct Dependencies
{
    /// The program's data folder: `accounts.json`, and one folder an account with `cache.db` and `personal.db`. Made if
    /// it is missing, readable by its owner only.
    QString dataFolder;
    std::shared_ptr<api::Credentials> credentials;
    /// The way to a server with a key, e.g. an api::HttpTransport. Called in the GUI thread, at each sign-in and when a
    /// key comes from the keyring. `server` is the API's base address.
    std::function<std::unique_ptr<api::Transport>(const QUrl &server, const QByteArray &key)> makeTransport;
    Tempo tempo; ///< how often things are looked at; tests bring a faster one
};

/// The accounts of this computer. Reads the list of known accounts at once (one small file); everything else happens
/// behind. GUI thread.
std::unique_ptr<Accounts> makeAccounts(Dependencies dependencies);

} // namespace workspace
