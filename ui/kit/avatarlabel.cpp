#include "ui/kit/avatarlabel.h"

#include "ui/kit/icons.h"
#include "ui/kit/runcolour.h"
#include "ui/kit/theme.h"

#include <QPainter>
#include <QRegularExpression>

namespace ui {

namespace {

void paintDisc(QPainter &painter, const QRectF &area, const QString &name, bool isServiceAccount, const QFont &font,
    const ThemeColours &theme)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const QColor back = isServiceAccount ? theme.hover : runColour(name, false).darker(130);
    painter.setBrush(back);
    painter.drawEllipse(area);
    if (isServiceAccount) {
        const double inset = area.width() * 0.18;
        icon("robot").paint(&painter, area.adjusted(inset, inset, -inset, -inset).toAlignedRect());
        return;
    }
    QFont letters = scaledFont(font, 1.0, true);
    letters.setPixelSize(std::max(8, static_cast<int>(area.height() * 0.42)));
    painter.setFont(letters);
    painter.setPen(theme.onStrong);
    painter.drawText(area, Qt::AlignCenter, initialsOf(name));
}

} // namespace

AvatarLabel::AvatarLabel(QWidget *parent)
    : QWidget(parent)
{
    setFixedSize(m_diameter, m_diameter);
}

void AvatarLabel::setPerson(const QString &name, bool isServiceAccount)
{
    m_name = name;
    m_isServiceAccount = isServiceAccount;
    update();
}

QString AvatarLabel::initials() const
{
    return initialsOf(m_name);
}

void AvatarLabel::setDiameter(int pixels)
{
    m_diameter = pixels;
    setFixedSize(pixels, pixels);
    update();
}

QPixmap AvatarLabel::picture(const QString &name, bool isServiceAccount, int diameter, const QWidget *forWidget)
{
    const double ratio = forWidget->devicePixelRatioF();
    QPixmap picture(QSize(diameter, diameter) * ratio);
    picture.setDevicePixelRatio(ratio);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    paintDisc(painter, QRectF(0, 0, diameter, diameter), name, isServiceAccount, forWidget->font(),
        themeColours(forWidget->palette()));
    return picture;
}

void AvatarLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintDisc(painter, QRectF(rect()), m_name, m_isServiceAccount, font(), themeColours(palette()));
}

QString initialsOf(const QString &name)
{
    static const QRegularExpression gaps(QStringLiteral("[\\s._@-]+"));
    const QStringList parts = name.split(gaps, Qt::SkipEmptyParts);
    if (parts.isEmpty())
        return QStringLiteral("?");
    QString letters(parts.first().at(0));
    if (parts.size() > 1 && !name.contains(u'@'))
        letters += parts.last().at(0);
    return letters.toUpper();
}

} // namespace ui

#include "moc_avatarlabel.cpp"
