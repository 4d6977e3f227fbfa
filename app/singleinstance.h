#pragma once

#include <QObject>
#include <QString>
#include <memory>

class QLocalServer;

/// One program for a data folder: a second start hands its link to the first one and ends.
class SingleInstance : public QObject
{
    Q_OBJECT

public:
    explicit SingleInstance(const QString &dataFolder, QObject *parent = nullptr);
    ~SingleInstance() override;

    /// Hands `link` (may be empty) to a program that runs already; false: there is none. Waits half a second at most;
    /// call it before there is a window.
    [[nodiscard]] bool handOver(const QString &link) const;
    /// From now on others hand over to this program.
    void listen();

signals:
    /// A second start asked to show the window, at `link` if that is not empty.
    void handedOver(const QString &link);

private:
    void receive();

    QString m_name;
    std::unique_ptr<QLocalServer> m_server;
};
