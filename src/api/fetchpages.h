#pragma once

#include "api/page.h"
#include "base/whendone.h"

#include <functional>
#include <memory>

namespace api {

/// Fetches a list page by page, so that each page can be stored before the next one is asked for.
/// `fetch(cursor)` asks for a page (first with an empty cursor), `store(page)` says whether to go on. Answers Done
/// after the last page or when `store` says no. A server that repeats a cursor gets BadReply instead of an endless
/// loop. Everything ends silently when `owner` dies. GUI thread.
template <typename T>
class FetchPages : public QObject
{
public:
    using Fetch = std::function<QFuture<base::Result<Page<T>>>(const QString &cursor)>;
    using Store = std::function<bool(const Page<T> &page)>;

    static QFuture<base::Status> start(QObject *owner, Fetch fetch, Store store)
    {
        auto *walk = new FetchPages(owner, std::move(fetch), std::move(store));
        walk->m_promise.start();
        QFuture<base::Status> future = walk->m_promise.future();
        walk->ask({});
        return future;
    }

private:
    FetchPages(QObject *owner, Fetch fetch, Store store)
        : QObject(owner)
        , m_fetch(std::move(fetch))
        , m_store(std::move(store))
    { }

    void ask(const QString &cursor)
    {
        base::whenDone(
            this, m_fetch(cursor), [this, cursor](const base::Result<Page<T>> &page) { take(cursor, page); });
    }

    void take(const QString &cursor, const base::Result<Page<T>> &page)
    {
        if (!page) {
            finish(page.error());
        } else if (!m_store(*page) || !page->hasMore) {
            finish(base::Done{});
        } else if (page->endCursor.isEmpty() || page->endCursor == cursor) {
            finish(
                base::Error{base::Error::Kind::BadReply, QStringLiteral("the list does not go on after its cursor")});
        } else {
            ask(page->endCursor);
        }
    }

    void finish(base::Status status)
    {
        m_promise.addResult(std::move(status));
        m_promise.finish();
        deleteLater();
    }

    Fetch m_fetch;
    Store m_store;
    QPromise<base::Status> m_promise;
};

} // namespace api
