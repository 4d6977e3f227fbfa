#include "ui/runs/jsontreemodel.h"

#include "ui/kit/plainlabel.h"
#include "ui/runs/jsonpath.h"

#include <QJsonArray>
#include <algorithm>

namespace ui {

namespace {

/// Deeper than this a value is one line of JSON.
constexpr int maxTreeDepth = 40;

bool hasStructure(const QJsonArray &array)
{
    return std::any_of(
        array.begin(), array.end(), [](const QJsonValue &value) { return value.isObject() || value.isArray(); });
}

QList<std::pair<QString, QJsonValue>> childrenOf(const QJsonValue &value, int depth)
{
    QList<std::pair<QString, QJsonValue>> children;
    if (depth >= maxTreeDepth)
        return children;
    if (value.isObject()) {
        const QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it)
            children.append({it.key(), it.value()});
        // Bookkeeping ("_runtime", "_timestamp") stands below what the run itself logged.
        std::stable_partition(children.begin(), children.end(),
            [](const auto &child) { return !child.first.startsWith(QLatin1Char('_')); });
    } else if (value.isArray() && hasStructure(value.toArray())) {
        const QJsonArray array = value.toArray();
        for (qsizetype i = 0; i < array.size(); ++i)
            children.append({QString::number(i), array[i]});
    }
    return children;
}

} // namespace

struct JsonTreeModel::Node
{
    QString key;
    QJsonValue value;
    Node *parent = nullptr;
    std::vector<std::unique_ptr<Node>> children;

    [[nodiscard]] int row() const
    {
        if (parent == nullptr)
            return 0;
        const auto place = std::ranges::find_if(parent->children, [this](const auto &it) { return it.get() == this; });
        return static_cast<int>(std::distance(parent->children.begin(), place));
    }
    [[nodiscard]] QString path() const
    {
        QStringList keys;
        for (const Node *node = this; node->parent != nullptr; node = node->parent)
            keys.prepend(node->key);
        return keys.join(QLatin1Char('.'));
    }
};

JsonTreeModel::JsonTreeModel(QObject *parent)
    : QAbstractItemModel(parent)
    , m_root(std::make_unique<Node>())
{ }

JsonTreeModel::~JsonTreeModel() = default;

void JsonTreeModel::setObject(const QJsonObject &object)
{
    synchronise(*m_root, object, 0);
}

/// Both lists are walked side by side; a key keeps its node as long as it is in both.
void JsonTreeModel::synchronise(Node &node, const QJsonValue &value, int depth)
{
    const QJsonValue before = std::exchange(node.value, value);
    const auto wanted = childrenOf(value, depth);
    size_t row = 0;
    for (const auto &[key, inner] : wanted) {
        const auto same = std::find_if(node.children.begin() + static_cast<qsizetype>(row), node.children.end(),
            [&key = key](const auto &child) { return child->key == key; });
        if (same == node.children.end()) {
            insertChild(node, row, key, inner, depth + 1);
        } else {
            const auto at = static_cast<size_t>(std::distance(node.children.begin(), same));
            if (at > row) {
                beginRemoveRows(indexOf(node, 0), static_cast<int>(row), static_cast<int>(at) - 1);
                node.children.erase(node.children.begin() + static_cast<qsizetype>(row), same);
                endRemoveRows();
            }
            synchronise(*node.children[row], inner, depth + 1);
        }
        ++row;
    }
    if (row < node.children.size()) {
        beginRemoveRows(indexOf(node, 0), static_cast<int>(row), static_cast<int>(node.children.size()) - 1);
        node.children.resize(row);
        endRemoveRows();
    }
    if (node.parent != nullptr && before != value)
        emit dataChanged(indexOf(node, KeyColumn), indexOf(node, ValueColumn));
}

void JsonTreeModel::insertChild(Node &node, size_t row, const QString &key, const QJsonValue &value, int depth)
{
    auto child = std::make_unique<Node>();
    child->key = key;
    child->parent = &node;
    beginInsertRows(indexOf(node, 0), static_cast<int>(row), static_cast<int>(row));
    Node &placed = **node.children.insert(node.children.begin() + static_cast<qsizetype>(row), std::move(child));
    placed.value = value;
    endInsertRows();
    synchronise(placed, value, depth);
}

JsonTreeModel::Node &JsonTreeModel::nodeAt(const QModelIndex &index) const
{
    return index.isValid() ? *static_cast<Node *>(index.internalPointer()) : *m_root;
}

QModelIndex JsonTreeModel::indexOf(Node &node, int column) const
{
    return &node == m_root.get() ? QModelIndex() : createIndex(node.row(), column, &node);
}

QModelIndex JsonTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, nodeAt(parent).children[static_cast<size_t>(row)].get());
}

QModelIndex JsonTreeModel::parent(const QModelIndex &child) const
{
    return child.isValid() ? indexOf(*nodeAt(child).parent, 0) : QModelIndex();
}

int JsonTreeModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : static_cast<int>(nodeAt(parent).children.size());
}

int JsonTreeModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

QVariant JsonTreeModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Node &node = nodeAt(index);
    const bool isKey = index.column() == KeyColumn;
    switch (role) {
    case Qt::DisplayRole:
        if (isKey)
            return node.key;
        if (!node.children.empty())
            return QString();
        return (node.value.isDouble() ? jsonExactText(node.value) : jsonCellText(node.value)).simplified();
    case Qt::ToolTipRole:
        return plainToolTip((isKey ? node.path() : jsonExactText(node.value)).left(2000));
    case PathRole:
        return node.path();
    case ExactTextRole:
        return jsonExactText(node.value);
    default:
        return {};
    }
}

QVariant JsonTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == KeyColumn ? tr("Key") : tr("Value");
}

} // namespace ui

#include "moc_jsontreemodel.cpp"
