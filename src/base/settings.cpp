#include "base/settings.h"

#include <QMutex>
#include <QSettings>
#include <QThreadPool>
#include <QUrl>
#include <utility>

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

/// `file` is empty for the person's own.
std::unique_ptr<QSettings> openSettings(const QString &file)
{
    return file.isEmpty() ? std::make_unique<QSettings>() : std::make_unique<QSettings>(file, QSettings::IniFormat);
}

} // namespace

/// Writes in the order in which things were set, one after the other.
class Settings::Writer
{
public:
    explicit Writer(QString file)
        : m_file(std::move(file))
    {
        m_pool.setMaxThreadCount(1);
    }
    ~Writer() { m_pool.waitForDone(); }
    Q_DISABLE_COPY_MOVE(Writer)

    [[nodiscard]] QVariantHash readAll() const
    {
        const auto settings = openSettings(m_file);
        QVariantHash values;
        for (const QString &path : settings->allKeys())
            values.insert(path, settings->value(path));
        return values;
    }

    void write(const QString &path, const QVariant &value)
    {
        const QMutexLocker lock(&m_mutex);
        m_waiting.insert(path, value);
        if (!std::exchange(m_isPlanned, true))
            m_pool.start([this] { writeWaiting(); });
    }

private:
    void writeWaiting()
    {
        QVariantHash values;
        {
            const QMutexLocker lock(&m_mutex);
            m_isPlanned = false;
            values.swap(m_waiting);
        }
        const auto settings = openSettings(m_file);
        for (auto it = values.constBegin(); it != values.constEnd(); ++it)
            settings->setValue(it.key(), it.value());
        settings->sync();
    }

    QString m_file;
    QMutex m_mutex;
    QVariantHash m_waiting;
    bool m_isPlanned = false;
    QThreadPool m_pool;
};

Settings::Settings()
    : Settings(QString())
{ }

Settings::Settings(const QString &file)
    : m_writer(std::make_unique<Writer>(file))
{
    m_values = m_writer->readAll();
}

Settings::~Settings() = default;

QVariant Settings::read(const char *key, const QString &scope) const
{
    return m_values.value(settingPath(key, scope));
}

void Settings::write(const char *key, const QString &scope, const QVariant &value)
{
    const QString path = settingPath(key, scope);
    if (const auto known = m_values.constFind(path); known != m_values.constEnd() && *known == value)
        return;
    m_values.insert(path, value);
    m_writer->write(path, value);
}

} // namespace base
