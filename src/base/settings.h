#pragma once

#include <QString>
#include <QVariant>
#include <memory>

namespace base {

/// A key of the settings file with its default, declared once beside its reader:
///   const base::Setting<int> smoothing{"charts/smoothing", 7};
template <typename T>
struct Setting
{
    const char *key;
    T fallback;
};

/// What a person chose about the program: window state, theme, last view. Never keys, tokens or team data.
/// GUI thread. Read once, at the beginning; what is set is written at once by a thread of its own, beside and renamed,
/// because locking, flushing and renaming a file take longer than a frame. The destructor waits for that.
class Settings
{
public:
    /// The settings of the person who runs the program.
    Settings();
    /// The settings in `file` (INI format), for tests and for a separate profile.
    explicit Settings(const QString &file);
    ~Settings();
    Q_DISABLE_COPY_MOVE(Settings)

    template <typename T>
    [[nodiscard]] T get(const Setting<T> &setting) const
    {
        return get(setting, QString());
    }
    /// `scope` separates the same setting of several projects or servers.
    template <typename T>
    [[nodiscard]] T get(const Setting<T> &setting, const QString &scope) const
    {
        const QVariant value = read(setting.key, scope);
        return value.isValid() && value.canConvert<T>() ? value.value<T>() : setting.fallback;
    }
    template <typename T>
    void set(const Setting<T> &setting, const T &value, const QString &scope = {})
    {
        write(setting.key, scope, QVariant::fromValue(value));
    }

private:
    class Writer;

    [[nodiscard]] QVariant read(const char *key, const QString &scope) const;
    void write(const char *key, const QString &scope, const QVariant &value);

    QVariantHash m_values; ///< by path in the file
    std::unique_ptr<Writer> m_writer;
};

} // namespace base
