#include "server/artifactnames.h"

#include "base/lenientjson.h"
#include "server/names.h"

#include <QJsonObject>
#include <QRegularExpression>

namespace server {

namespace {

constexpr qsizetype longestArtifactName = 128;
constexpr qsizetype longestMetadata = 1024 * 1024;
constexpr qsizetype mostMetadataKeys = 100;

} // namespace

bool isSoundCollectionName(const QString &name)
{
    return !name.isEmpty() && name.size() <= longestArtifactName && name.trimmed() == name && showsAllItsLetters(name)
        && !name.contains(u'/') && !name.contains(u':');
}

bool isSoundAlias(const QString &alias)
{
    static const QRegularExpression version(QStringLiteral("^v\\d+$"));
    return isSoundCollectionName(alias) && !version.match(alias).hasMatch();
}

bool isSoundArtifactType(const QString &name)
{
    return isSoundCollectionName(name);
}

bool isSoundTag(const QString &tag)
{
    static const QRegularExpression words(
        QStringLiteral("^[-\\w]+( +[-\\w]+)*$"), QRegularExpression::UseUnicodePropertiesOption);
    return tag.size() <= longestArtifactName && words.match(tag).hasMatch();
}

bool isSoundMetadata(const QString &json)
{
    if (json.isEmpty())
        return true;
    const QByteArray text = json.toUtf8();
    if (text.size() > longestMetadata)
        return false;
    const auto parsed = base::parseLenientJson(text);
    return parsed && (parsed->isNull() || (parsed->isObject() && parsed->toObject().size() <= mostMetadataKeys));
}

} // namespace server
