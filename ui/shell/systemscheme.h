#pragma once

#include <QObject>

class QDBusVariant;

namespace ui {

/// Whether the desktop is dark, and when that changes. Asks the desktop portal, never waiting for it; until it has
/// answered, and where there is none, the palette that the platform gave at the start counts.
class SystemScheme : public QObject
{
    Q_OBJECT

public:
    explicit SystemScheme(QObject *parent = nullptr);

    [[nodiscard]] bool isDark() const { return m_isDark; }

signals:
    void changed();

private slots:
    void settingChanged(const QString &group, const QString &key, const QDBusVariant &value);

private:
    void ask();
    void setScheme(const QVariant &value);

    bool m_isDark = false;
};

} // namespace ui
