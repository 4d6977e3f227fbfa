#include "base/settings.h"

#include <QUrl>

namespace base {

namespace {

QString settingPath(const char *key, const QString &scope)
{
    const QString name = QString::fromLatin1(key);
    if (scope.isEmpty())
        return name;
    // A scope is foreign text (a project's name); as one escaped part it cannot reach another key.
    return name + QLatin1Char('/') + QString::fromLatin1(QUrl::toPercentEncoding(scope));
}

} // namespace

Settings::Settings()
    : m_settings(std::make_unique<QSettings>())
{ }

Settings::Settings(const QString &file)
    : m_settings(std::make_unique<QSettings>(file, QSettings::IniFormat))
{ }

Settings::~Settings() = default;

QVariant Settings::read(const char *key, const QString &scope) const
{
    return m_settings->value(settingPath(key, scope));
}

void Settings::write(const char *key, const QString &scope, const QVariant &value)
{
    m_settings->setValue(settingPath(key, scope), value);
}

} // namespace base
