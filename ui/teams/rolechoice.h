#pragma once

#include "ui/kit/actiongate.h"

#include <QHash>
#include <QWidget>

class QButtonGroup;
class QRadioButton;

namespace ui {

/// View-Only, Member or Admin, each with a sentence on what it may do; greyed with the reason where it may not be
/// given.
class RoleChoice : public QWidget
{
    Q_OBJECT

public:
    using MayGive = std::function<domain::Decision(domain::BaseRole)>;

    RoleChoice(const MayGive &mayGive, const DenialContext &context, QWidget *parent = nullptr);

    /// None while nothing is chosen.
    [[nodiscard]] domain::BaseRole role() const;
    void setRole(domain::BaseRole role);
    /// Asks again what may be given.
    void refresh();

signals:
    void roleChanged();

private:
    void addRole(domain::BaseRole role, const MayGive &mayGive);

    QButtonGroup *m_group = nullptr;
    ActionGate *m_gate = nullptr;
};

} // namespace ui
