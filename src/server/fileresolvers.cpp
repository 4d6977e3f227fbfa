#include "server/connection.h"
#include "server/filestore.h"
#include "server/globalid.h"
#include "server/names.h"
#include "server/resolving.h"
#include "server/runfilevalue.h"
#include "server/signedurl.h"

#include <QMimeDatabase>
#include <QRegularExpression>
#include <QUrl>

namespace server {

using graphql::Value;
using SharedRun = std::shared_ptr<const RunView>;

namespace {

QString encodedPath(const RunView &run, const QString &name)
{
    const auto encoded = [](const QString &part) { return QString::fromLatin1(QUrl::toPercentEncoding(part)); };
    QString path = QLatin1Char('/') + encoded(run.project->record.entityName) + QLatin1Char('/')
        + encoded(run.project->record.name) + QLatin1Char('/') + encoded(run.record.name);
    for (const QString &part : name.split(u'/'))
        path += QLatin1Char('/') + encoded(part);
    return path;
}

QString mimeTypeOf(const QString &name)
{
    static const QMimeDatabase types;
    return types.mimeTypeForFile(name, QMimeDatabase::MatchExtension).name();
}

/// SQL's LIKE: `%` for any text, `_` for one character, a backslash before one of them for itself.
QRegularExpression likePattern(const QString &pattern)
{
    QString text;
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        if (pattern[i] == u'\\' && i + 1 < pattern.size())
            text += QRegularExpression::escape(pattern.mid(++i, 1));
        else if (pattern[i] == u'%')
            text += QLatin1String(".*");
        else if (pattern[i] == u'_')
            text += QLatin1Char('.');
        else
            text += QRegularExpression::escape(pattern.mid(i, 1));
    }
    return QRegularExpression(QRegularExpression::anchoredPattern(text));
}

/// Existing files; names that were asked for and do not exist come as places to upload to.
base::Result<QList<RunFileRecord>> wantedFiles(Session &session, const SharedRun &run, const Value &arguments)
{
    auto all = FileStore(session.database).ofRun(run->record.id);
    if (!all)
        return all;
    const QStringList names = arguments[QStringLiteral("names")].toStrings();
    if (!names.isEmpty()) {
        QList<RunFileRecord> chosen;
        for (const QString &given : names) {
            // `wandb verify` asks for what it saved as "./name".
            const QString name = given.startsWith(QLatin1String("./")) ? given.mid(2) : given;
            RunFileRecord file;
            file.name = name;
            for (const RunFileRecord &existing : *all)
                file = existing.name == name ? existing : file;
            if (isSoundFileName(name))
                chosen.append(file);
        }
        return chosen;
    }
    if (const auto pattern = arguments[QStringLiteral("pattern")].text()) {
        const QRegularExpression like = likePattern(*pattern);
        all->removeIf([&like](const RunFileRecord &file) { return !like.match(file.name).hasMatch(); });
    }
    return all;
}

base::Result<Value> runFiles(Session &session, const SharedRun &run, const Value &arguments)
{
    const auto found = wantedFiles(session, run, arguments);
    if (!found)
        return found.error();
    const PageRequest page = PageRequest::from(arguments, found->size(), 100, 5000);
    Value::List nodes;
    for (const RunFileRecord &file : found->mid(page.offset, page.count))
        nodes.push_back(runFileValue(session, *run, file));
    Value::Fields connection = connectionOf(nodes, page, found->size()).toFields();
    connection[QStringLiteral("uploadHeaders")] = Value::List{};
    return Value(std::move(connection));
}

base::Result<Value> fileCount(Session &session, const SharedRun &run, const Value &)
{
    const auto all = FileStore(session.database).ofRun(run->record.id);
    return all ? base::Result<Value>(Value(all->size())) : all.error();
}

} // namespace

Value runFileValue(const Session &session, const RunView &run, const RunFileRecord &file)
{
    const QString path = encodedPath(run, file.name);
    const QString download = signedUrl(session, "GET", QLatin1String("/files") + path);
    const QString upload = signedUrl(session, "PUT", QLatin1String("/storage") + path);
    // The SDK sends its key with it; who came by a link has the link's token only.
    const bool hasToken = !session.who.shareToken.isEmpty();
    const QString plain = hasToken ? download : session.baseUrl + QLatin1String("/files") + path;
    return Value::Fields{{QStringLiteral("id"), numberId("File", file.id)}, {QStringLiteral("name"), file.name},
        {QStringLiteral("displayName"), file.name}, {QStringLiteral("exists"), file.id != 0},
        {QStringLiteral("isReference"), false}, {QStringLiteral("sizeBytes"), file.size},
        {QStringLiteral("md5"), file.md5}, {QStringLiteral("mimetype"), mimeTypeOf(file.name)},
        {QStringLiteral("updatedAt"), timeValue(file.updatedAt)},
        {QStringLiteral("createdAt"), timeValue(file.updatedAt)}, {QStringLiteral("directUrl"), download},
        {QStringLiteral("uploadUrl"), upload}, {QStringLiteral("uploadHeaders"), Value::List{}},
        {QStringLiteral("url"), file.id == 0 ? upload : plain}};
}

void addFileResolvers(graphql::Resolvers &resolvers)
{
    addSharedField<RunView>(resolvers, QStringLiteral("Run.files"), runFiles);
    addSharedField<RunView>(resolvers, QStringLiteral("Run.fileCount"), fileCount);
    // `url(upload: true)` is where the file is put.
    resolvers.add(QStringLiteral("File.url"), [](const graphql::FieldContext &context) -> base::Result<Value> {
        const bool isUpload = context.arguments[QStringLiteral("upload")].toBool();
        return context.parent[isUpload ? QStringLiteral("uploadUrl") : QStringLiteral("url")];
    });
}

} // namespace server
