#pragma once

#include "ui/shell/paletteentry.h"

#include <QFrame>
#include <QPointer>

class QLineEdit;
class QListView;

namespace ui {

class PaletteModel;
class PlainLabel;

/// Ctrl+K: type to find pages, projects, runs, members and actions. What cannot be done is listed with the reason, so
/// that the keyboard reaches every "why is this grey?". Lies over the window, not a window of its own; Escape or
/// clicking elsewhere closes it and gives the focus back.
class CommandPalette : public QFrame
{
    Q_OBJECT

public:
    explicit CommandPalette(QWidget *window);

    /// Shows the palette with nothing typed.
    void open(const QList<PaletteEntry> &entries);
    /// While open: more entries came (runs, members); what is typed and the selection stay.
    void setEntries(const QList<PaletteEntry> &entries);
    void close();
    [[nodiscard]] PaletteModel &model() const { return *m_model; }
    [[nodiscard]] QLineEdit &field() const { return *m_field; }

signals:
    void queryChanged(const QString &query);
    void closed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void createWidgets();
    void place();
    void selectRow(int row);
    bool handleKey(int key);
    void runCurrent();
    void describeCurrent();

    PaletteModel *m_model = nullptr;
    QLineEdit *m_field = nullptr;
    QListView *m_list = nullptr;
    PlainLabel *m_hint = nullptr;
    QPointer<QWidget> m_focusBefore;
};

} // namespace ui
