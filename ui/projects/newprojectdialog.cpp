#include "ui/projects/newprojectdialog.h"

#include "ui/kit/messagebar.h"
#include "ui/kit/plainlabel.h"
#include "ui/kit/stateicons.h"
#include "ui/kit/theme.h"
#include "ui/kit/words.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>

namespace ui {

namespace {

constexpr int longestProjectName = 128;

bool isGoodProjectName(const QString &name)
{
    // The name becomes a part of addresses and, for some clients, of paths.
    static const QRegularExpression good(QStringLiteral("^[A-Za-z0-9_.-]+$"));
    return name.size() <= longestProjectName && good.match(name).hasMatch();
}

} // namespace

NewProjectDialog::NewProjectDialog(const QString &teamName, const domain::TeamPolicy &policy, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(QStringLiteral("newProjectDialog"));
    setWindowTitle(tr("New project in %1").arg(teamName));
    m_message = new MessageBar(this);
    createForm(policy);
    m_buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    m_buttons->button(QDialogButtonBox::Ok)->setText(tr("Create project"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(gap(4), gap(4), gap(4), gap(4));
    column->setSpacing(gap(3));
    column->addWidget(m_message);
    column->addWidget(m_form, 1);
    column->addWidget(m_buttons);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &NewProjectDialog::submitted);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    checkName();
    setMinimumWidth(textWidth(this, 70));
}

void NewProjectDialog::createForm(const domain::TeamPolicy &policy)
{
    m_form = new QWidget(this);
    m_name = new QLineEdit(m_form);
    m_name->setObjectName(QStringLiteral("projectName"));
    m_name->setMaxLength(longestProjectName);
    m_nameHint = new PlainLabel(m_form);
    m_description = new QPlainTextEdit(m_form);
    m_description->setObjectName(QStringLiteral("projectDescription"));
    m_description->setTabChangesFocus(true);
    m_description->setFixedHeight(fontMetrics().lineSpacing() * 4 + gap(3));
    m_visibility = new QComboBox(m_form);
    m_visibility->setObjectName(QStringLiteral("projectVisibility"));
    m_visibility->setAccessibleName(tr("Visibility"));
    m_visibility->setAccessibleDescription(tr("Who can look and who can log runs"));
    QList<domain::Visibility> offered{domain::Visibility::Team, domain::Visibility::Restricted};
    if (!policy.futureProjectsPrivate)
        offered << domain::Visibility::Public << domain::Visibility::Open;
    for (const domain::Visibility visibility : offered)
        m_visibility->addItem(visibilityIcon(visibility), visibilityName(visibility), static_cast<int>(visibility));
    m_visibilityHint = new PlainLabel(m_form);
    m_visibilityHint->setWordWrap(true);
    for (QLabel *hint : {m_nameHint, m_visibilityHint})
        static_cast<PlainLabel *>(hint)->setMuted(true);
    auto *form = new QFormLayout(m_form);
    form->setContentsMargins(0, 0, 0, 0);
    form->setSpacing(gap(2));
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(tr("&Name:"), m_name);
    form->addRow(QString(), m_nameHint);
    form->addRow(tr("&Description:"), m_description);
    form->addRow(tr("&Visibility:"), m_visibility);
    form->addRow(QString(), m_visibilityHint);
    const auto tellVisibility = [this] { m_visibilityHint->setText(visibilitySentence(value().visibility)); };
    connect(m_visibility, &QComboBox::currentIndexChanged, this, tellVisibility);
    connect(m_name, &QLineEdit::textChanged, this, &NewProjectDialog::checkName);
    tellVisibility();
}

void NewProjectDialog::checkName()
{
    const QString name = m_name->text();
    const bool isGood = isGoodProjectName(name);
    m_nameHint->setText(name.isEmpty() || isGood ? tr("Letters, digits, hyphens, underscores and dots.")
                                                 : tr("Only letters, digits, hyphens, underscores and dots, please."));
    if (m_buttons != nullptr)
        m_buttons->button(QDialogButtonBox::Ok)->setEnabled(isGood);
}

NewProject NewProjectDialog::value() const
{
    return {m_name->text(), m_description->toPlainText().trimmed(),
        static_cast<domain::Visibility>(m_visibility->currentData().toInt())};
}

void NewProjectDialog::setBusy(bool busy)
{
    m_form->setEnabled(!busy);
    m_buttons->button(QDialogButtonBox::Ok)->setEnabled(!busy);
    if (busy)
        m_message->clear();
    else
        checkName();
}

void NewProjectDialog::showError(const base::Error &error)
{
    setBusy(false);
    if (error.kind == base::Error::Kind::Conflict)
        m_message->showMessage(
            MessageBar::Kind::Error, tr("The team has a project of this name already. Choose another name."));
    else
        m_message->showError(error);
    m_name->setFocus();
}

} // namespace ui

#include "moc_newprojectdialog.cpp"
