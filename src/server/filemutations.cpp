#include "server/filestore.h"
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

} // namespace

void addFileMutations(graphql::Resolvers &resolvers)
{
    addMutation(resolvers, "createRunFiles", createRunFiles);
    addMutation(resolvers, "markRunFilesUploaded", markRunFilesUploaded);
}

} // namespace server
