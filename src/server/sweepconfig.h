#pragma once

#include "base/result.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QRandomGenerator>
#include <QString>
#include <QStringList>
#include <optional>

namespace server {

/// What a sweep looks for: method and parameters, read from the YAML or JSON text that the SDK sends. Proposes the
/// values of its runs. Any thread.
class SweepConfig
{
public:
    /// Kind::Invalid names the key and what it may be.
    static base::Result<SweepConfig> read(const QString &text);

    [[nodiscard]] QString method() const { return m_method; } ///< "grid", "random", "bayes"
    [[nodiscard]] QString metric() const { return m_metric; } ///< empty: none
    [[nodiscard]] bool isMaximized() const { return m_isMaximized; }
    [[nodiscard]] QString name() const { return m_name; }
    [[nodiscard]] QString description() const { return m_description; }
    [[nodiscard]] QString program() const { return m_program; } ///< what agents on the command line start; empty: none
    /// What is taken but not done, in sentences for whoever made the sweep.
    [[nodiscard]] QStringList warnings() const { return m_warnings; }
    [[nodiscard]] QStringList parameters() const; ///< the keys of the arguments
    /// How many runs there will be; nothing: until it is stopped.
    [[nodiscard]] std::optional<qint64> runCount() const;

    /// The arguments of run `index` (from 0) as agents take them, `{"lr": {"value": 0.1}}`; nothing: there is no such
    /// run. Points of a grid in their order; other methods draw from `random`.
    [[nodiscard]] std::optional<QJsonObject> argumentsOf(qint64 index, QRandomGenerator &random) const;

private:
    /// One parameter, or one inside a nested one.
    struct Leaf
    {
        QStringList path;
        QString distribution;
        QJsonArray values; ///< of a choice, and of a grid's steps
        QList<double> weights; ///< of a choice with probabilities
        double low = 0; ///< or mu, or a of beta
        double high = 1; ///< or sigma, or b of beta
        double step = 0; ///< 0: none
    };

    base::Status readParameters(const QJsonObject &parameters, const QStringList &path);
    static base::Result<Leaf> readLeaf(const QJsonObject &given, const QStringList &path);
    base::Status prepareGrid();
    static QJsonValue draw(const Leaf &leaf, QRandomGenerator &random);
    static void place(QJsonObject &arguments, const QStringList &path, const QJsonValue &value);

    QString m_method;
    QString m_metric;
    bool m_isMaximized = false;
    QString m_name;
    QString m_description;
    QString m_program;
    std::optional<qint64> m_runCap;
    std::optional<qint64> m_gridPoints;
    QList<Leaf> m_leaves;
    QStringList m_warnings;
};

} // namespace server
