#include "ui/runs/chartssectionview.h"

#include "ui/kit/icons.h"
#include "ui/kit/plainlabel.h"
#include "ui/kit/theme.h"
#include "ui/runs/chartspanel.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace ui {

ChartsSectionView::ChartsSectionView(
    std::function<ChartsPanel *(const QString &, QWidget *)> makePanel, QWidget *parent)
    : QWidget(parent)
    , m_makePanel(std::move(makePanel))
    , m_header(new QToolButton(this))
    , m_pin(new QToolButton(this))
    , m_body(new QWidget(this))
    , m_grid(new QGridLayout(m_body))
    , m_more(new QPushButton(this))
{
    createHeader();
    m_more->setObjectName(QStringLiteral("chartsMore"));
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setSpacing(gap(2));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(gap(1));
    auto *head = new QHBoxLayout;
    head->setSpacing(0);
    head->addWidget(m_header, 1);
    head->addWidget(m_pin);
    layout->addLayout(head);
    layout->addWidget(m_body);
    layout->addWidget(m_more, 0, Qt::AlignHCenter);
    connect(m_more, &QPushButton::clicked, this, [this] {
        m_most += pageSize;
        arrange();
    });
    arrange();
}

void ChartsSectionView::createHeader()
{
    m_header->setObjectName(QStringLiteral("chartsSectionHeader"));
    m_header->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_header->setAutoRaise(true);
    m_header->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_header->setFont(scaledFont(font(), 1, true));
    m_pin->setObjectName(QStringLiteral("chartsSectionPin"));
    m_pin->setCheckable(true);
    m_pin->setAutoRaise(true);
    connect(m_header, &QToolButton::clicked, this, [this] {
        setOpen(!m_isOpen);
        emit openToggled();
    });
    connect(m_pin, &QToolButton::clicked, this, [this] {
        showPin();
        emit pinToggled();
    });
}

bool ChartsSectionView::isPinned() const
{
    return m_pin->isChecked();
}

void ChartsSectionView::setPinned(bool pinned)
{
    m_pin->setChecked(pinned);
    showPin();
}

void ChartsSectionView::showPin()
{
    const bool isOn = m_pin->isChecked();
    m_pin->setIcon(icon("pin", isOn ? IconTone::Accent : IconTone::Muted));
    const QString name = m_header->accessibleName();
    const QString words = isOn ? tr("Let %1 stand in its usual place").arg(name) : tr("Pin %1 to the top").arg(name);
    m_pin->setAccessibleName(words);
    setPlainToolTip(m_pin, words);
}

void ChartsSectionView::setSection(const ChartSection &section)
{
    if (section == m_section)
        return;
    m_section = section;
    QString name = section.name;
    if (section.isSystem)
        name = tr("System");
    else if (name.isEmpty())
        name = tr("Charts");
    const QString text = tr("%1 (%2)").arg(name, locale().toString(section.keys.size()));
    m_header->setText(plainMenuText(text));
    m_header->setAccessibleName(text);
    m_header->setToolTip(plainToolTip(text));
    showPin();
    arrange();
}

void ChartsSectionView::setColumns(int columns)
{
    if (columns == m_columns)
        return;
    m_columns = columns;
    arrange();
}

void ChartsSectionView::place()
{
    m_grid->activate();
    layout()->activate();
}

void ChartsSectionView::setOpen(bool open)
{
    if (open == m_isOpen)
        return;
    m_isOpen = open;
    arrange();
}

void ChartsSectionView::arrange()
{
    m_header->setArrowType(m_isOpen ? Qt::DownArrow : Qt::RightArrow);
    m_header->setAccessibleDescription(m_isOpen ? tr("Open section of charts") : tr("Closed section of charts"));
    m_body->setVisible(m_isOpen);
    const qsizetype count = m_isOpen ? std::min(m_section.keys.size(), m_most) : 0;
    m_more->setVisible(m_isOpen && count < m_section.keys.size());
    m_more->setText(tr("Show more of %Ln charts", nullptr, static_cast<int>(m_section.keys.size())));
    if (m_isOpen)
        placePanels(count);
}

/// Charts are as wide as those of the other sections, also where there are fewer than columns: a column without a
/// widget would get no gap.
void ChartsSectionView::fillFirstRow(qsizetype count)
{
    qDeleteAll(m_fillers);
    m_fillers.clear();
    for (int column = static_cast<int>(count); column < m_columns; ++column) {
        auto *filler = new QWidget(m_body);
        m_fillers.append(filler);
        m_grid->addWidget(filler, 0, column);
        filler->show();
    }
}

void ChartsSectionView::placePanels(qsizetype count)
{
    QList<ChartsPanel *> before = m_panels;
    m_panels.clear();
    for (const QString &key : m_section.keys.first(count)) {
        const auto known = std::find_if(
            before.begin(), before.end(), [&key](const ChartsPanel *panel) { return panel->key() == key; });
        if (known != before.end()) {
            m_panels.append(*known);
            before.erase(known);
        } else {
            m_panels.append(m_makePanel(key, m_body));
        }
    }
    for (ChartsPanel *panel : std::as_const(before)) {
        m_grid->removeWidget(panel);
        panel->hide();
        panel->deleteLater();
    }
    fillFirstRow(count);
    const int height = fontMetrics().height() * 15;
    for (qsizetype i = 0; i < count; ++i) {
        ChartsPanel *panel = m_panels.at(i);
        panel->setFixedHeight(height);
        const int row = static_cast<int>(i) / m_columns;
        const int column = static_cast<int>(i) % m_columns;
        m_grid->addWidget(panel, row, column);
        panel->show(); // at once: a hidden one has no place in the layout
        if (i > 0)
            QWidget::setTabOrder(m_panels.at(i - 1), panel);
    }
    for (int column = 0; column < 8; ++column)
        m_grid->setColumnStretch(column, column < m_columns ? 1 : 0);
}

} // namespace ui
