#pragma once

#include "series/smooth.h"
#include "series/xaxis.h"

#include <QWidget>

class QBoxLayout;
class QComboBox;
class QHBoxLayout;
class QLabel;
class QSlider;
class QToolButton;

namespace ui {

class ElidedLabel;
class SearchField;

/// What all charts of a page have in common.
struct ChartChoices
{
    series::XChoice x;
    series::SmoothingChoice smoothing;
    bool isShared = true; ///< zoom and crosshair

    bool operator==(const ChartChoices &) const = default;
};

/// The line above the charts: search, x axis, smoothing, shared zoom.
class ChartsToolbar : public QWidget
{
    Q_OBJECT

public:
    explicit ChartsToolbar(QWidget *parent = nullptr);

    [[nodiscard]] ChartChoices choices() const;
    /// Shows them; no signal.
    void setChoices(const ChartChoices &choices);
    /// The metrics that may be an x axis. The chosen one stays in the list also while no run has it.
    void setMetrics(const QStringList &keys);
    [[nodiscard]] QString searchText() const;
    void clearSearch();
    /// How much is here, in short; its room is kept while there is nothing to say, so that nothing moves.
    void setStatus(const QString &text, const QString &detail);

    [[nodiscard]] QSize minimumSizeHint() const override;

signals:
    void choicesChanged();
    void searchChanged(const QString &text);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void createSearch();
    void createXAxis();
    void createSmoothing();
    void createSharing();
    void arrange();
    void keepRoomOfStatus();
    void showStrength();

    QBoxLayout *m_rows = nullptr; ///< one beside or below the other
    QHBoxLayout *m_finding = nullptr;
    QHBoxLayout *m_drawing = nullptr;
    SearchField *m_search = nullptr;
    QComboBox *m_x = nullptr;
    QComboBox *m_kind = nullptr;
    QSlider *m_strength = nullptr;
    QLabel *m_strengthText = nullptr;
    QToolButton *m_share = nullptr;
    ElidedLabel *m_status = nullptr;
    QStringList m_metrics;
};

} // namespace ui
