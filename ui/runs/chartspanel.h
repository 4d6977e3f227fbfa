#pragma once

#include "ui/charts/plotview.h"

#include <QFrame>

class QToolButton;

namespace ui {

/// One chart of the grid with its button that makes it fill the pane.
class ChartsPanel : public QFrame
{
    Q_OBJECT

public:
    ChartsPanel(const QString &key, bool isSystem, QWidget *parent = nullptr);

    [[nodiscard]] const QString &key() const { return m_key; }
    [[nodiscard]] bool isSystem() const { return m_isSystem; }
    [[nodiscard]] PlotView &view() const { return *m_view; }
    /// Back instead of maximise: this is the one that fills the pane.
    void setMaximised(bool maximised);

signals:
    void maximiseToggled();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void offerOutliers();
    void placeButtons();

    QString m_key;
    bool m_isSystem;
    PlotView *m_view = nullptr;
    QToolButton *m_outliers = nullptr;
    QToolButton *m_button = nullptr;
};

} // namespace ui
