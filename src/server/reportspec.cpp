#include "server/reportspec.h"

#include "base/lenientjson.h"

#include <QJsonArray>
#include <QJsonObject>

namespace server {

namespace {

base::Error badSpec(const QString &what)
{
    return {base::Error::Kind::Invalid, QStringLiteral("spec: ") + what};
}

QString placeIn(const QString &place, const char *key)
{
    return place.isEmpty() ? QString(QLatin1String(key)) : place + u'.' + QLatin1String(key);
}

/// Walks through a spec. The depth of the text is bounded before, and so is the walk.
class SpecCheck
{
public:
    base::Status report(const QJsonObject &spec)
    {
        if (!spec.value(QLatin1String("blocks")).isArray())
            return badSpec(QStringLiteral("blocks is missing or no list"));
        return blocks(spec.value(QLatin1String("blocks")), QStringLiteral("blocks"));
    }

    base::Status workspace(const QJsonObject &spec)
    {
        const QJsonValue section = spec.value(QLatin1String("section"));
        if (!section.isObject())
            return badSpec(QStringLiteral("section is missing or no object"));
        return runSetsAndPanels(section.toObject(), QStringLiteral("section"));
    }

private:
    base::Status blocks(const QJsonValue &list, const QString &place)
    {
        if (!list.isArray())
            return badSpec(place + QStringLiteral(" is no list"));
        const QJsonArray items = list.toArray();
        for (qsizetype i = 0; i < items.size(); ++i) {
            if (auto sound = block(items.at(i), QStringLiteral("%1[%2]").arg(place).arg(i)); !sound)
                return sound;
        }
        return base::Done{};
    }

    base::Status block(const QJsonValue &value, const QString &place)
    {
        if (++m_blocks > mostBlocks)
            return badSpec(QStringLiteral("more than %1 blocks").arg(mostBlocks));
        if (!value.isObject())
            return badSpec(place + QStringLiteral(" is no object"));
        const QJsonObject object = value.toObject();
        const bool isText = object.value(QLatin1String("text")).isString();
        if (!isText && !object.value(QLatin1String("type")).isString())
            return badSpec(place + QStringLiteral(" has no type"));
        for (const char *key : {"children", "collapsedChildren"}) {
            const QJsonValue inner = object.value(QLatin1String(key));
            if (inner.isUndefined() || inner.isNull())
                continue;
            if (auto sound = blocks(inner, placeIn(place, key)); !sound)
                return sound;
        }
        const QJsonValue metadata = object.value(QLatin1String("metadata"));
        if (object.value(QLatin1String("type")).toString() != QLatin1String("panel-grid") || metadata.isUndefined())
            return base::Done{};
        if (!metadata.isObject())
            return badSpec(placeIn(place, "metadata") + QStringLiteral(" is no object"));
        return runSetsAndPanels(metadata.toObject(), placeIn(place, "metadata"));
    }

    base::Status runSetsAndPanels(const QJsonObject &holder, const QString &place)
    {
        if (auto sound = objects(
                holder.value(QLatin1String("runSets")), placeIn(place, "runSets"), m_runSets, mostRunSets, "run sets");
            !sound)
            return sound;
        const QString inBank = placeIn(place, "panelBankSectionConfig");
        if (auto sound = panels(holder.value(QLatin1String("panelBankSectionConfig")), inBank); !sound)
            return sound;
        const QJsonValue sections =
            holder[QLatin1String("panelBankConfig")].toObject().value(QLatin1String("sections"));
        for (const QJsonValue section : sections.toArray()) {
            if (auto sound = panels(section, placeIn(place, "panelBankConfig.sections")); !sound)
                return sound;
        }
        return base::Done{};
    }

    base::Status panels(const QJsonValue &section, const QString &place)
    {
        if (section.isUndefined() || section.isNull())
            return base::Done{};
        if (!section.isObject())
            return badSpec(place + QStringLiteral(" is no object"));
        return objects(section.toObject().value(QLatin1String("panels")), placeIn(place, "panels"), m_panels,
            mostPanels, "panels");
    }

    static base::Status objects(
        const QJsonValue &list, const QString &place, qsizetype &count, qsizetype most, const char *what)
    {
        if (list.isUndefined() || list.isNull())
            return base::Done{};
        if (!list.isArray())
            return badSpec(place + QStringLiteral(" is no list"));
        count += list.toArray().size();
        if (count > most)
            return badSpec(QStringLiteral("more than %1 %2").arg(most).arg(QLatin1String(what)));
        for (const QJsonValue item : list.toArray()) {
            if (!item.isObject())
                return badSpec(place + QStringLiteral(" holds something else than objects"));
        }
        return base::Done{};
    }

    qsizetype m_blocks = 0;
    qsizetype m_panels = 0;
    qsizetype m_runSets = 0;
};

} // namespace

base::Status checkViewSpec(const QString &type, const QString &spec)
{
    const QByteArray text = spec.toUtf8();
    if (text.size() > longestSpec)
        return badSpec(QStringLiteral("longer than %1 bytes").arg(longestSpec));
    const auto parsed = base::parseLenientJson(text, deepestSpec);
    if (!parsed)
        return badSpec(QStringLiteral("no JSON of a depth up to %1: %2").arg(deepestSpec).arg(parsed.error().detail));
    if (!parsed->isObject())
        return badSpec(QStringLiteral("no JSON object"));
    SpecCheck check;
    return type == QLatin1String("project-view") ? check.workspace(parsed->toObject())
                                                 : check.report(parsed->toObject());
}

} // namespace server
