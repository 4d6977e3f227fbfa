#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QString>
#include <functional>

class QWidget;

namespace ui {

class MessageBar;

/// Asks where to save, writes off the interface's thread (beside the file, then renamed) and tells the outcome.
class FileSaver
{
public:
    /// `make` is called in the pool, so it holds values only. `suggestion`: the file's name; foreign text is made safe.
    static void save(QWidget *parent, MessageBar &messages, const QString &title, const QString &suggestion,
        const QString &filter, std::function<QByteArray()> make);

    /// A file name without path parts, control characters and what file systems refuse.
    static QString safeFileName(const QString &text);
    /// Any thread.
    static base::Status write(const QString &file, const QByteArray &content);
};

} // namespace ui
