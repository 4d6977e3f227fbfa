#include "ui/runs/ansitext.h"

#include "ui/kit/theme.h"

#include <algorithm>
#include <array>

namespace ui {

namespace {

constexpr char16_t escape = 0x1B;
constexpr qsizetype tabWidth = 8;
constexpr int trueColour = 0x1000000;

bool isDirectionMark(char16_t c)
{
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F;
}

bool isControl(char16_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || isDirectionMark(c) || c == 0x2028 || c == 0x2029;
}

/// Reads one line; holds the place, the text so far and the style of the moment.
class AnsiReader
{
public:
    explicit AnsiReader(const QString &raw)
        : m_raw(raw)
    {
        m_line.text.reserve(raw.size());
    }

    AnsiLine read()
    {
        while (m_at < m_raw.size()) {
            const char16_t c = m_raw[m_at].unicode();
            if (c == escape || c == 0x9B)
                readEscape(c == 0x9B);
            else if (isControl(c))
                readControl(c);
            else
                m_line.text.append(m_raw[m_at++]);
        }
        closeSpan();
        return std::move(m_line);
    }

private:
    void readControl(char16_t c)
    {
        ++m_at;
        if (c == u'\r') {
            // A progress bar begins again; at the end of the line it is only half a line break.
            if (hasTextAhead()) {
                m_line.text.clear();
                m_line.spans.clear();
                m_spanStart = 0;
            }
        } else if (c == u'\t') {
            m_line.text.append(QString(tabWidth - m_line.text.size() % tabWidth, QLatin1Char(' ')));
        } else if (c == u'\b') {
            if (m_line.text.size() > m_spanStart)
                m_line.text.chop(1);
        } else if (c != u'\n') {
            m_line.text.append(
                c < 0x20 ? QChar(static_cast<char16_t>(0x2400 + c)) : QChar(QChar::ReplacementCharacter));
        }
    }

    [[nodiscard]] bool hasTextAhead() const
    {
        for (qsizetype i = m_at; i < m_raw.size(); ++i) {
            if (m_raw[i] != QLatin1Char('\r') && m_raw[i] != QLatin1Char('\n'))
                return true;
        }
        return false;
    }

    void readEscape(bool isShort)
    {
        m_at += isShort ? 1 : 2;
        const QChar kind = isShort ? QChar(u'[') : (m_at - 1 < m_raw.size() ? m_raw[m_at - 1] : QChar());
        if (kind == QLatin1Char('['))
            readControlSequence();
        else if (kind == QLatin1Char(']') || kind == QLatin1Char('P') || kind == QLatin1Char('_'))
            skipString();
        m_at = std::min(m_at, m_raw.size());
    }

    void readControlSequence()
    {
        const qsizetype from = m_at;
        while (m_at < m_raw.size() && (m_raw[m_at].unicode() < 0x40 || m_raw[m_at].unicode() > 0x7E))
            ++m_at;
        if (m_at < m_raw.size() && m_raw[m_at] == QLatin1Char('m'))
            applyStyle(QStringView(m_raw).mid(from, m_at - from));
        ++m_at;
    }

    void skipString()
    {
        while (m_at < m_raw.size()) {
            const char16_t c = m_raw[m_at++].unicode();
            if (c == 0x07 || c == 0x9C)
                return;
            if (c == escape) {
                ++m_at;
                return;
            }
        }
    }

    void applyStyle(QStringView parameters)
    {
        closeSpan();
        QList<int> codes;
        for (const QStringView part : parameters.split(QLatin1Char(';')))
            codes.append(part.toInt());
        for (qsizetype i = 0; i < codes.size(); ++i)
            i += applyCode(codes, i);
    }

    /// Returns how many further codes it took.
    qsizetype applyCode(const QList<int> &codes, qsizetype i)
    {
        const int code = codes[i];
        switch (code) {
        case 0:
            m_style = AnsiStyle();
            return 0;
        case 1:
            m_style.bold = true;
            return 0;
        case 2:
            m_style.faint = true;
            return 0;
        case 3:
            m_style.italic = true;
            return 0;
        case 4:
            m_style.underline = true;
            return 0;
        case 7:
            m_style.inverse = true;
            return 0;
        case 22:
            m_style.bold = m_style.faint = false;
            return 0;
        case 23:
            m_style.italic = false;
            return 0;
        case 24:
            m_style.underline = false;
            return 0;
        case 27:
            m_style.inverse = false;
            return 0;
        case 38:
            return extendedColour(codes, i, m_style.foreground);
        case 39:
            m_style.foreground = -1;
            return 0;
        case 48:
            return extendedColour(codes, i, m_style.background);
        case 49:
            m_style.background = -1;
            return 0;
        default:
            break;
        }
        if (code >= 30 && code <= 37)
            m_style.foreground = code - 30;
        else if (code >= 90 && code <= 97)
            m_style.foreground = code - 82;
        else if (code >= 40 && code <= 47)
            m_style.background = code - 40;
        else if (code >= 100 && code <= 107)
            m_style.background = code - 92;
        return 0;
    }

    static qsizetype extendedColour(const QList<int> &codes, qsizetype i, int &colour)
    {
        if (i + 2 < codes.size() && codes[i + 1] == 5) {
            colour = std::clamp(codes[i + 2], 0, 255);
            return 2;
        }
        if (i + 4 < codes.size() && codes[i + 1] == 2) {
            const auto part = [&](qsizetype k) { return std::clamp(codes[i + k], 0, 255); };
            colour = trueColour + part(2) * 0x10000 + part(3) * 0x100 + part(4);
            return 4;
        }
        return codes.size();
    }

    void closeSpan()
    {
        if (m_style != AnsiStyle() && m_line.text.size() > m_spanStart)
            m_line.spans.append({m_spanStart, m_line.text.size() - m_spanStart, m_style});
        m_spanStart = m_line.text.size();
    }

    const QString &m_raw;
    AnsiLine m_line;
    AnsiStyle m_style;
    qsizetype m_at = 0;
    qsizetype m_spanStart = 0;
};

QColor tableColour(int index)
{
    static constexpr std::array<QRgb, 16> basic{0x000000, 0xcd3131, 0x0dbc79, 0xb5a000, 0x2472c8, 0xbc3fbc, 0x11a8cd,
        0xbfbfbf, 0x767676, 0xf14c4c, 0x23d18b, 0xd9c400, 0x3b8eea, 0xd670d6, 0x29b8db, 0xffffff};
    if (index < 16)
        return QColor(basic.at(static_cast<size_t>(index)));
    if (index >= 232)
        return QColor(8 + (index - 232) * 10, 8 + (index - 232) * 10, 8 + (index - 232) * 10);
    const auto level = [](int step) { return step == 0 ? 0 : 55 + step * 40; };
    const int cube = index - 16;
    return QColor(level(cube / 36), level(cube / 6 % 6), level(cube % 6));
}

} // namespace

bool hasControls(const QString &raw)
{
    // Nearly all text is between space and tilde: one comparison a character.
    return std::any_of(raw.utf16(), raw.utf16() + raw.size(),
        [](ushort c) { return static_cast<ushort>(c - 0x20) > 0x5E && isControl(c); });
}

AnsiLine readAnsi(const QString &raw)
{
    return AnsiReader(raw).read();
}

QColor ansiColour(int colour, const QPalette &palette)
{
    if (colour < 0)
        return palette.color(QPalette::Text);
    QColor wanted = colour >= trueColour ? QColor(QRgb(colour - trueColour)) : tableColour(colour);
    const QColor base = palette.color(QPalette::Base);
    const bool isDark = base.lightnessF() < 0.5F;
    for (int step = 0; step < 20 && contrastRatio(wanted, base) < 4.5; ++step) {
        const float lightness = wanted.lightnessF() + (isDark ? 0.05F : -0.05F);
        wanted.setHslF(std::max(0.0F, wanted.hslHueF()), wanted.hslSaturationF(), std::clamp(lightness, 0.0F, 1.0F));
    }
    return wanted;
}

} // namespace ui
