#include "ui/runs/edittagsdialog.h"

#include "ui/kit/acceptbox.h"
#include "ui/kit/theme.h"

#include <QBoxLayout>
#include <QCompleter>
#include <QFormLayout>
#include <QHash>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <algorithm>

namespace ui {

namespace {

constexpr int firstStateRole = Qt::UserRole + 1;

} // namespace

QStringList TagChange::appliedTo(const QStringList &tags) const
{
    QStringList result;
    for (const QString &tag : tags) {
        if (!remove.contains(tag))
            result.append(tag);
    }
    QStringList fresh(add.begin(), add.end());
    fresh.sort();
    for (const QString &tag : fresh) {
        if (!result.contains(tag))
            result.append(tag);
    }
    return result;
}

EditTagsDialog::EditTagsDialog(const QList<QStringList> &tagsOfRuns, const QStringList &suggestions, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(QStringLiteral("editTagsDialog"));
    setWindowTitle(tr("Edit tags of %Ln run(s)", nullptr, static_cast<int>(tagsOfRuns.size())));
    setAttribute(Qt::WA_DeleteOnClose);
    createWidgets();
    QHash<QString, qsizetype> counts;
    for (const QStringList &tags : tagsOfRuns) {
        for (const QString &tag : QSet<QString>(tags.begin(), tags.end()))
            ++counts[tag];
    }
    QStringList tags = counts.keys();
    tags.sort(Qt::CaseInsensitive);
    for (const QString &tag : std::as_const(tags))
        addTag(tag, counts.value(tag) == tagsOfRuns.size() ? Qt::Checked : Qt::PartiallyChecked);
    QStringList others = suggestions;
    others.sort(Qt::CaseInsensitive);
    for (const QString &tag : std::as_const(others)) {
        if (!counts.contains(tag))
            addTag(tag, Qt::Unchecked);
    }
    auto *completer = new QCompleter(others, this);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_field->setCompleter(completer);
}

void EditTagsDialog::createWidgets()
{
    m_list = new QListWidget(this);
    m_list->setObjectName(QStringLiteral("tags"));
    m_list->setAccessibleName(tr("Tags"));
    m_field = new QLineEdit(this);
    m_field->setObjectName(QStringLiteral("newTag"));
    m_field->setPlaceholderText(tr("Several with commas"));
    m_field->setMaxLength(500);
    auto *add = new QPushButton(tr("&Add"), this);
    add->setObjectName(QStringLiteral("addTag"));
    add->setAutoDefault(false);
    auto *row = new QHBoxLayout;
    row->addWidget(m_field, 1);
    row->addWidget(add);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(gap(4), gap(4), gap(4), gap(4));
    column->setSpacing(gap(2));
    column->addWidget(m_list);
    auto *form = new QFormLayout;
    form->addRow(tr("&New tag:"), row);
    // The field stands in a row with its button: the form cannot know whose label it is.
    if (auto *label = qobject_cast<QLabel *>(form->labelForField(row)))
        label->setBuddy(m_field);
    column->addLayout(form);
    column->addWidget(new AcceptBox(tr("Save"), *this));
    connect(add, &QPushButton::clicked, this, &EditTagsDialog::takeTyped);
    m_field->setFocus();
    resize(textWidth(this, 48), fontMetrics().height() * 20);
}

/// What is typed and not added yet is meant too.
void EditTagsDialog::accept()
{
    takeTyped();
    QDialog::accept();
}

void EditTagsDialog::addTag(const QString &tag, Qt::CheckState state)
{
    auto *item = new QListWidgetItem(tag, m_list);
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
    item->setCheckState(state);
    item->setData(firstStateRole, state);
}

void EditTagsDialog::takeTyped()
{
    for (const QString &part : m_field->text().split(QLatin1Char(','), Qt::SkipEmptyParts)) {
        const QString tag = part.simplified();
        if (tag.isEmpty())
            continue;
        const QList<QListWidgetItem *> known = m_list->findItems(tag, Qt::MatchExactly | Qt::MatchCaseSensitive);
        if (!known.isEmpty()) {
            known.first()->setCheckState(Qt::Checked);
            continue;
        }
        addTag(tag, Qt::Unchecked);
        m_list->item(m_list->count() - 1)->setCheckState(Qt::Checked);
        m_list->scrollToBottom();
    }
    m_field->clear();
}

TagChange EditTagsDialog::value() const
{
    TagChange change;
    for (int i = 0; i < m_list->count(); ++i) {
        const QListWidgetItem *item = m_list->item(i);
        if (item->checkState() == item->data(firstStateRole).value<Qt::CheckState>())
            continue;
        if (item->checkState() == Qt::Checked)
            change.add.insert(item->text());
        else if (item->checkState() == Qt::Unchecked)
            change.remove.insert(item->text());
    }
    return change;
}

} // namespace ui

#include "moc_edittagsdialog.cpp"
