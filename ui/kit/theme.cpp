#include "ui/kit/theme.h"

#include "ui/kit/housestyle.h"

#include <QApplication>
#include <QFontDatabase>
#include <QFontMetrics>
#include <QWidget>
#include <cmath>

namespace ui {

namespace {

constexpr int baseTypeSize = 13;

QColor rgb(unsigned value)
{
    return QColor::fromRgb(value);
}

ThemeColours makeLightColours()
{
    ThemeColours c;
    c.isDark = false;
    c.window = rgb(0xf4f5f7);
    c.base = rgb(0xffffff);
    c.alternate = rgb(0xf8f9fb);
    c.raised = rgb(0xffffff);
    c.text = rgb(0x1b212c);
    c.muted = rgb(0x565f6e);
    c.disabled = rgb(0x7d8592);
    c.icon = rgb(0x414a59);
    c.line = rgb(0xdcdfe5);
    c.border = rgb(0x868e9a);
    c.hover = rgb(0xe7eaf0);
    c.accent = rgb(0x1f5fc4);
    c.strong = rgb(0x1f5fc4);
    c.onStrong = rgb(0xffffff);
    c.selection = rgb(0xd5e4fb);
    c.selectionText = rgb(0x1b212c);
    c.success = rgb(0x146c3f);
    c.warning = rgb(0x805200);
    c.danger = rgb(0xb3261e);
    c.info = rgb(0x1d57b3);
    c.successBack = rgb(0xe4f5eb);
    c.warningBack = rgb(0xfdf1d8);
    c.dangerBack = rgb(0xfde9e7);
    c.infoBack = rgb(0xe6effc);
    c.grid = rgb(0xe7e9ee);
    return c;
}

ThemeColours makeDarkColours()
{
    ThemeColours c;
    c.isDark = true;
    c.window = rgb(0x20232a);
    c.base = rgb(0x191b21);
    c.alternate = rgb(0x1e2127);
    c.raised = rgb(0x2a2e37);
    c.text = rgb(0xdfe3ea);
    c.muted = rgb(0xa3abb9);
    c.disabled = rgb(0x7d8695);
    c.icon = rgb(0xb9c0cc);
    c.line = rgb(0x343943);
    c.border = rgb(0x757d8b);
    c.hover = rgb(0x2d323c);
    c.accent = rgb(0x7fb0ff);
    c.strong = rgb(0x2f69c2);
    c.onStrong = rgb(0xffffff);
    c.selection = rgb(0x2a3f63);
    c.selectionText = rgb(0xe8ecf2);
    c.success = rgb(0x5fcf97);
    c.warning = rgb(0xe8b95a);
    c.danger = rgb(0xff9188);
    c.info = rgb(0x8ab6ff);
    c.successBack = rgb(0x1b3328);
    c.warningBack = rgb(0x3a2f17);
    c.dangerBack = rgb(0x432523);
    c.infoBack = rgb(0x1f2f4a);
    c.grid = rgb(0x2b2f38);
    return c;
}

bool hasTabularFigures(const QFont &font)
{
    const QFontMetrics metrics(font);
    const int width = metrics.horizontalAdvance(QLatin1Char('0'));
    for (char digit = '1'; digit <= '9'; ++digit) {
        if (metrics.horizontalAdvance(QLatin1Char(digit)) != width)
            return false;
    }
    return true;
}

/// The desktop's family. Where the desktop names none, Qt answers with the last resort; then a screen face is taken if
/// there is one.
QString uiFamily()
{
    const QFont system = QFontDatabase::systemFont(QFontDatabase::GeneralFont);
    // Asking for what stands in for a family loads it.
    const QString family = QFontDatabase::hasFamily(system.family()) ? system.family() : QFontInfo(system).family();
    if (!family.startsWith(QLatin1String("DejaVu")) && !family.isEmpty())
        return family;
    for (const char *preferred : {"Noto Sans", "Open Sans", "Roboto", "Inter", "Cantarell"}) {
        const QString name = QString::fromLatin1(preferred);
        if (QFontDatabase::hasFamily(name))
            return name;
    }
    return family;
}

double channelLuminance(double value)
{
    return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &colour)
{
    return 0.2126 * channelLuminance(colour.redF()) + 0.7152 * channelLuminance(colour.greenF())
        + 0.0722 * channelLuminance(colour.blueF());
}

} // namespace

const ThemeColours &lightColours()
{
    static const ThemeColours colours = makeLightColours();
    return colours;
}

const ThemeColours &darkColours()
{
    static const ThemeColours colours = makeDarkColours();
    return colours;
}

const ThemeColours &themeColours(const QPalette &palette)
{
    const QColor window = palette.color(QPalette::Active, QPalette::Window);
    return window.lightnessF() < 0.5F ? darkColours() : lightColours();
}

QPalette themePalette(const ThemeColours &c)
{
    QPalette palette;
    palette.setColor(QPalette::Window, c.window);
    palette.setColor(QPalette::WindowText, c.text);
    palette.setColor(QPalette::Base, c.base);
    palette.setColor(QPalette::AlternateBase, c.alternate);
    palette.setColor(QPalette::ToolTipBase, c.raised);
    palette.setColor(QPalette::ToolTipText, c.text);
    palette.setColor(QPalette::Text, c.text);
    palette.setColor(QPalette::PlaceholderText, c.muted);
    palette.setColor(QPalette::Button, c.isDark ? c.raised : c.base);
    palette.setColor(QPalette::ButtonText, c.text);
    palette.setColor(QPalette::BrightText, c.danger);
    palette.setColor(QPalette::Highlight, c.selection);
    palette.setColor(QPalette::HighlightedText, c.selectionText);
    palette.setColor(QPalette::Link, c.accent);
    palette.setColor(QPalette::LinkVisited, c.accent);
    palette.setColor(QPalette::Light, c.isDark ? c.raised : c.base);
    palette.setColor(QPalette::Midlight, c.hover);
    palette.setColor(QPalette::Mid, c.line);
    palette.setColor(QPalette::Dark, c.border);
    palette.setColor(QPalette::Shadow, c.isDark ? rgb(0x0c0d10) : rgb(0x9aa1ad));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::PlaceholderText})
        palette.setColor(QPalette::Disabled, role, c.disabled);
    palette.setColor(QPalette::Disabled, QPalette::Base, c.window);
    palette.setColor(QPalette::Disabled, QPalette::Button, c.window);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, c.hover);
    palette.setColor(QPalette::Disabled, QPalette::HighlightedText, c.disabled);
    return palette;
}

void applyTheme(Theme theme, bool systemIsDark, int textPercent)
{
    const bool isDark = theme == Theme::Dark || (theme == Theme::System && systemIsDark);
    QFont font(uiFamily());
    font.setPixelSize(std::max(1, baseTypeSize * std::clamp(textPercent, 80, 200) / 100));
    font.setHintingPreference(QFont::PreferVerticalHinting);
    if (qobject_cast<HouseStyle *>(QApplication::style()) == nullptr)
        QApplication::setStyle(std::make_unique<HouseStyle>().release()); // the application takes it over
    QApplication::setPalette(themePalette(isDark ? darkColours() : lightColours()));
    if (QApplication::font() != font)
        QApplication::setFont(font);
}

double contrastRatio(const QColor &one, const QColor &other)
{
    const double a = luminance(one);
    const double b = luminance(other);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

QFont tabularFont(const QFont &base)
{
    if (hasTabularFigures(base))
        return base;
    for (const char *family : {"Noto Sans", "Open Sans", "Roboto", "DejaVu Sans"}) {
        QFont candidate = base;
        candidate.setFamily(QString::fromLatin1(family));
        if (QFontDatabase::hasFamily(candidate.family()) && hasTabularFigures(candidate))
            return candidate;
    }
    return base;
}

QFont monospaceFont(const QFont &base)
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    if (base.pixelSize() > 0)
        font.setPixelSize(base.pixelSize());
    else
        font.setPointSizeF(base.pointSizeF());
    font.setStyleHint(QFont::Monospace);
    return font;
}

QFont scaledFont(const QFont &base, double factor, bool bold)
{
    QFont font = base;
    if (base.pixelSize() > 0)
        font.setPixelSize(std::max(1, static_cast<int>(std::lround(base.pixelSize() * factor))));
    else
        font.setPointSizeF(base.pointSizeF() * factor);
    if (bold)
        font.setWeight(QFont::DemiBold);
    return font;
}

int iconSide()
{
    constexpr int base = gap(4);
    const int line = QFontMetrics(QApplication::font()).height();
    return line <= base + gap(1) ? base : line * 8 / 9;
}

int textWidth(const QWidget *widget, int characters)
{
    return widget->fontMetrics().averageCharWidth() * characters;
}

} // namespace ui
