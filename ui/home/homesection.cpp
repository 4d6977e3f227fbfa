#include "ui/home/homesection.h"

#include "ui/kit/pagestack.h"
#include "ui/kit/plainlabel.h"
#include "ui/kit/tableview.h"
#include "ui/kit/theme.h"
#include "ui/kit/words.h"

#include <QBoxLayout>
#include <QHeaderView>

namespace ui {

HomeSection::HomeSection(const QString &heading, const char *iconName, QWidget *parent)
    : QFrame(parent)
    , m_iconName(iconName)
{
    setFrameShape(QFrame::StyledPanel);
    auto *label = new PlainLabel(heading, this);
    label->setFont(scaledFont(font(), 1.0, true));
    m_count = new PlainLabel(this);
    m_count->setMuted(true);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(gap(2), gap(2), gap(2), gap(2));
    bar->setSpacing(gap(2));
    bar->addWidget(label);
    bar->addWidget(m_count);
    bar->addStretch();
    m_table = new TableView(this);
    m_table->setAccessibleName(heading);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setSortingEnabled(false);
    m_stack = new PageStack(this);
    m_stack->setContent(m_table);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    column->addLayout(bar);
    column->addWidget(m_stack, 1);
}

void HomeSection::setModel(QAbstractItemModel *model)
{
    m_table->setModel(model);
}

void HomeSection::setEmptyWords(const QString &title, const QString &text)
{
    m_emptyTitle = title;
    m_emptyText = text;
}

void HomeSection::update()
{
    const int rows = m_table->model() != nullptr ? m_table->model()->rowCount() : 0;
    m_count->setText(rows > 0 ? countText(rows) : QString());
    if (rows > 0)
        m_stack->showContent();
    else
        m_stack->showEmpty(m_iconName.constData(), m_emptyTitle, m_emptyText);
}

} // namespace ui

#include "moc_homesection.cpp"
