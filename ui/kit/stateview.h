#pragma once

#include <QPointer>
#include <QWidget>
#include <functional>

class QAction;
class QLabel;
class QPushButton;
class QToolButton;

namespace ui {

class PlainLabel;

/// Icon, title, a sentence and what to do next, in the middle of an empty pane.
class StateView : public QWidget
{
    Q_OBJECT

public:
    explicit StateView(QWidget *parent = nullptr);

    /// Takes away action, retry and detail of what was shown before.
    void setWords(const char *iconName, const QString &title, const QString &text);
    void setAction(QAction *action);
    void setRetry(std::function<void()> retry);
    void setDetail(const QString &detail);
    /// Hidden contents keep their place: loading that takes no time shows nothing.
    void setRevealed(bool revealed);
    [[nodiscard]] bool isRevealed() const { return m_isRevealed; }

    /// Gives the focus to the first button that may be pressed; false: there is none.
    bool focusButton();

    [[nodiscard]] QString title() const;
    [[nodiscard]] QString text() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    void createWidgets();
    void updatePicture();

    QByteArray m_iconName;
    bool m_isRevealed = true;
    std::function<void()> m_retry;
    QString m_detail;
    QWidget *m_box = nullptr;
    QLabel *m_picture = nullptr;
    PlainLabel *m_title = nullptr;
    PlainLabel *m_text = nullptr;
    QToolButton *m_actionButton = nullptr;
    QPushButton *m_retryButton = nullptr;
    QPushButton *m_detailButton = nullptr;
};

} // namespace ui
