#include "app/foldercommand.h"

namespace app {

namespace {

/// Nobody's name in the commands that leave the verb out: whoever typed one forgot what comes after it.
bool isVerb(const QString &word)
{
    static const QStringList verbs{QStringLiteral("add"), QStringLiteral("list"), QStringLiteral("remove"),
        QStringLiteral("revoke"), QStringLiteral("activate"), QStringLiteral("deactivate")};
    return verbs.contains(word);
}

} // namespace

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
        if (isLiteral ? words[at] != part : at == 1 && isVerb(words[at]))
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
