#pragma once

#include "base/error.h"

#include <QFrame>
#include <chrono>
#include <functional>

class QLabel;
class QPushButton;
class QTimer;
class QToolButton;

namespace ui {

class PlainLabel;

/// News at the top of a pane, with at most one thing to do about it. Never a dialog. Empty and hidden at first; the
/// newest message replaces the one before.
class MessageBar : public QFrame
{
    Q_OBJECT

public:
    enum class Kind { Info, Success, Warning, Error };

    explicit MessageBar(QWidget *parent = nullptr);

    /// Shows plain text. `callback` is called when the button is pressed, and only while this message stands.
    void showMessage(
        Kind kind, const QString &text, const QString &actionText = {}, std::function<void()> callback = {});
    /// A notice that goes by itself after `visibleFor`: "Run deleted. [Undo]".
    void showNotice(const QString &text, const QString &actionText = {}, std::function<void()> callback = {},
        std::chrono::milliseconds visibleFor = std::chrono::seconds(10));
    /// The words for the error, "Try again" if `retry` is set, and its detail to be copied.
    void showError(const base::Error &error, std::function<void()> retry = {});
    void clear();

    [[nodiscard]] QString text() const;
    [[nodiscard]] Kind kind() const { return m_kind; }
    /// The button beside the text; hidden if the message has none.
    [[nodiscard]] QPushButton *actionButton() const { return m_action; }

signals:
    void cleared();

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void createWidgets();
    void showDetail(const QString &detail);
    void act();
    void applyColours();

    Kind m_kind = Kind::Info;
    QString m_detail;
    std::function<void()> m_callback;
    QLabel *m_sign = nullptr;
    PlainLabel *m_text = nullptr;
    QPushButton *m_action = nullptr;
    QPushButton *m_details = nullptr;
    QToolButton *m_close = nullptr;
    QTimer *m_timer = nullptr;
};

} // namespace ui
