#pragma once

#include <QString>

/// Which names the store takes (protocol, section 4). Every name that passes is safe as a part of an id.
namespace server {

bool isSoundEntityName(const QString &name); ///< letters, digits, `-`, `_`, `.`; 1 to 64
bool isSoundAddress(const QString &mail); ///< something on both sides of an @, no blank, at most 254 characters
bool isSoundProjectName(const QString &name); ///< 1 to 128, none of / \ # ? % : or control characters
bool isSoundRunId(const QString &id); ///< 1 to 128, none of : ; , # ? / ' or control characters, no blank at an end
/// Neither control characters nor letters that show as nothing or turn others around: it is what it looks like.
bool showsAllItsLetters(const QString &name);
/// A run's file: relative, `/` between parts, no part that is empty, `.`, `..`, a device, over-long, or holds control
/// characters, backslashes, colons.
bool isSoundFileName(const QString &name);

/// Two words and the running number of a project: "brisk-river-12". The words follow from `seed`.
QString inventedRunName(quint32 seed, qint64 number);

} // namespace server
