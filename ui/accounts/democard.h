#pragma once

#include "ui/accounts/demoaccount.h"

#include <QFrame>

class QPushButton;

namespace ui {

/// One demo account: who, which role, what this role sees, and the button.
class DemoCard : public QFrame
{
    Q_OBJECT

public:
    explicit DemoCard(const DemoAccount &account, QWidget *parent = nullptr);

    [[nodiscard]] QPushButton *button() const { return m_button; }

signals:
    void chosen();

private:
    QPushButton *m_button = nullptr;
};

} // namespace ui
