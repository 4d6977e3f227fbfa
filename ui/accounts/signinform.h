#pragma once

#include "workspace/accounts.h"

#include <QWidget>

class QCheckBox;
class QLineEdit;
class QPushButton;

namespace ui {

class PlainLabel;

/// Address, key and whether to remember it, for any server.
class SignInForm : public QWidget
{
    Q_OBJECT

public:
    explicit SignInForm(QWidget *parent = nullptr);

    /// The server is invalid where the address is not acceptable.
    [[nodiscard]] workspace::SignInRequest value() const;
    void setServer(const QUrl &server);
    void setBusy(bool busy);
    /// Empties the key field: after signing in, and when the page is left.
    void forgetKey();
    void focusKey();

signals:
    void submitted();
    void keyPageRequested(const QUrl &page);

private:
    void createFields();
    void check();
    void submit();

    QLineEdit *m_address = nullptr;
    PlainLabel *m_addressHint = nullptr;
    QLineEdit *m_key = nullptr;
    QPushButton *m_keyPage = nullptr;
    QCheckBox *m_remember = nullptr;
    QPushButton *m_signIn = nullptr;
};

} // namespace ui
