#pragma once

#include <QAbstractItemModel>
#include <QJsonObject>
#include <memory>
#include <vector>

namespace ui {

/// A JSON object as a tree of keys and values. A new version of the object tells only what is different, so that what
/// is unfolded stays so while a run goes on. GUI thread.
class JsonTreeModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { KeyColumn, ValueColumn, ColumnCount };
    enum Role {
        PathRole = Qt::UserRole + 1, ///< QString: keys joined with "."
        ExactTextRole, ///< QString: the value with all digits
    };

    explicit JsonTreeModel(QObject *parent = nullptr);
    ~JsonTreeModel() override;

    void setObject(const QJsonObject &object);

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &child) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Node;

    [[nodiscard]] Node &nodeAt(const QModelIndex &index) const;
    [[nodiscard]] QModelIndex indexOf(Node &node, int column) const;
    void synchronise(Node &node, const QJsonValue &value, int depth);
    void insertChild(Node &node, size_t row, const QString &key, const QJsonValue &value, int depth);

    std::unique_ptr<Node> m_root;
};

} // namespace ui
