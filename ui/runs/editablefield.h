#pragma once

#include <QWidget>

class QLineEdit;
class QPlainTextEdit;
class QToolButton;

namespace ui {

class PlainLabel;

/// Foreign text that is edited where it stands: shown with a pencil; then a field with Save and Cancel. Return saves
/// one line, Ctrl+Return several, Escape cancels. The text shown changes only when setText() says so.
class EditableField : public QWidget
{
    Q_OBJECT

public:
    enum class Lines { One, Several };

    /// `name` is what the field is called for people, e.g. "Notes".
    EditableField(const QString &name, Lines lines, QWidget *parent = nullptr);

    /// The height of one line of a form with such fields.
    static int lineHeight(const QWidget &widget);

    void setText(const QString &text);
    [[nodiscard]] const QString &text() const { return m_text; }
    /// What stands there while there is no text.
    void setEmptyText(const QString &text);
    /// To be guarded by an ActionGate.
    [[nodiscard]] QToolButton *editButton() const { return m_edit; }
    [[nodiscard]] bool isEditing() const { return m_isEditing; }
    void startEditing();
    void stopEditing();

signals:
    /// The caller saves, then calls setText() and stopEditing().
    void saveRequested(const QString &text);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void createWidgets(const QString &name, Lines lines);
    [[nodiscard]] QString typed() const;
    void save();
    void showText();

    QString m_text;
    QString m_emptyText;
    QWidget *m_shown = nullptr;
    QWidget *m_editing = nullptr;
    bool m_isEditing = false;
    PlainLabel *m_label = nullptr;
    QToolButton *m_edit = nullptr;
    QLineEdit *m_line = nullptr;
    QPlainTextEdit *m_area = nullptr;
};

} // namespace ui
