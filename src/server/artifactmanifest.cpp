#include "server/artifactmanifest.h"

#include "base/lenientjson.h"
#include "server/jsonscanner.h"
#include "server/names.h"

#include <QCryptographicHash>
#include <QJsonValue>
#include <QSet>
#include <algorithm>

namespace server {

namespace {

constexpr qsizetype longestReference = 16 * 1024;
constexpr qsizetype longestExtra = 64 * 1024;

base::Error badManifest(const QString &what)
{
    return {base::Error::Kind::Invalid, QStringLiteral("manifest: ") + what};
}

/// A foreign path inside a message: cut, without control characters.
QString shown(const QString &path)
{
    QString text = path.left(200);
    for (QChar &c : text)
        c = c.isPrint() ? c : QChar(u'?');
    return u'"' + text + u'"';
}

bool isMd5Text(const QString &digest)
{
    const auto bytes = QByteArray::fromBase64Encoding(digest.toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
    return bytes && (*bytes).size() == 16;
}

QString scannedText(JsonScanner &scanner)
{
    return scanner.takeNull() ? QString() : scanner.string();
}

void readEntryField(JsonScanner &scanner, const QString &name, ManifestEntry &entry)
{
    if (name == QLatin1String("digest")) {
        entry.digest = scanner.string();
    } else if (name == QLatin1String("ref")) {
        entry.reference = scannedText(scanner);
    } else if (name == QLatin1String("birthArtifactID")) {
        entry.birthArtifact = scannedText(scanner);
    } else if (name == QLatin1String("size")) {
        entry.size = scanner.takeNull() ? -1 : scanner.integer().value_or(-1);
    } else if (name == QLatin1String("extra")) {
        const QByteArrayView extra = scanner.value();
        entry.extra = extra == QByteArrayView("null") ? QByteArray() : extra.toByteArray();
    } else {
        (void)scanner.value(); // what this version does not know
    }
}

/// `readField(name)` for each member of the object that comes next.
template <typename ReadField>
void readMembers(JsonScanner &scanner, ReadField readField)
{
    if (!scanner.take('{'))
        return scanner.fail();
    if (scanner.take('}'))
        return;
    do {
        const QString name = scanner.string();
        if (!scanner.take(':'))
            return scanner.fail();
        readField(name);
    } while (!scanner.hasFailed() && scanner.take(','));
    if (!scanner.take('}'))
        scanner.fail();
}

QString problemOf(const ManifestEntry &entry)
{
    if (!isSoundArtifactPath(entry.path))
        return QStringLiteral("the path %1 is not allowed; use a relative path without ..").arg(shown(entry.path));
    if (entry.digest.isEmpty() || entry.digest.size() > longestReference)
        return QStringLiteral("%1 has no digest").arg(shown(entry.path));
    if (entry.size < -1)
        return QStringLiteral("the size of %1 is negative").arg(shown(entry.path));
    if (entry.reference.isEmpty() && !isMd5Text(entry.digest))
        return QStringLiteral("the digest of %1 is no MD5 in base64").arg(shown(entry.path));
    if (entry.reference.size() > longestReference || entry.extra.size() > longestExtra)
        return QStringLiteral("%1 is too long").arg(shown(entry.path));
    return {};
}

class ManifestReading
{
public:
    explicit ManifestReading(const QByteArray &text)
        : m_scanner(text)
    { }

    base::Result<ArtifactManifest> read()
    {
        readMembers(m_scanner, [this](const QString &name) { readTop(name); });
        if (!m_problem.isEmpty())
            return badManifest(m_problem);
        if (!m_scanner.isAtEnd())
            return badManifest(QStringLiteral("no sound JSON at byte %1").arg(m_scanner.position()));
        if (m_version != 1)
            return badManifest(QStringLiteral("only version 1 is understood"));
        if (!m_hasContents)
            return badManifest(QStringLiteral("contents are missing"));
        return finish();
    }

private:
    void readTop(const QString &name)
    {
        if (name == QLatin1String("version")) {
            m_version = m_scanner.integer().value_or(0);
        } else if (name == QLatin1String("contents") && !m_hasContents) {
            m_hasContents = true;
            readMembers(m_scanner, [this](const QString &path) { readEntry(path); });
        } else if (name == QLatin1String("contents")) {
            stop(QStringLiteral("contents come twice"));
        } else {
            (void)m_scanner.value();
        }
    }

    void readEntry(const QString &path)
    {
        ManifestEntry entry;
        entry.path = path;
        readMembers(m_scanner, [this, &entry](const QString &name) { readEntryField(m_scanner, name, entry); });
        if (m_scanner.hasFailed())
            return;
        if (const QString problem = problemOf(entry); !problem.isEmpty())
            return stop(problem);
        // Names that look alike stand for one file on some systems.
        const QString form = path.normalized(QString::NormalizationForm_C);
        if (m_paths.contains(form))
            return stop(QStringLiteral("%1 comes twice").arg(shown(path)));
        m_paths.insert(form);
        if (m_manifest.entries.size() == ArtifactManifest::mostEntries)
            return stop(QStringLiteral("more than %1 files").arg(ArtifactManifest::mostEntries));
        m_manifest.entries.push_back(std::move(entry));
    }

    void stop(const QString &problem)
    {
        m_problem = problem;
        m_scanner.fail();
    }

    base::Result<ArtifactManifest> finish()
    {
        std::sort(m_manifest.entries.begin(), m_manifest.entries.end(),
            [](const ManifestEntry &a, const ManifestEntry &b) { return isPathBefore(a.path, b.path); });
        return std::move(m_manifest);
    }

    JsonScanner m_scanner;
    ArtifactManifest m_manifest;
    QSet<QString> m_paths;
    QString m_problem;
    qint64 m_version = 0;
    bool m_hasContents = false;
};

QByteArray quoted(const QString &text)
{
    return base::writeLenientJson(QJsonValue(text));
}

bool isTurning(QChar c)
{
    return (c >= QChar(0x202a) && c <= QChar(0x202e)) || (c >= QChar(0x2066) && c <= QChar(0x2069));
}

} // namespace

base::Result<ArtifactManifest> ArtifactManifest::parse(const QByteArray &text)
{
    if (text.size() > largest)
        return badManifest(QStringLiteral("more than %1 bytes").arg(largest));
    return ManifestReading(text).read();
}

QByteArray ArtifactManifest::toJson() const
{
    QByteArray json = "{\"version\":1,\"storagePolicy\":\"wandb-storage-policy-v1\","
                      "\"storagePolicyConfig\":{\"storageLayout\":\"V2\"},\"contents\":{";
    bool isFirst = true;
    for (const ManifestEntry &entry : entries) {
        json += isFirst ? "" : ",";
        isFirst = false;
        json += quoted(entry.path) + ":{\"digest\":" + quoted(entry.digest);
        if (entry.size >= 0)
            json += ",\"size\":" + QByteArray::number(entry.size);
        if (!entry.reference.isEmpty())
            json += ",\"ref\":" + quoted(entry.reference);
        if (!entry.birthArtifact.isEmpty())
            json += ",\"birthArtifactID\":" + quoted(entry.birthArtifact);
        if (!entry.extra.isEmpty())
            json += ",\"extra\":" + entry.extra;
        json += '}';
    }
    return json + "}}";
}

QString ManifestDigest::of(const std::vector<ManifestEntry> &sorted)
{
    QCryptographicHash hash(QCryptographicHash::Md5);
    hash.addData(QByteArray("wandb-artifact-manifest-v1\n"));
    for (const ManifestEntry &entry : sorted)
        hash.addData(entry.path.toUtf8() + ':' + entry.digest.toUtf8() + '\n');
    return QString::fromLatin1(hash.result().toHex());
}

bool isPathBefore(const QString &a, const QString &b)
{
    return a.toUtf8() < b.toUtf8();
}

bool isSoundArtifactPath(const QString &path)
{
    const bool isDrive = path.size() >= 2 && path[1] == u':' && path[0].unicode() < 128 && path[0].isLetter();
    if (isDrive || !path.isValidUtf16() || std::any_of(path.begin(), path.end(), isTurning))
        return false;
    QString withoutColons = path; // a colon is no separator here
    return isSoundFileName(withoutColons.replace(u':', u'-'));
}

} // namespace server
