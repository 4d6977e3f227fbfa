#pragma once

#include <QJsonObject>
#include <QWidget>

class QAction;
class QTreeView;

namespace ui {

class JsonFilterModel;
class JsonTreeModel;
class PlainLabel;
class SearchField;

/// A config or a summary as a tree with a filter; values are copied with Ctrl+C or from the menu.
class JsonPane : public QWidget
{
    Q_OBJECT

public:
    /// `name` is the heading and names the controls; `emptyText` stands there while the object is empty.
    JsonPane(const QString &objectName, const QString &name, const QString &emptyText, QWidget *parent = nullptr);

    void setObject(const QJsonObject &object);
    [[nodiscard]] QTreeView *tree() const { return m_tree; }

private:
    void createWidgets(const QString &objectName, const QString &name, const QString &emptyText);
    void createActions();
    void updateWords();
    void copy(int role);

    QString m_name;
    JsonTreeModel *m_model = nullptr;
    JsonFilterModel *m_shown = nullptr;
    QTreeView *m_tree = nullptr;
    SearchField *m_filter = nullptr;
    PlainLabel *m_title = nullptr;
    PlainLabel *m_count = nullptr;
    PlainLabel *m_empty = nullptr;
    QAction *m_copyValue = nullptr;
    QAction *m_copyKey = nullptr;
};

} // namespace ui
