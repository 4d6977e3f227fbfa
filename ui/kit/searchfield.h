#pragma once

#include <QLineEdit>

class QAbstractItemView;
class QTimer;

namespace ui {

/// A line for filtering what is below it. Escape clears, Down goes to the view, typing tells the text after a short
/// pause so that long tables are not filtered for every letter.
class SearchField : public QLineEdit
{
    Q_OBJECT

public:
    explicit SearchField(QWidget *parent = nullptr);

    /// Where the Down key goes. Not owned.
    void setView(QAbstractItemView *view);

signals:
    /// The text, trimmed, 120 ms after the last key; at once when cleared or on Return.
    void searchChanged(const QString &text);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void tell();

    QAbstractItemView *m_view = nullptr;
    QTimer *m_pause = nullptr;
    QString m_told;
};

} // namespace ui
