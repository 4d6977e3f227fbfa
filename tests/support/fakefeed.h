#pragma once

#include "workspace/feed.h"
#include "workspace/historyfeed.h"

#include <QHash>

namespace test {

/// A feed that holds what a test puts in.
template <typename T>
class FakeFeed : public workspace::Feed<T>
{
public:
    using workspace::Feed<T>::setValue;
    using workspace::FeedBase::setFreshness;

    void refresh() override { ++refreshes; }
    void setActive(bool active) override { isActive = active; }

    /// The value as if just fetched.
    void give(T value)
    {
        setValue(std::move(value));
        workspace::Freshness freshness;
        freshness.fetchedAt = QDateTime::currentDateTimeUtc();
        setFreshness(freshness);
    }
    void fail(base::Error::Kind kind) { fail({kind, QStringLiteral("test")}); }
    void fail(const base::Error &error)
    {
        workspace::Freshness freshness = this->freshness();
        freshness.isRefreshing = false;
        freshness.error = error;
        setFreshness(freshness);
    }

    int refreshes = 0;
    bool isActive = true;
};

/// Histories that a test puts in.
class FakeHistoryFeed : public workspace::HistoryFeed
{
    Q_OBJECT

public:
    using HistoryFeed::HistoryFeed;

    void setRuns(const QStringList &runs) override { wanted = runs; }
    void setActive(bool active) override { isActive = active; }
    void setWantsAllSystem(bool isWanted) override { wantsAllSystem = isWanted; }
    [[nodiscard]] QStringList keys() const override;
    [[nodiscard]] QStringList systemKeys() const override { return systemNames; }
    [[nodiscard]] series::PointsPtr points(const QString &run, const QString &key) const override;
    [[nodiscard]] workspace::HistoryState state(const QString &run) const override;

    /// Sets the points of one metric of one run and tells it.
    void give(const QString &run, const QString &key, series::Points points);

    QStringList wanted;
    bool isActive = true;
    bool wantsAllSystem = false;
    QStringList systemNames;

private:
    QHash<QString, QHash<QString, series::PointsPtr>> m_points;
};

} // namespace test
