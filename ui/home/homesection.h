#pragma once

#include <QFrame>

class QAbstractItemModel;

namespace ui {

class PageStack;
class PlainLabel;
class TableView;

/// One part of the Home page: a heading with a count above a table, or a sentence why the table is empty.
class HomeSection : public QFrame
{
    Q_OBJECT

public:
    /// `iconName`: for the empty state.
    HomeSection(const QString &heading, const char *iconName, QWidget *parent = nullptr);

    void setModel(QAbstractItemModel *model);
    void setEmptyWords(const QString &title, const QString &text);
    [[nodiscard]] TableView *table() const { return m_table; }
    /// Shows table or empty state as the model says.
    void update();

private:
    QByteArray m_iconName;
    QString m_emptyTitle;
    QString m_emptyText;
    PlainLabel *m_count = nullptr;
    TableView *m_table = nullptr;
    PageStack *m_stack = nullptr;
};

} // namespace ui
