#pragma once

#include "base/error.h"
#include "domain/roles.h"
#include "workspace/accounts.h"

#include <QString>
#include <QUrl>

/// The sentences of the sign-in page.
namespace ui {

/// What this role sees in the demo team.
QString demoSentence(domain::BaseRole role);
/// Why signing in failed, and what to do; names the server where it helps.
QString signInErrorText(const base::Error &error, const QUrl &server);
/// What happened to the key, where that is worth a word; empty if it lies in the keyring.
QString keyStateText(workspace::KeyState state);
/// What a person typed as a server's address: scheme added, path and trailing slash removed. Invalid: not an address.
/// Only https, or http for this computer.
QUrl serverUrlFromText(const QString &text);
/// Whether the address was refused because it is plain http to another computer.
bool isPlainHttpElsewhere(const QString &text);
/// The page of the server's web interface that shows a person's key.
QUrl keyPageUrl(const QUrl &server);

} // namespace ui
