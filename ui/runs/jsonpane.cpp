#include "ui/runs/jsonpane.h"

#include "ui/kit/icons.h"
#include "ui/kit/plainlabel.h"
#include "ui/kit/searchfield.h"
#include "ui/kit/theme.h"
#include "ui/kit/words.h"
#include "ui/runs/jsonfiltermodel.h"
#include "ui/runs/jsontreemodel.h"

#include <QAction>
#include <QBoxLayout>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QTreeView>

namespace ui {

JsonPane::JsonPane(const QString &objectName, const QString &name, const QString &emptyText, QWidget *parent)
    : QWidget(parent)
    , m_name(name)
    , m_model(new JsonTreeModel(this))
    , m_shown(new JsonFilterModel(this))
{
    m_shown->setSourceModel(m_model);
    createWidgets(objectName, name, emptyText);
    createActions();
    updateWords();
}

void JsonPane::createWidgets(const QString &objectName, const QString &name, const QString &emptyText)
{
    m_title = new PlainLabel(name, this);
    m_title->setFont(scaledFont(font(), 1.1, true));
    m_count = new PlainLabel(this);
    m_count->setMuted(true);
    m_filter = new SearchField(this);
    m_filter->setMaximumWidth(textWidth(this, 36));
    m_filter->setObjectName(objectName + QStringLiteral("Filter"));
    m_filter->setPlaceholderText(tr("Filter keys and values"));
    m_filter->setAccessibleName(tr("Filter: %1").arg(name));
    m_tree = new QTreeView(this);
    m_tree->setObjectName(objectName + QStringLiteral("Tree"));
    m_tree->setAccessibleName(name);
    m_tree->setModel(m_shown);
    m_tree->setUniformRowHeights(true);
    m_tree->setAlternatingRowColors(false);
    m_tree->setTextElideMode(Qt::ElideRight);
    m_tree->setFont(tabularFont(font()));
    m_tree->setTabKeyNavigation(false);
    m_tree->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_tree->header()->setStretchLastSection(true);
    m_tree->header()->resizeSection(0, textWidth(this, 30));
    m_filter->setView(m_tree);
    m_empty = new PlainLabel(emptyText, this);
    m_empty->setMuted(true);
    m_empty->setWordWrap(true);
    auto *head = new QHBoxLayout;
    head->setSpacing(gap(2));
    head->addWidget(m_title);
    head->addWidget(m_count);
    head->addStretch(1);
    head->addWidget(m_filter, 2);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, gap(2), 0, 0);
    column->setSpacing(gap(2));
    column->addLayout(head);
    column->addWidget(m_empty, 0, Qt::AlignTop);
    column->addWidget(m_tree, 1);
    connect(m_filter, &SearchField::searchChanged, this, [this](const QString &text) {
        m_shown->setText(text);
        if (!text.isEmpty())
            m_tree->expandAll();
    });
}

void JsonPane::createActions()
{
    m_copyValue = new QAction(icon("copy"), tr("Copy value"), this);
    m_copyValue->setShortcut(QKeySequence::Copy);
    m_copyValue->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_copyKey = new QAction(tr("Copy key"), this);
    connect(m_copyValue, &QAction::triggered, this, [this] { copy(JsonTreeModel::ExactTextRole); });
    connect(m_copyKey, &QAction::triggered, this, [this] { copy(JsonTreeModel::PathRole); });
    m_tree->addActions({m_copyValue, m_copyKey});
    m_tree->setContextMenuPolicy(Qt::ActionsContextMenu);
}

void JsonPane::setObject(const QJsonObject &object)
{
    m_model->setObject(object);
    updateWords();
}

void JsonPane::updateWords()
{
    const int count = m_model->rowCount();
    bool isNested = false;
    for (int row = 0; row < count; ++row)
        isNested = isNested || m_model->hasChildren(m_model->index(row, 0));
    m_tree->setRootIsDecorated(isNested);
    m_count->setText(count > 0 ? countText(count) : QString());
    m_empty->setVisible(count == 0);
    m_tree->setVisible(count > 0);
    m_filter->setVisible(count > 0);
}

void JsonPane::copy(int role)
{
    const QModelIndex current = m_tree->currentIndex();
    if (current.isValid())
        QGuiApplication::clipboard()->setText(current.data(role).toString());
}

} // namespace ui

#include "moc_jsonpane.cpp"
