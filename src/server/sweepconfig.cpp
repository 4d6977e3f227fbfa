#include "server/sweepconfig.h"

#include "base/lenientjson.h"
#include "server/yamlreader.h"

#include <QJsonArray>
#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

namespace server {

namespace {

constexpr qsizetype longestConfig = 1024 * 1024;
constexpr qsizetype mostLeaves = 1000;
constexpr int deepestNesting = 8;
constexpr qint64 mostGridValues = 100'000;

base::Error badConfig(const QString &what)
{
    return {base::Error::Kind::Invalid, QStringLiteral("sweep config: ") + what};
}

base::Error badParameter(const QStringList &path, const QString &what)
{
    return badConfig(QStringLiteral("parameters.") + path.join(u'.') + QStringLiteral(": ") + what);
}

/// Flow style YAML looks like JSON but may have other scalars; block style is always YAML.
base::Result<QJsonObject> readText(const QString &text)
{
    if (text.size() > longestConfig)
        return badConfig(QStringLiteral("longer than %1 characters").arg(longestConfig));
    const QByteArray bytes = text.toUtf8();
    if (const auto json = base::parseLenientJson(bytes, 32); json && json->isObject())
        return json->toObject();
    const auto yaml = parseYaml(bytes);
    if (!yaml)
        return badConfig(yaml.error().detail);
    if (!yaml->isObject())
        return badConfig(QStringLiteral("no mapping of keys to values"));
    return yaml->toObject();
}

const QStringList &distributions()
{
    static const QStringList names{QStringLiteral("beta"), QStringLiteral("categorical"),
        QStringLiteral("categorical_w_probabilities"), QStringLiteral("constant"), QStringLiteral("int_uniform"),
        QStringLiteral("inv_log_uniform"), QStringLiteral("inv_log_uniform_values"), QStringLiteral("log_normal"),
        QStringLiteral("log_uniform"), QStringLiteral("log_uniform_values"), QStringLiteral("normal"),
        QStringLiteral("q_beta"), QStringLiteral("q_log_normal"), QStringLiteral("q_log_uniform"),
        QStringLiteral("q_log_uniform_values"), QStringLiteral("q_normal"), QStringLiteral("q_uniform"),
        QStringLiteral("uniform")};
    return names;
}

QString distributionOf(const QJsonObject &given)
{
    if (given.contains(QLatin1String("distribution")))
        return given.value(QLatin1String("distribution")).toString();
    if (given.contains(QLatin1String("value")))
        return QStringLiteral("constant");
    if (given.contains(QLatin1String("values")))
        return given.contains(QLatin1String("probabilities")) ? QStringLiteral("categorical_w_probabilities")
                                                              : QStringLiteral("categorical");
    if (given.contains(QLatin1String("mu")) || given.contains(QLatin1String("sigma")))
        return QStringLiteral("normal");
    const QJsonValue low = given.value(QLatin1String("min"));
    const QJsonValue high = given.value(QLatin1String("max"));
    const bool areIntegers = low.toInteger(-1) == low.toInteger(1) && high.toInteger(-1) == high.toInteger(1);
    return areIntegers ? QStringLiteral("int_uniform") : QStringLiteral("uniform");
}

double rounded(double value, double step)
{
    if (step <= 0)
        return value;
    // Through a text, so that three steps of 0.1 are 0.3.
    return QString::number(std::round(value / step) * step, 'g', 12).toDouble();
}

} // namespace

base::Result<SweepConfig> SweepConfig::read(const QString &text)
{
    const auto whole = readText(text);
    if (!whole)
        return whole.error();
    SweepConfig config;
    config.m_method = whole->value(QLatin1String("method")).toString();
    if (config.m_method != QLatin1String("grid") && config.m_method != QLatin1String("random")
        && config.m_method != QLatin1String("bayes"))
        return badConfig(QStringLiteral("method: one of grid, random, bayes"));
    config.m_name = whole->value(QLatin1String("name")).toString();
    config.m_description = whole->value(QLatin1String("description")).toString();
    config.m_program = whole->value(QLatin1String("program")).toString();
    const QJsonObject metric = whole->value(QLatin1String("metric")).toObject();
    config.m_metric = metric.value(QLatin1String("name")).toString();
    config.m_isMaximized = metric.value(QLatin1String("goal")).toString() == QLatin1String("maximize");
    if (const QJsonValue cap = whole->value(QLatin1String("run_cap")); !cap.isUndefined() && !cap.isNull()) {
        config.m_runCap = cap.toInteger(-1);
        if (*config.m_runCap < 1)
            return badConfig(QStringLiteral("run_cap: a number of 1 or more"));
    }
    const QJsonObject parameters = whole->value(QLatin1String("parameters")).toObject();
    if (parameters.isEmpty())
        return badConfig(QStringLiteral("parameters: at least one"));
    if (auto done = config.readParameters(parameters, {}); !done)
        return done.error();
    if (config.m_method == QLatin1String("bayes"))
        config.m_warnings.append(QStringLiteral(
            "This server does not search with method bayes: the values of the runs are drawn at random."));
    if (whole->contains(QLatin1String("early_terminate")))
        config.m_warnings.append(
            QStringLiteral("This server does not stop runs early: early_terminate has no effect."));
    if (whole->value(QLatin1String("controller")).toObject().value(QLatin1String("type")).toString()
        == QLatin1String("local"))
        config.m_warnings.append(
            QStringLiteral("This server chooses the runs itself: a local controller has no effect."));
    if (config.m_method == QLatin1String("grid")) {
        if (auto done = config.prepareGrid(); !done)
            return done.error();
    }
    return config;
}

base::Status SweepConfig::readParameters(const QJsonObject &parameters, const QStringList &path)
{
    if (path.size() >= deepestNesting)
        return badParameter(path, QStringLiteral("nested more than %1 levels").arg(deepestNesting));
    for (auto it = parameters.begin(); it != parameters.end(); ++it) {
        const QStringList here = path + QStringList{it.key()};
        if (!it->isObject())
            return badParameter(here, QStringLiteral("no mapping with value, values, or min and max"));
        const QJsonObject given = it->toObject();
        if (given.contains(QLatin1String("parameters"))) {
            if (auto done = readParameters(given.value(QLatin1String("parameters")).toObject(), here); !done)
                return done;
            continue;
        }
        auto leaf = readLeaf(given, here);
        if (!leaf)
            return leaf.error();
        m_leaves.append(std::move(*leaf));
        if (m_leaves.size() > mostLeaves)
            return badConfig(QStringLiteral("more than %1 parameters").arg(mostLeaves));
    }
    return base::Done{};
}

base::Result<SweepConfig::Leaf> SweepConfig::readLeaf(const QJsonObject &given, const QStringList &path)
{
    Leaf leaf;
    leaf.path = path;
    leaf.distribution = distributionOf(given);
    const QString &kind = leaf.distribution;
    if (!distributions().contains(kind))
        return badParameter(path, QStringLiteral("distribution: one of ") + distributions().join(QLatin1String(", ")));
    const auto number = [&given](const char *key) { return base::numberOf(given.value(QLatin1String(key))); };
    if (kind == QLatin1String("constant")) {
        if (!given.contains(QLatin1String("value")))
            return badParameter(path, QStringLiteral("value is missing"));
        leaf.values = QJsonArray{given.value(QLatin1String("value"))};
        return leaf;
    }
    if (kind.startsWith(QLatin1String("categorical"))) {
        leaf.values = given.value(QLatin1String("values")).toArray();
        if (leaf.values.isEmpty())
            return badParameter(path, QStringLiteral("values: a list with at least one value"));
        const QJsonArray weights = given.value(QLatin1String("probabilities")).toArray();
        double sum = 0;
        for (const QJsonValue weight : weights) {
            leaf.weights.append(weight.toDouble(-1));
            sum += leaf.weights.last();
        }
        const bool areSound = weights.isEmpty()
            || (leaf.weights.size() == leaf.values.size() && sum > 0
                && std::all_of(leaf.weights.begin(), leaf.weights.end(), [](double weight) { return weight >= 0; }));
        if (!areSound)
            return badParameter(path, QStringLiteral("probabilities: as many as values, none below 0"));
        return leaf;
    }
    if (kind.startsWith(QLatin1String("q_"))) {
        leaf.step = number("q").value_or(1);
        if (!(leaf.step > 0))
            return badParameter(path, QStringLiteral("q: a number above 0"));
    }
    if (kind.endsWith(QLatin1String("normal"))) {
        leaf.low = number("mu").value_or(0);
        leaf.high = number("sigma").value_or(1);
        if (!(leaf.high > 0) || !std::isfinite(leaf.low) || !std::isfinite(leaf.high))
            return badParameter(path, QStringLiteral("sigma: a number above 0"));
        return leaf;
    }
    if (kind.endsWith(QLatin1String("beta"))) {
        leaf.low = number("a").value_or(1);
        leaf.high = number("b").value_or(1);
        if (!(leaf.low > 0) || !(leaf.high > 0) || !std::isfinite(leaf.low) || !std::isfinite(leaf.high))
            return badParameter(path, QStringLiteral("a, b: numbers above 0"));
        return leaf;
    }
    const auto low = number("min");
    const auto high = number("max");
    if (!low || !high || !std::isfinite(*low) || !std::isfinite(*high) || *low > *high)
        return badParameter(path, QStringLiteral("min, max: two numbers, the smaller one first"));
    if (kind.endsWith(QLatin1String("_values")) && !(*low > 0))
        return badParameter(path, QStringLiteral("min: above 0 for %1").arg(kind));
    constexpr double largestWhole = 9007199254740992.0; // beyond it doubles skip whole numbers
    if (kind == QLatin1String("int_uniform") && (std::abs(*low) > largestWhole || std::abs(*high) > largestWhole))
        return badParameter(path, QStringLiteral("min, max: too large for whole numbers"));
    leaf.low = *low;
    leaf.high = *high;
    return leaf;
}

/// Every parameter of a grid has its list of values; ranges of whole numbers and of steps get theirs here.
base::Status SweepConfig::prepareGrid()
{
    qint64 points = 1;
    for (Leaf &leaf : m_leaves) {
        const bool isRange =
            leaf.distribution == QLatin1String("int_uniform") || leaf.distribution == QLatin1String("q_uniform");
        if (leaf.values.isEmpty() && !isRange)
            return badParameter(leaf.path,
                QStringLiteral("a grid takes value, values, int_uniform or q_uniform, not %1").arg(leaf.distribution));
        if (isRange) {
            const bool isInteger = leaf.distribution == QLatin1String("int_uniform");
            const double step = isInteger ? 1 : leaf.step;
            const double first = isInteger ? std::ceil(leaf.low) : std::ceil(leaf.low / step) * step;
            if ((leaf.high - first) / step > static_cast<double>(mostGridValues))
                return badParameter(leaf.path, QStringLiteral("more than %1 values").arg(mostGridValues));
            for (qint64 i = 0; first + static_cast<double>(i) * step <= leaf.high + step * 1e-9; ++i) {
                const double value = rounded(first + static_cast<double>(i) * step, step);
                leaf.values.append(isInteger ? QJsonValue(static_cast<qint64>(value)) : QJsonValue(value));
            }
            if (leaf.values.isEmpty())
                return badParameter(leaf.path, QStringLiteral("no value between min and max"));
        }
        if (points > std::numeric_limits<qint64>::max() / leaf.values.size())
            return badConfig(QStringLiteral("the grid has too many points"));
        points *= leaf.values.size();
    }
    m_gridPoints = points;
    return base::Done{};
}

std::optional<qint64> SweepConfig::runCount() const
{
    if (m_gridPoints && m_runCap)
        return std::min(*m_gridPoints, *m_runCap);
    return m_gridPoints ? m_gridPoints : m_runCap;
}

void SweepConfig::place(QJsonObject &arguments, const QStringList &path, const QJsonValue &value)
{
    // From the inside out: the first part gets {"value": ...}, further parts are nested in it.
    if (path.size() == 1) {
        arguments.insert(path.first(), QJsonObject{{QStringLiteral("value"), value}});
        return;
    }
    const auto insert = [](const auto &self, QJsonObject object, const QStringList &rest,
                            const QJsonValue &leaf) -> QJsonObject {
        if (rest.size() == 1)
            object.insert(rest.first(), leaf);
        else
            object.insert(rest.first(), self(self, object.value(rest.first()).toObject(), rest.mid(1), leaf));
        return object;
    };
    const QJsonObject held = arguments.value(path.first()).toObject().value(QLatin1String("value")).toObject();
    arguments.insert(path.first(), QJsonObject{{QStringLiteral("value"), insert(insert, held, path.mid(1), value)}});
}

QStringList SweepConfig::parameters() const
{
    QStringList names;
    names.reserve(m_leaves.size());
    for (const Leaf &leaf : m_leaves)
        names.append(leaf.path.first());
    names.removeDuplicates();
    return names;
}

std::optional<QJsonObject> SweepConfig::argumentsOf(qint64 index, QRandomGenerator &random) const
{
    if (const auto count = runCount(); index < 0 || (count && index >= *count))
        return std::nullopt;
    QJsonObject arguments;
    qint64 rest = index;
    for (qsizetype i = m_leaves.size() - 1; i >= 0; --i) { // the last parameter changes first
        const Leaf &leaf = m_leaves[i];
        if (m_gridPoints) {
            place(arguments, leaf.path, leaf.values.at(rest % leaf.values.size()));
            rest /= leaf.values.size();
        } else {
            place(arguments, leaf.path, draw(leaf, random));
        }
    }
    return arguments;
}

QJsonValue SweepConfig::draw(const Leaf &leaf, QRandomGenerator &random)
{
    const QString &kind = leaf.distribution;
    if (!leaf.weights.isEmpty()) {
        std::discrete_distribution<qsizetype> choice(leaf.weights.begin(), leaf.weights.end());
        return leaf.values.at(choice(random));
    }
    if (!leaf.values.isEmpty())
        return leaf.values.at(random.bounded(leaf.values.size()));
    if (kind == QLatin1String("int_uniform")) {
        std::uniform_int_distribution<qint64> whole(static_cast<qint64>(std::ceil(leaf.low)),
            std::max(static_cast<qint64>(std::ceil(leaf.low)), static_cast<qint64>(std::floor(leaf.high))));
        return whole(random);
    }
    double value = 0;
    if (kind.endsWith(QLatin1String("normal"))) {
        std::normal_distribution<double> normal(leaf.low, leaf.high);
        value = normal(random);
        if (kind.endsWith(QLatin1String("log_normal")))
            value = std::exp(value);
    } else if (kind.endsWith(QLatin1String("beta"))) {
        std::gamma_distribution<double> first(leaf.low);
        std::gamma_distribution<double> second(leaf.high);
        const double x = first(random);
        const double y = second(random);
        value = x + y > 0 ? x / (x + y) : 0.5;
    } else {
        const bool isOfValues = kind.endsWith(QLatin1String("_values"));
        const double low = isOfValues ? std::log(leaf.low) : leaf.low;
        const double high = isOfValues ? std::log(leaf.high) : leaf.high;
        value = low + (high - low) * random.generateDouble();
        if (kind == QLatin1String("inv_log_uniform"))
            value = std::exp(-value);
        else if (kind.contains(QLatin1String("log")))
            value = std::exp(value);
        if (isOfValues)
            value = std::clamp(value, leaf.low, leaf.high);
    }
    return rounded(value, leaf.step);
}

} // namespace server
