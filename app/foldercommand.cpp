#include "app/foldercommand.h"

namespace app {

std::optional<QStringList> FolderCommand::match(const QStringList &words) const
{
    QStringList given;
    qsizetype at = 0;
    const QStringList parts = QString::fromLatin1(form).split(u' ');
    for (const QString &part : parts) {
        const bool isOptional = part.startsWith(u'[');
        const bool isLiteral = !isOptional && part.toLower() == part;
        if (at == words.size()) {
            if (!isOptional)
                return std::nullopt;
            continue;
        }
        if (isLiteral && words[at] != part)
            return std::nullopt;
        if (!isLiteral)
            given.append(words[at]);
        ++at;
    }
    return at == words.size() ? std::optional<QStringList>(given) : std::nullopt;
}

QList<FolderCommand> folderCommands()
{
    return accountCommands() + identityCommands() + organizationCommands() + storageCommands();
}

} // namespace app
