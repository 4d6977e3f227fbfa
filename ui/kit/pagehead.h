#pragma once

#include <QIcon>
#include <QWidget>

class QAction;
class QHBoxLayout;
class QLabel;
class QToolButton;

namespace ui {

class ElidedLabel;
class SearchField;

/// The line at the top of a page: its title, how much or what is there, then the filter and the buttons. One height,
/// type and margin on every page.
class PageHead : public QWidget
{
    Q_OBJECT

public:
    explicit PageHead(const QString &title, QWidget *parent = nullptr);

    /// Foreign text possible; cut with an ellipsis where it does not fit.
    void setTitle(const QString &title);
    [[nodiscard]] ElidedLabel *titleLabel() const { return m_title; }
    /// Muted, beside the title: a count, a state.
    void setDetail(const QString &text);
    [[nodiscard]] ElidedLabel *detailLabel() const { return m_detail; }
    /// Before the title.
    void setSign(const QIcon &icon);
    /// The field that narrows what the page shows; `name` is its placeholder and what a screen reader says.
    SearchField *addFilter(const QString &objectName, const QString &name);
    /// After what is there already. `isIconOnly`: the text is the tool tip's; so it is for all buttons where the page
    /// is too narrow for their words.
    QToolButton *addButton(const QString &objectName, QAction *action, bool isIconOnly = false);

    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void applyFont();
    void showSign();
    void arrange();

    QHBoxLayout *m_row = nullptr;
    QLabel *m_signLabel = nullptr;
    QIcon m_sign;
    ElidedLabel *m_title = nullptr;
    ElidedLabel *m_detail = nullptr;
    QList<QToolButton *> m_worded; ///< buttons with words where there is room
};

} // namespace ui
