#include "ui/teams/rolechoice.h"

#include "ui/kit/plainlabel.h"
#include "ui/kit/stateicons.h"
#include "ui/kit/theme.h"

#include <QBoxLayout>
#include <QButtonGroup>
#include <QRadioButton>
#include <QStyle>

namespace ui {

RoleChoice::RoleChoice(const MayGive &mayGive, const DenialContext &context, QWidget *parent)
    : QWidget(parent)
    , m_group(new QButtonGroup(this))
    , m_gate(new ActionGate(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(gap(1));
    m_gate->setContext(context);
    for (const domain::BaseRole role : {domain::BaseRole::ViewOnly, domain::BaseRole::Member, domain::BaseRole::Admin})
        addRole(role, mayGive);
    connect(m_group, &QButtonGroup::idToggled, this, &RoleChoice::roleChanged);
}

void RoleChoice::addRole(domain::BaseRole role, const MayGive &mayGive)
{
    auto *button = new QRadioButton(roleName(role), this);
    button->setObjectName(QStringLiteral("role-") + domain::wireName(role));
    button->setIcon(roleIcon(role));
    button->setAccessibleDescription(roleSentence(role));
    m_group->addButton(button, static_cast<int>(role));
    m_gate->guard(button, [mayGive, role] { return mayGive(role); });
    auto *sentence = new PlainLabel(roleSentence(role), this);
    sentence->setMuted(true);
    sentence->setWordWrap(true);
    const QStyle *look = style();
    sentence->setIndent(
        look->pixelMetric(QStyle::PM_ExclusiveIndicatorWidth) + look->pixelMetric(QStyle::PM_RadioButtonLabelSpacing));
    layout()->addWidget(button);
    layout()->addWidget(sentence);
    const QString reason = m_gate->reason(button);
    if (!reason.isEmpty()) {
        // Greyed buttons are passed by the keyboard: the reason has to stand there.
        sentence->setText(reason);
    }
}

domain::BaseRole RoleChoice::role() const
{
    const int id = m_group->checkedId();
    return id < 0 ? domain::BaseRole::None : static_cast<domain::BaseRole>(id);
}

void RoleChoice::setRole(domain::BaseRole role)
{
    if (QAbstractButton *button = m_group->button(static_cast<int>(role)); button != nullptr && button->isEnabled()) {
        button->setChecked(true);
        setFocusProxy(button);
    }
}

void RoleChoice::refresh()
{
    m_gate->refresh();
}

} // namespace ui

#include "moc_rolechoice.cpp"
