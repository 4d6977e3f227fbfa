#include "ui/kit/confirmdialog.h"

#include "ui/kit/plainlabel.h"
#include "ui/kit/theme.h"

#include <QDialogButtonBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

namespace ui {

namespace {

constexpr qsizetype mostLines = 500;
constexpr int mostRows = 8;
constexpr int widthInCharacters = 68;

} // namespace

ConfirmDialog::ConfirmDialog(const QString &objectName, const QString &windowTitle, QWidget *parent)
    : QDialog(parent)
    , m_column(new QVBoxLayout(this))
{
    setObjectName(objectName);
    setWindowTitle(windowTitle);
    setAttribute(Qt::WA_DeleteOnClose);
    m_column->setContentsMargins(gap(4), gap(4), gap(4), gap(4));
    m_column->setSpacing(gap(2));
    setMinimumWidth(textWidth(this, widthInCharacters));
}

void ConfirmDialog::addQuestion(const QString &text)
{
    addText(text)->setFont(scaledFont(font(), 1.2, true));
}

PlainLabel *ConfirmDialog::addText(const QString &text)
{
    auto *label = new PlainLabel(text, this);
    label->setWordWrap(true);
    m_column->addWidget(label);
    return label;
}

QPlainTextEdit *ConfirmDialog::addList(const QString &accessibleName, const QStringList &lines)
{
    QString text = lines.mid(0, mostLines).join(QLatin1Char('\n'));
    if (lines.size() > mostLines)
        text += QLatin1Char('\n') + tr("… and %Ln more", nullptr, static_cast<int>(lines.size() - mostLines));
    auto *list = new QPlainTextEdit(text, this);
    list->setReadOnly(true);
    list->setTabChangesFocus(true);
    list->setAccessibleName(accessibleName);
    // Long lines wrap: count what they need at the dialog's width.
    qsizetype needed = 0;
    for (const QString &line : lines.mid(0, mostRows))
        needed += 1 + line.size() / widthInCharacters;
    const int rows = static_cast<int>(std::clamp<qsizetype>(needed, 1, mostRows));
    list->setFixedHeight(list->fontMetrics().lineSpacing() * rows + gap(3));
    m_column->addWidget(list);
    return list;
}

void ConfirmDialog::addWidget(QWidget *widget)
{
    m_column->addWidget(widget);
}

void ConfirmDialog::addButtons(const QString &accept, const QString &keep)
{
    auto *buttons = new QDialogButtonBox(this);
    QPushButton *does = buttons->addButton(accept, QDialogButtonBox::DestructiveRole);
    does->setObjectName(QStringLiteral("confirm"));
    does->setAutoDefault(false);
    QPushButton *keeps = keep.isEmpty() ? buttons->addButton(QDialogButtonBox::Cancel)
                                        : buttons->addButton(keep, QDialogButtonBox::RejectRole);
    keeps->setObjectName(QStringLiteral("keep"));
    keeps->setDefault(true);
    keeps->setFocus();
    connect(does, &QPushButton::clicked, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    m_column->addStretch(1);
    m_column->addWidget(buttons);
}

} // namespace ui

#include "moc_confirmdialog.cpp"
