#include "base/lenientjson.h"
#include "server/connection.h"
#include "server/globalid.h"
#include "server/mutations.h"
#include "server/savedview.h"
#include "server/viewtalk.h"

#include <algorithm>

namespace server {

using domain::Action;
using graphql::Value;
using SharedView = std::shared_ptr<const SavedView>;

namespace {

constexpr qsizetype longestComment = 64 * 1024;
constexpr qsizetype mostCommentsOfAView = 10'000;

Value listedAll(const Value::List &nodes)
{
    const auto total = static_cast<qint64>(nodes.size());
    return connectionOf(nodes, PageRequest{0, total}, total);
}

base::Result<Value> commentValue(Session &session, const CommentRecord &comment)
{
    const auto poster = userOf(session, comment.poster);
    if (!poster)
        return poster.error();
    return Value(Value::Fields{{QStringLiteral("id"), numberId("DiscussionComment", comment.id)},
        {QStringLiteral("body"), comment.body}, {QStringLiteral("poster"), userValue(*poster)},
        {QStringLiteral("createdAt"), timeValue(comment.createdAt)},
        {QStringLiteral("isParent"), comment.id == comment.thread}, {QStringLiteral("upvotes"), 0},
        {QStringLiteral("childComments"), listedAll({})}});
}

/// A thread with all its comments, the one that began it among them.
base::Result<Value> threadValue(Session &session, const QList<CommentRecord> &all, qint64 thread)
{
    Value::List comments;
    const CommentRecord *first = nullptr;
    for (const CommentRecord &comment : all) {
        if (comment.thread != thread)
            continue;
        if (first == nullptr)
            first = &comment;
        auto value = commentValue(session, comment);
        if (!value)
            return value;
        comments.push_back(std::move(*value));
    }
    if (first == nullptr)
        return Access::notFound();
    const auto poster = userOf(session, first->poster);
    if (!poster)
        return poster.error();
    return Value(Value::Fields{{QStringLiteral("id"), numberId("DiscussionThread", thread)},
        {QStringLiteral("title"), QString()}, {QStringLiteral("body"), first->body},
        {QStringLiteral("poster"), userValue(*poster)}, {QStringLiteral("createdAt"), timeValue(first->createdAt)},
        {QStringLiteral("upvotes"), 0}, {QStringLiteral("comments"), listedAll(comments)}});
}

base::Result<Value> discussionThreads(Session &session, const SharedView &view, const Value &arguments)
{
    const auto all = ViewTalkStore(session.database).comments(view->record.id);
    if (!all)
        return all.error();
    QList<qint64> threads;
    for (const CommentRecord &comment : *all) {
        if (comment.id == comment.thread)
            threads.append(comment.id);
    }
    const PageRequest page = PageRequest::from(arguments, threads.size());
    Value::List nodes;
    for (const qint64 thread : threads.mid(page.offset, page.count)) {
        auto value = threadValue(session, *all, thread);
        if (!value)
            return value;
        nodes.push_back(std::move(*value));
    }
    return connectionOf(nodes, page, threads.size());
}

/// The thread that a comment answers to; 0: it begins one.
base::Result<qint64> wantedThread(const Value &input, const QList<CommentRecord> &all)
{
    const auto id = input[QStringLiteral("discussionThreadID")].text();
    if (!id || id->isEmpty())
        return 0;
    const auto thread = numberFromId("DiscussionThread", *id);
    const bool isThere =
        thread && std::any_of(all.begin(), all.end(), [&](const CommentRecord &one) { return one.thread == *thread; });
    return isThere ? base::Result<qint64>(*thread) : Access::notFound();
}

base::Result<Value::Fields> comment(Session &session, const Value &input)
{
    const auto view = requireView(session, input[QStringLiteral("viewID")].toString(), Action::ReportComment);
    if (!view)
        return view.error();
    CommentRecord record;
    record.view = (*view)->record.id;
    record.poster = session.who.user.id;
    record.body = input[QStringLiteral("body")].toString();
    record.details = input[QStringLiteral("inlineCommentDetails")].toString();
    record.createdAt = QDateTime::fromMSecsSinceEpoch(session.now, Qt::UTC);
    if (record.body.trimmed().isEmpty() || record.body.size() > longestComment)
        return invalidInput("body: 1 to 65536 characters");
    const bool hasDetails = !record.details.isEmpty();
    if (hasDetails && (record.details.size() > longestComment || !base::parseLenientJson(record.details.toUtf8())))
        return invalidInput("inlineCommentDetails: no JSON, or longer than 65536 characters");
    ViewTalkStore store(session.database);
    auto all = store.comments(record.view);
    if (!all)
        return all.error();
    if (all->size() >= mostCommentsOfAView)
        return base::Error{base::Error::Kind::Conflict, QStringLiteral("the report has 10000 comments")};
    const auto thread = wantedThread(input, *all);
    if (!thread)
        return thread.error();
    record.thread = *thread;
    const auto id = store.addComment(record);
    if (!id)
        return id.error();
    record.id = *id;
    if (record.thread == 0)
        record.thread = *id;
    all->append(record);
    const auto value = commentValue(session, record);
    const auto threadOfIt = threadValue(session, *all, record.thread);
    if (!value || !threadOfIt)
        return value ? threadOfIt.error() : value.error();
    return Value::Fields{
        {QStringLiteral("discussionComment"), *value}, {QStringLiteral("discussionThread"), *threadOfIt}};
}

} // namespace

void addViewComments(graphql::Resolvers &resolvers)
{
    addSharedField<SavedView>(resolvers, QStringLiteral("View.discussionThreads"), discussionThreads);
    addMutation(resolvers, "createViewDiscussionComment", comment);
}

} // namespace server
