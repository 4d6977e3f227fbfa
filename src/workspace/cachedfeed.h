#pragma once

#include "base/whendone.h"
#include "cache/aged.h"
#include "workspace/backend.h"
#include "workspace/refresher.h"

#include <functional>

namespace workspace {

/// A feed with a refresher: what all feeds of an open account have in common.
template <typename T>
class RefreshedFeed : public Feed<T>
{
public:
    explicit RefreshedFeed(Backend &backend)
        : m_owner(backend.shared_from_this())
        , m_backend(backend)
        , m_refresher(backend)
    {
        QObject::connect(
            &m_refresher, &Refresher::freshnessChanged, this, [this] { this->setFreshness(m_refresher.freshness()); });
        QObject::connect(&m_refresher, &Refresher::due, this, [this] { fetch(); });
    }

    void refresh() override { m_refresher.request(true); }
    void setActive(bool active) override { m_refresher.setActive(active); }

private:
    std::shared_ptr<Backend> m_owner; // goes last

protected:
    /// Asks the server; ends with m_refresher.succeeded() or failed().
    virtual void fetch() = 0;

    Backend &m_backend;
    Refresher m_refresher;
};

/// A piece that one read of the cache and one call give.
template <typename T>
class CachedFeed : public RefreshedFeed<T>
{
public:
    struct Source
    {
        std::function<QFuture<base::Result<cache::Aged<T>>>()> read;
        std::function<QFuture<base::Result<T>>(const api::CallOptions &options)> fetch;
        std::function<void(const T &value, const QDateTime &at)> keep; ///< in the cache and in the rights
        /// Called with every value, fresh or cached; may be empty. Says how soon to ask again.
        std::function<std::chrono::milliseconds(const T &value)> interval;
        /// Called in the GUI thread with every value before it is shown; may be empty.
        std::function<T(const T &value)> complete;
    };

    CachedFeed(Backend &backend, Source source)
        : RefreshedFeed<T>(backend)
        , m_source(std::move(source))
    {
        base::whenDone(this, m_source.read(), [this](const base::Result<cache::Aged<T>> &cached) { begin(cached); });
    }

    /// Another one told what is newer than the last answer; the age stays.
    void amend(T value) { this->setValue(std::move(value)); }

private:
    void begin(const base::Result<cache::Aged<T>> &cached)
    {
        if (!cached)
            this->m_backend.noteError(cached.error());
        else if (cached->fetchedAt.isValid() && !this->freshness().hasValue())
            show(cached->value, cached->fetchedAt);
        this->m_refresher.request(false);
    }

    void show(const T &value, const QDateTime &at)
    {
        if (m_source.interval)
            this->m_refresher.setInterval(m_source.interval(value));
        this->setValue(m_source.complete ? m_source.complete(value) : value);
        this->m_refresher.setFetchedAt(at);
    }

    void fetch() override
    {
        base::whenDone(this, m_source.fetch({this}), [this](const base::Result<T> &fetched) {
            if (!fetched) {
                this->m_refresher.failed(fetched.error());
                return;
            }
            const QDateTime at = Backend::now();
            m_source.keep(*fetched, at);
            show(*fetched, at);
            this->m_refresher.succeeded(at);
        });
    }

    Source m_source;
};

} // namespace workspace
