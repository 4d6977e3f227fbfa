#pragma once

#include <QList>
#include <QString>
#include <optional>

namespace ui {

/// Which column of a runs table: one of the fixed ones, or a key of the config or of the summary. A small value.
struct RunColumn
{
    enum class Kind : quint8 {
        Name,
        State,
        Creator,
        Group,
        JobType,
        Tags,
        Created,
        Runtime,
        Id,
        Notes,
        Host,
        Sweep,
        Config,
        Summary
    };

    Kind kind = Kind::Name;
    QString key; ///< Config and Summary only; nested keys are joined with "."

    [[nodiscard]] bool isFixed() const { return kind < Kind::Config; }
    /// Stable text for saved views and filters: "name", "job_type", "config.optimizer.lr", "summary.train/loss".
    [[nodiscard]] QString id() const;
    static std::optional<RunColumn> fromId(const QString &id);
    /// The columns that every run has, in the order of the chooser.
    static QList<RunColumn> fixedColumns();

    bool operator==(const RunColumn &) const = default;
    friend size_t qHash(const RunColumn &column, size_t seed = 0)
    {
        return qHashMulti(seed, static_cast<int>(column.kind), column.key);
    }
};

} // namespace ui
