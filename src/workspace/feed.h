#pragma once

#include "base/error.h"

#include <QDateTime>
#include <QObject>
#include <optional>

namespace workspace {

/// How old what is shown is, and what is going on with it.
struct Freshness
{
    QDateTime fetchedAt; ///< UTC; invalid: nothing is there yet, neither cached nor fetched
    bool isRefreshing = false;
    std::optional<base::Error> error; ///< of the last try; what was there before stays

    [[nodiscard]] bool hasValue() const { return fetchedAt.isValid(); }
    bool operator==(const Freshness &) const = default;
};

/// A piece of server data that a view shows: at once from the cache, then refreshed, then kept up to date as long as
/// it is active. GUI thread. Belongs to the one who asked for it; deleting it stops its requests.
class FeedBase : public QObject
{
    Q_OBJECT

public:
    [[nodiscard]] const Freshness &freshness() const { return m_freshness; }
    /// Asks the server again; does nothing while a request is under way. Offline: tries to connect.
    virtual void refresh() = 0;
    /// An inactive feed (its page is hidden) does not poll. Active at first.
    virtual void setActive(bool active) = 0;

signals:
    void changed(); ///< value() is another one
    void freshnessChanged();

protected:
    explicit FeedBase(QObject *parent = nullptr)
        : QObject(parent)
    { }
    void setFreshness(const Freshness &freshness)
    {
        if (freshness == m_freshness)
            return;
        m_freshness = freshness;
        emit freshnessChanged();
    }

private:
    Freshness m_freshness;
};

template <typename T>
class Feed : public FeedBase
{
public:
    [[nodiscard]] const T &value() const { return m_value; }

protected:
    using FeedBase::FeedBase;
    void setValue(T value)
    {
        if (value == m_value)
            return;
        m_value = std::move(value);
        emit changed();
    }

private:
    T m_value{};
};

} // namespace workspace
