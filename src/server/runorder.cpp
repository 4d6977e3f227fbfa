#include "server/runorder.h"

#include <array>

namespace server {

namespace {

int kindRank(const QJsonValue &value)
{
    if (value.isDouble())
        return 0;
    if (value.isBool())
        return 1;
    return value.isString() ? 2 : 3;
}

struct OrderColumn
{
    const char *name;
    const char *column;
};

constexpr std::array orderColumns{OrderColumn{"created_at", "created_at"}, OrderColumn{"createdAt", "created_at"},
    OrderColumn{"heartbeat_at", "heartbeat_at"}, OrderColumn{"heartbeatAt", "heartbeat_at"},
    OrderColumn{"updated_at", "updated_at"}, OrderColumn{"updatedAt", "updated_at"}, OrderColumn{"name", "name"},
    OrderColumn{"display_name", "display_name"}, OrderColumn{"displayName", "display_name"}};

} // namespace

RunOrder::RunOrder(const QString &text)
    : m_path(text.trimmed().section(QLatin1Char(','), 0, 0))
{
    m_isDescending = m_path.startsWith(u'-');
    if (m_isDescending || m_path.startsWith(u'+'))
        m_path.remove(0, 1);
    if (m_path.isEmpty())
        m_path = QStringLiteral("created_at");
}

QString RunOrder::sql() const
{
    for (const OrderColumn &entry : orderColumns) {
        if (m_path == QLatin1String(entry.name)) {
            const QLatin1String direction(m_isDescending ? " DESC" : "");
            return QLatin1String(entry.column) + direction + QLatin1String(", id") + direction;
        }
    }
    return {};
}

bool RunOrder::isBefore(const QJsonValue &a, const QJsonValue &b) const
{
    const int rankA = kindRank(a);
    const int rankB = kindRank(b);
    if (rankA != rankB)
        return rankA < rankB;
    if (rankA == 0)
        return m_isDescending ? a.toDouble() > b.toDouble() : a.toDouble() < b.toDouble();
    if (rankA == 1)
        return m_isDescending ? a.toBool() && !b.toBool() : !a.toBool() && b.toBool();
    if (rankA == 2)
        return m_isDescending ? a.toString() > b.toString() : a.toString() < b.toString();
    return false;
}

} // namespace server
