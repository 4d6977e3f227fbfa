#pragma once

#include "workspace/accounts.h"

#include <QFrame>

class QPushButton;

namespace ui {

/// One account of this computer: who, where, when last; open it or forget it.
class AccountRow : public QFrame
{
    Q_OBJECT

public:
    AccountRow(const workspace::KnownAccount &account, workspace::KeyState keyState, QWidget *parent = nullptr);

signals:
    void openRequested();
    void forgetRequested();
};

} // namespace ui
