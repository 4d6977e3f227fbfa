#pragma once

#include <QSortFilterProxyModel>

namespace ui {

/// The part of a JsonTreeModel whose key, path or value contains a text, with what is above and below it.
class JsonFilterModel : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit JsonFilterModel(QObject *parent = nullptr);

    void setText(const QString &text);

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    QString m_text;
};

} // namespace ui
