#include "server/runfilter.h"

#include "base/lenientjson.h"

#include <QDateTime>
#include <QJsonArray>
#include <algorithm>
#include <optional>

namespace server {

namespace {

constexpr int deepestFilter = 16;
constexpr qsizetype longestFilter = 64 * 1024;
constexpr int mostConditions = 1000;

base::Error badFilter(const QString &what)
{
    return {base::Error::Kind::Invalid, QStringLiteral("filters: ") + what};
}

/// Times are compared as milliseconds, whatever form they are written in.
QJsonValue asTime(const QJsonValue &value)
{
    if (!value.isString())
        return value;
    QDateTime time = QDateTime::fromString(value.toString(), Qt::ISODateWithMs);
    if (time.timeSpec() == Qt::LocalTime)
        time.setTimeSpec(Qt::UTC);
    return time.isValid() ? QJsonValue(static_cast<double>(time.toMSecsSinceEpoch())) : value;
}

QJsonValue operandFor(const QString &path, const QJsonValue &value)
{
    if (!RunFields::isTime(path))
        return value;
    if (!value.isArray())
        return asTime(value);
    QJsonArray times;
    for (const QJsonValue item : value.toArray())
        times.append(asTime(item));
    return times;
}

bool isEqual(const QJsonValue &a, const QJsonValue &b)
{
    if (a.isUndefined() || a.isNull())
        return b.isUndefined() || b.isNull();
    return a == b;
}

/// Less than 0, 0, more than 0; nothing: the two cannot be compared.
std::optional<int> comparison(const QJsonValue &a, const QJsonValue &b)
{
    if (a.isDouble() && b.isDouble())
        return a.toDouble() < b.toDouble() ? -1 : a.toDouble() > b.toDouble() ? 1 : 0;
    if (a.isString() && b.isString())
        return QString::compare(a.toString(), b.toString());
    return std::nullopt;
}

bool isAmong(const QJsonValue &value, const QJsonArray &list)
{
    return std::any_of(list.begin(), list.end(), [&](const QJsonValue &item) { return isEqual(value, item); });
}

} // namespace

struct RunFilter::Reading
{
    QString problem;
    int conditions = 0;
    bool needsTexts = false;

    std::optional<Node> object(const QJsonObject &object, int depth)
    {
        Node node;
        if (depth > deepestFilter)
            problem = QStringLiteral("too deep");
        for (auto it = object.begin(); it != object.end() && problem.isEmpty(); ++it) {
            auto child = it.key().startsWith(u'$') ? logical(it.key(), *it, depth) : field(it.key(), *it, depth);
            if (child)
                node.children.push_back(std::move(*child));
        }
        return problem.isEmpty() ? std::optional<Node>(std::move(node)) : std::nullopt;
    }

    std::optional<Node> logical(const QString &word, const QJsonValue &operand, int depth)
    {
        Node node;
        if (word == QLatin1String("$not") && operand.isObject()) {
            node.what = Operator::Nor;
            if (auto child = object(operand.toObject(), depth + 1))
                node.children.push_back(std::move(*child));
            return node;
        }
        if (word == QLatin1String("$or"))
            node.what = Operator::Or;
        else if (word == QLatin1String("$nor"))
            node.what = Operator::Nor;
        else if (word != QLatin1String("$and"))
            problem = QStringLiteral("unknown operator %1").arg(word.left(20));
        if (problem.isEmpty() && !operand.isArray())
            problem = QStringLiteral("%1 takes a list").arg(word);
        for (const QJsonValue item : operand.toArray()) {
            if (auto child = problem.isEmpty() ? object(item.toObject(), depth + 1) : std::nullopt)
                node.children.push_back(std::move(*child));
        }
        return node;
    }

    std::optional<Node> field(const QString &path, const QJsonValue &operand, int depth)
    {
        needsTexts = needsTexts || RunFields::needsTexts(path);
        const QJsonObject object = operand.toObject();
        const bool hasOperators = !object.isEmpty() && object.begin().key().startsWith(u'$');
        if (!hasOperators)
            return condition(path, QStringLiteral("$eq"), operand, depth);
        Node node;
        for (auto it = object.begin(); it != object.end() && problem.isEmpty(); ++it) {
            if (auto child = condition(path, it.key(), *it, depth))
                node.children.push_back(std::move(*child));
        }
        return node;
    }

    std::optional<Node> condition(const QString &path, const QString &word, const QJsonValue &operand, int depth)
    {
        static const std::pair<const char *, Operator> operators[] = {{"$eq", Operator::Equal},
            {"$ne", Operator::NotEqual}, {"$gt", Operator::Greater}, {"$gte", Operator::GreaterEqual},
            {"$lt", Operator::Less}, {"$lte", Operator::LessEqual}, {"$in", Operator::In}, {"$nin", Operator::NotIn},
            {"$exists", Operator::Exists}, {"$regex", Operator::Regex}};
        if (++conditions > mostConditions)
            problem = QStringLiteral("too many conditions");
        if (word == QLatin1String("$not") && depth <= deepestFilter) {
            Node node;
            node.what = Operator::Nor;
            if (auto child = field(path, operand, depth + 1))
                node.children.push_back(std::move(*child));
            return node;
        }
        const auto *found = std::find_if(std::begin(operators), std::end(operators),
            [&word](const auto &entry) { return word == QLatin1String(entry.first); });
        if (found == std::end(operators)) {
            problem = QStringLiteral("unknown operator %1").arg(word.left(20));
            return std::nullopt;
        }
        Node node;
        node.what = found->second;
        node.path = path;
        node.operand = operandFor(path, operand);
        if ((node.what == Operator::In || node.what == Operator::NotIn) && !operand.isArray())
            problem = QStringLiteral("%1 takes a list").arg(word);
        if (node.what == Operator::Regex) {
            node.pattern.setPattern(operand.toString());
            if (!node.pattern.isValid() || operand.toString().size() > 1000)
                problem = QStringLiteral("broken regular expression");
        }
        return node;
    }
};

base::Result<RunFilter> RunFilter::parse(const QString &text)
{
    RunFilter filter;
    if (text.trimmed().isEmpty())
        return filter;
    if (text.size() > longestFilter)
        return badFilter(QStringLiteral("too long"));
    const auto json = base::parseLenientJson(text.toUtf8(), 4 * deepestFilter);
    if (!json || !(json->isObject() || json->isNull()))
        return badFilter(QStringLiteral("not a JSON object"));
    Reading reading;
    auto root = reading.object(json->toObject(), 0);
    if (!root)
        return badFilter(reading.problem);
    filter.m_root = std::move(*root);
    filter.m_needsTexts = reading.needsTexts;
    return filter;
}

bool RunFilter::matches(const Node &node, const ValueOf &valueOf)
{
    const auto matchesChild = [&valueOf](const Node &child) { return matches(child, valueOf); };
    switch (node.what) {
    case Operator::And:
        return std::all_of(node.children.begin(), node.children.end(), matchesChild);
    case Operator::Or:
        return std::any_of(node.children.begin(), node.children.end(), matchesChild);
    case Operator::Nor:
    case Operator::Not:
        return std::none_of(node.children.begin(), node.children.end(), matchesChild);
    default:
        return matchesValue(node, valueOf(node.path));
    }
}

bool RunFilter::matchesValue(const Node &node, const QJsonValue &value)
{
    // A run without tags has none to ask about: the SDK's own filters say {"tags": null}.
    if (value.isArray() && value.toArray().isEmpty() && !node.operand.isArray())
        return matchesValue(node, QJsonValue(QJsonValue::Undefined));
    const bool isNegated = node.what == Operator::NotEqual || node.what == Operator::NotIn;
    if (value.isArray() && !node.operand.isArray() && node.what != Operator::Exists) { // has the tag
        const QJsonArray items = value.toArray();
        const auto matchesItem = [&node](const QJsonValue &item) { return matchesValue(node, item); };
        return isNegated ? std::all_of(items.begin(), items.end(), matchesItem)
                         : std::any_of(items.begin(), items.end(), matchesItem);
    }
    const auto order = comparison(value, node.operand);
    switch (node.what) {
    case Operator::Equal:
        return isEqual(value, node.operand);
    case Operator::NotEqual:
        return !isEqual(value, node.operand);
    case Operator::Greater:
        return order && *order > 0;
    case Operator::GreaterEqual:
        return order && *order >= 0;
    case Operator::Less:
        return order && *order < 0;
    case Operator::LessEqual:
        return order && *order <= 0;
    case Operator::In:
    case Operator::NotIn: {
        const QJsonArray list = node.operand.toArray();
        const QJsonArray items = value.isArray() ? value.toArray() : QJsonArray{value};
        const bool isIn =
            std::any_of(items.begin(), items.end(), [&](const QJsonValue &item) { return isAmong(item, list); });
        return isIn != isNegated;
    }
    case Operator::Exists:
        return (!value.isUndefined() && !value.isNull()) == node.operand.toBool(true);
    case Operator::Regex:
        return value.isString() && node.pattern.match(value.toString()).hasMatch();
    default:
        return false;
    }
}

} // namespace server
