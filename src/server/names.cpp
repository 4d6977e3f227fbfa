#include "server/names.h"

#include <QStringList>
#include <algorithm>
#include <array>

namespace server {

namespace {

constexpr std::array adjectives{"amber", "bold", "brisk", "calm", "clear", "copper", "crisp", "dawn", "deep", "eager",
    "early", "fair", "fleet", "fresh", "gentle", "glad", "golden", "grand", "keen", "light", "lively", "lucid",
    "mellow", "noble", "quiet", "rapid", "ruby", "silent", "silver", "smooth", "solar", "steady", "sunny", "swift",
    "vivid", "warm"};
constexpr std::array nouns{"aspen", "bay", "birch", "breeze", "brook", "canyon", "cedar", "cliff", "cloud", "comet",
    "dune", "ember", "falcon", "fern", "field", "fjord", "forest", "glade", "grove", "harbor", "heron", "island",
    "lake", "meadow", "moon", "oak", "orbit", "pine", "reef", "ridge", "river", "shore", "spring", "star", "stone",
    "summit", "valley", "wave"};

/// Turns the direction of what follows or shows as nothing, so that a name looks like another; or stands for bytes that
/// were no text. The joiners between letters are left: some scripts, and pictures of several parts, need them.
bool deceives(QChar c)
{
    const char16_t u = c.unicode();
    const bool isInvisible =
        u == 0x00ad || u == 0x200b || u == 0x200e || u == 0x200f || (u >= 0x2060 && u <= 0x2064) || u == 0xfeff;
    return isInvisible || (u >= 0x202a && u <= 0x202e) || (u >= 0x2066 && u <= 0x2069) || u == 0xfffd;
}

bool holdsNone(const QString &text, QLatin1String forbidden)
{
    return std::none_of(text.begin(), text.end(),
        [forbidden](QChar c) { return c.category() == QChar::Other_Control || deceives(c) || forbidden.contains(c); });
}

bool isDeviceName(const QString &part)
{
    static const QStringList devices{QStringLiteral("con"), QStringLiteral("prn"), QStringLiteral("aux"),
        QStringLiteral("nul"), QStringLiteral("com1"), QStringLiteral("com2"), QStringLiteral("com3"),
        QStringLiteral("com4"), QStringLiteral("lpt1"), QStringLiteral("lpt2"), QStringLiteral("lpt3")};
    return devices.contains(part.section(QLatin1Char('.'), 0, 0).toLower());
}

bool isSoundPart(const QString &part)
{
    return !part.isEmpty() && part != QLatin1String(".") && part != QLatin1String("..") && part.toUtf8().size() <= 240
        && !isDeviceName(part);
}

} // namespace

bool isSoundEntityName(const QString &name)
{
    const auto isFine = [](QChar c) {
        return c.unicode() < 128 && (c.isLetterOrNumber() || c == u'-' || c == u'_' || c == u'.');
    };
    return !name.isEmpty() && name.size() <= 64 && name.front() != u'.'
        && std::all_of(name.begin(), name.end(), isFine);
}

bool isSoundAddress(const QString &mail)
{
    const qsizetype at = mail.indexOf(u'@');
    return at > 0 && at < mail.size() - 1 && mail.size() <= 254 && !mail.contains(u' ') && holdsNone(mail, {});
}

bool isSoundProjectName(const QString &name)
{
    return !name.isEmpty() && name.size() <= 128 && name.trimmed() == name && holdsNone(name, QLatin1String("/\\#?%:"));
}

bool isSoundRunId(const QString &id)
{
    return !id.isEmpty() && id.size() <= 128 && id.trimmed() == id && holdsNone(id, QLatin1String(":;,#?/'"));
}

bool showsAllItsLetters(const QString &name)
{
    return holdsNone(name, QLatin1String());
}

bool isSoundFileName(const QString &name)
{
    if (name.isEmpty() || name.toUtf8().size() > 1024 || !holdsNone(name, QLatin1String("\\:")))
        return false;
    const QStringList parts = name.split(QLatin1Char('/'));
    return parts.size() <= 32 && std::all_of(parts.begin(), parts.end(), isSoundPart);
}

QString inventedRunName(quint32 seed, qint64 number)
{
    const char *adjective = adjectives[seed % adjectives.size()];
    const char *noun = nouns[seed / adjectives.size() % nouns.size()];
    return QStringLiteral("%1-%2-%3").arg(QLatin1String(adjective), QLatin1String(noun)).arg(number);
}

} // namespace server
