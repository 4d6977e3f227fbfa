#pragma once

#include "ui/runs/chartssections.h"

#include <QWidget>
#include <functional>

class QGridLayout;
class QPushButton;
class QToolButton;

namespace ui {

class ChartsPanel;

/// A heading with the charts below it in columns. Charts are made when the section is opened for the first time, and of
/// very many only the first: the rest on request.
class ChartsSectionView : public QWidget
{
    Q_OBJECT

public:
    /// `makePanel` makes the chart of a key as a child of this widget.
    ChartsSectionView(
        std::function<ChartsPanel *(const QString &key, QWidget *parent)> makePanel, QWidget *parent = nullptr);

    /// Keeps the charts of the keys that stay.
    void setSection(const ChartSection &section);
    [[nodiscard]] const ChartSection &section() const { return m_section; }
    void setColumns(int columns);
    /// Gives the charts their size now.
    void place();
    [[nodiscard]] bool isOpen() const { return m_isOpen; }
    void setOpen(bool open);
    [[nodiscard]] bool isPinned() const;
    /// Pinned ones stand above the others.
    void setPinned(bool pinned);
    [[nodiscard]] const QList<ChartsPanel *> &panels() const { return m_panels; }

    /// So many charts at first, and so many more at each request.
    static constexpr qsizetype pageSize = 48;

signals:
    void openToggled(); ///< by the person
    void pinToggled(); ///< by the person

private:
    void createHeader();
    void showPin();
    void arrange();
    void placePanels(qsizetype count);
    void fillFirstRow(qsizetype count);

    std::function<ChartsPanel *(const QString &, QWidget *)> m_makePanel;
    ChartSection m_section;
    QList<ChartsPanel *> m_panels; ///< in the order of the keys
    QList<QWidget *> m_fillers; ///< where the only row has no chart
    qsizetype m_most = pageSize;
    int m_columns = 2;
    bool m_isOpen = false;
    QToolButton *m_header = nullptr;
    QToolButton *m_pin = nullptr;
    QWidget *m_body = nullptr;
    QGridLayout *m_grid = nullptr;
    QPushButton *m_more = nullptr;
};

} // namespace ui
