#include "server/filestore.h"
#include "server/globalid.h"
#include "server/mutations.h"
#include "server/names.h"
#include "server/runfilevalue.h"

namespace server {

using graphql::Value;

namespace {

constexpr qsizetype mostFiles = 5000;

base::Result<std::shared_ptr<const RunView>> runToLog(Session &session, const Value &input)
{
    auto run = requireRun(session, input[QStringLiteral("entityName")].toString(),
        input[QStringLiteral("projectName")].toString(), input[QStringLiteral("runName")].toString());
    if (!run)
        return run;
    if (auto allowed = Access(session).require(domain::Action::RunLog, targetOf(**run)); !allowed)
        return allowed.error();
    return run;
}

/// Exactly as many as asked, in that order.
base::Result<Value::Fields> createRunFiles(Session &session, const Value &input)
{
    const auto run = runToLog(session, input);
    if (!run)
        return run.error();
    const QStringList names = input[QStringLiteral("files")].toStrings();
    if (names.size() > mostFiles)
        return invalidInput("files");
    Value::List files;
    for (const QString &name : names) {
        if (!isSoundFileName(name))
            return invalidInput("files");
        auto file = FileStore(session.database).find((*run)->record.id, name);
        if (!file)
            return file.error();
        RunFileRecord record = file->value_or(RunFileRecord{});
        record.name = name;
        files.push_back(runFileValue(session, **run, record));
    }
    return Value::Fields{{QStringLiteral("runID"), (*run)->record.name},
        {QStringLiteral("uploadHeaders"), Value::List{}}, {QStringLiteral("files"), std::move(files)}};
}

/// Files count as there when their content has arrived; nothing more to do.
base::Result<Value::Fields> markRunFilesUploaded(Session &session, const Value &input)
{
    const auto run = runToLog(session, input);
    if (!run)
        return run.error();
    return Value::Fields{{QStringLiteral("success"), true}};
}

/// Their content goes when the data folder is tidied: another upload of that name may be on its way.
base::Result<Value::Fields> deleteFiles(Session &session, const Value &input)
{
    const QStringList ids = input[QStringLiteral("files")].toStrings();
    if (ids.size() > mostFiles)
        return invalidInput("files");
    FileStore store(session.database);
    for (const QString &id : ids) {
        const auto number = numberFromId("File", id);
        const auto place = store.placeOf(number.value_or(0));
        if (!place)
            return place.error();
        if (!*place)
            return Access::notFound();
        const auto run = requireRun(session, (*place)->run);
        if (!run)
            return run.error();
        if (auto allowed = Access(session).require(domain::Action::RunDelete, targetOf(**run)); !allowed)
            return allowed.error();
        if (auto removed = store.remove((*place)->run, (*place)->name); !removed)
            return removed.error();
    }
    return Value::Fields{{QStringLiteral("success"), true}};
}

} // namespace

void addFileMutations(graphql::Resolvers &resolvers)
{
    addMutation(resolvers, "createRunFiles", createRunFiles);
    addMutation(resolvers, "deleteFiles", deleteFiles);
    addMutation(resolvers, "markRunFilesUploaded", markRunFilesUploaded);
}

} // namespace server
