#pragma once

#include "requests.h"
#include "scene.h"
#include "unit/server/serverfixture.h"

/// What the server answers to a request, and what the rule book says, in the same words: "allowed", "hidden", the
/// reason of a refusal, or "refused" where there is no room for a reason.
namespace test {

inline const QString allowedAnswer = QStringLiteral("allowed");
inline const QString hiddenAnswer = QStringLiteral("hidden");
inline const QString refusedAnswer = QStringLiteral("refused");
inline const QString keylessAnswer = QStringLiteral("who does not sign in may not"); ///< HTTP 401

/// For messages: "run.delete by deleteRun".
QString nameOf(const Request &request);
QString textOf(const domain::Decision &decision);
/// Makes the request with that key; anything else than the words above is the body of an unexpected answer.
QString serverAnswer(ServerFixture &server, const QString &key, const Request &request, const Scene &scene);

} // namespace test
