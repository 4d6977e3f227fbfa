#pragma once

#include <QString>

namespace ui {

/// What a metric is to people who compare runs, by its name: the first kinds stand first on a page.
enum class MetricKind {
    Loss, ///< "train/loss", "val_nll", "perplexity"
    Score, ///< "validation/accuracy", "f1", "mean_average_precision", "reward"
    Other, ///< "grad_norm", "lr"
    Counter, ///< only counts or clocks: "global_step", "epoch", "accumulated_eval_time"
};
MetricKind metricKind(const QString &key);

/// Where the section of a prefix stands ("" for keys without one): training, validation, test, then the keys without
/// prefix, then the others.
int sectionRank(const QString &prefix);

/// "layer2" before "layer10", in every locale alike.
bool isNaturallyBefore(const QString &a, const QString &b);

} // namespace ui
