#pragma once

#include <QListView>

namespace ui {

class ConsoleDelegate;
class ConsoleModel;

/// The rows of a console in a monospaced font; wraps at its width if told to, follows the end if told to, copies whole
/// lines.
class ConsoleView : public QListView
{
    Q_OBJECT

public:
    explicit ConsoleView(ConsoleModel &model, QWidget *parent = nullptr);

    void setWraps(bool wraps);
    void setShowsTimes(bool shows);
    void setSearchText(const QString &text);
    /// Stays at the last line while lines are appended. Scrolling up ends it, scrolling to the end begins it again.
    void setFollows(bool follows);
    [[nodiscard]] bool follows() const { return m_follows; }
    void goToLine(int line);
    /// The line that the person is on, -1: none.
    [[nodiscard]] int currentLine() const;
    void copySelection() const;

signals:
    void followsChanged(bool follows);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void updateWrap();
    void noticeScrolling();

    ConsoleModel &m_model;
    ConsoleDelegate *m_delegate = nullptr;
    bool m_wraps = false;
    bool m_follows = false;
    bool m_isLayingOut = false;
};

} // namespace ui
