#include "ui/kit/icons.h"

#include "ui/kit/theme.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QIconEngine>
#include <QLoggingCategory>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

Q_LOGGING_CATEGORY(iconLog, "cohort.icons", QtInfoMsg)

namespace ui {

namespace {

QColor toneColour(IconTone tone, QIcon::Mode mode, const ThemeColours &colours)
{
    if (mode == QIcon::Disabled)
        return colours.disabled;
    switch (tone) {
    case IconTone::Normal:
        return colours.icon;
    case IconTone::Muted:
        return colours.muted;
    case IconTone::Accent:
        return colours.accent;
    case IconTone::Success:
        return colours.success;
    case IconTone::Warning:
        return colours.warning;
    case IconTone::Danger:
        return colours.danger;
    }
    return colours.icon;
}

QByteArray readIcon(const QString &name)
{
    QFile file(QStringLiteral(":/icons/") + name + QStringLiteral(".svg"));
    if (!file.open(QIODevice::ReadOnly)) {
        qCWarning(iconLog) << "no icon named" << name;
        return {};
    }
    return file.readAll();
}

class StrokeIconEngine : public QIconEngine
{
public:
    StrokeIconEngine(const QString &name, IconTone tone)
        : m_name(name)
        , m_tone(tone)
        , m_svg(readIcon(name))
    { }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        const double ratio = painter->device() != nullptr ? painter->device()->devicePixelRatioF() : 1.0;
        painter->drawPixmap(rect, scaledPixmap(rect.size() * ratio, mode, state, ratio));
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1.0);
    }

    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State, qreal scale) override
    {
        const QColor colour = toneColour(m_tone, mode, themeColours(QApplication::palette()));
        const QString key = QStringLiteral("cohort-icon/%1/%2x%3/%4/%5")
                                .arg(m_name)
                                .arg(size.width())
                                .arg(size.height())
                                .arg(colour.name())
                                .arg(scale);
        QPixmap picture;
        if (QPixmapCache::find(key, &picture))
            return picture;
        picture = render(size, colour);
        QPixmapCache::insert(key, picture);
        return picture;
    }

    [[nodiscard]] QIconEngine *clone() const override { return std::make_unique<StrokeIconEngine>(*this).release(); }
    QString key() const override { return QStringLiteral("cohort-stroke"); }
    bool isNull() override { return m_svg.isEmpty(); }

private:
    [[nodiscard]] QPixmap render(const QSize &size, const QColor &colour) const
    {
        QPixmap picture(size);
        picture.fill(Qt::transparent);
        if (m_svg.isEmpty() || size.isEmpty())
            return picture;
        QByteArray svg = m_svg;
        svg.replace("#000", colour.name().toLatin1());
        QSvgRenderer renderer(svg);
        renderer.setAspectRatioMode(Qt::KeepAspectRatio);
        QPainter painter(&picture);
        painter.setRenderHint(QPainter::Antialiasing);
        renderer.render(&painter, QRectF(QPointF(0, 0), QSizeF(size)));
        return picture;
    }

    QString m_name;
    IconTone m_tone;
    QByteArray m_svg;
};

} // namespace

QIcon icon(const char *name, IconTone tone)
{
    return QIcon(std::make_unique<StrokeIconEngine>(QString::fromLatin1(name), tone).release());
}

QStringList iconNames()
{
    QStringList names = QDir(QStringLiteral(":/icons")).entryList({QStringLiteral("*.svg")}, QDir::Files, QDir::Name);
    for (QString &name : names)
        name.chop(4);
    return names;
}

} // namespace ui
