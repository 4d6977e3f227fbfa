#pragma once

#include "domain/project.h"
#include "domain/team.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QString>

namespace cache {

// Values as JSON documents for the tables that are only read whole. Foreign or older documents give the defaults of
// what they lack.

QString teamDocument(const domain::Team &team);
domain::Team teamFromDocument(const QString &document);
QString memberDocument(const domain::Member &member);
domain::Member memberFromDocument(const QString &document);
QString projectDocument(const domain::Project &project);
domain::Project projectFromDocument(const QString &document);
QString accountDocument(const domain::Account &account);
domain::Account accountFromDocument(const QString &document);

QString jsonText(const QJsonObject &object); ///< NaN and infinities survive
QJsonObject jsonObject(const QString &text);

} // namespace cache
