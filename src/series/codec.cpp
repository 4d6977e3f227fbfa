#include "series/codec.h"

#include <QtEndian>
#include <bit>
#include <cstring>

namespace series {

namespace {

// magic (2) | version (1) | flags (1) | varint count | steps | values | checksum (8)
// steps, if any: zigzag varint of the first, then by flag either pairs (difference, repeated) or plain differences.
constexpr char chunkMagic[] = {'S', 'C'};
constexpr char chunkVersion = 1;
constexpr unsigned flagFloat32 = 1;
constexpr unsigned flagPlainSteps = 2;
constexpr qsizetype headerSize = 4;
constexpr qsizetype checksumSize = 8;

quint64 zigzag(quint64 difference)
{
    return (difference << 1) ^ (0 - (difference >> 63));
}

quint64 unzigzag(quint64 coded)
{
    return (coded >> 1) ^ (0 - (coded & 1));
}

void putVarint(QByteArray &into, quint64 value)
{
    while (value >= 0x80) {
        into.append(static_cast<char>(value | 0x80));
        value >>= 7;
    }
    into.append(static_cast<char>(value));
}

/// Reads varints within bounds; once it failed it gives zeros.
class VarintReader
{
public:
    VarintReader(const char *at, const char *end)
        : m_at(at)
        , m_end(end)
    { }
    quint64 next()
    {
        quint64 value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (m_at == m_end)
                break;
            const auto byte = static_cast<unsigned char>(*m_at++);
            value |= static_cast<quint64>(byte & 0x7f) << shift;
            if (byte < 0x80)
                return value;
        }
        m_failed = true;
        return 0;
    }
    [[nodiscard]] bool failed() const { return m_failed; }
    [[nodiscard]] const char *at() const { return m_at; }

private:
    const char *m_at;
    const char *m_end;
    bool m_failed = false;
};

/// A 64-bit sum that a changed, moved or missing byte changes; four lanes, so that it runs at memory speed.
quint64 chunkChecksum(const char *data, qsizetype size)
{
    constexpr quint64 prime = 0x9e3779b97f4a7c15;
    quint64 lanes[4] = {prime, prime << 1, prime << 2, prime << 3};
    const auto mix = [](quint64 lane, quint64 word) { return std::rotl((lane ^ word) * 0xff51afd7ed558ccd, 29); };
    qsizetype at = 0;
    for (; at + 32 <= size; at += 32) {
        for (qsizetype lane = 0; lane < 4; ++lane)
            lanes[lane] = mix(lanes[lane], qFromLittleEndian<quint64>(data + at + lane * 8));
    }
    quint64 sum = static_cast<quint64>(size);
    for (const quint64 lane : lanes)
        sum = mix(sum, lane);
    for (; at < size; ++at)
        sum = mix(sum, static_cast<unsigned char>(data[at]) + 1U);
    sum ^= sum >> 33;
    sum *= 0xc4ceb9fe1a85ec53;
    return sum ^ (sum >> 31);
}

quint64 stepDifference(const Steps &steps, size_t i)
{
    // Unsigned on purpose: the whole range of 64 bits wraps round and comes back.
    return static_cast<quint64>(steps[i]) - static_cast<quint64>(steps[i - 1]);
}

QByteArray stepRuns(const Steps &steps)
{
    QByteArray bytes;
    if (steps.isEven() && steps.size() > 1) {
        putVarint(bytes, zigzag(steps.distance()));
        putVarint(bytes, steps.size() - 1);
        return bytes;
    }
    for (size_t i = 1; i < steps.size();) {
        const quint64 difference = stepDifference(steps, i);
        size_t end = i + 1;
        while (end < steps.size() && stepDifference(steps, end) == difference)
            ++end;
        putVarint(bytes, zigzag(difference));
        putVarint(bytes, end - i);
        i = end;
    }
    return bytes;
}

QByteArray plainSteps(const Steps &steps, qsizetype giveUpAt)
{
    QByteArray bytes;
    for (size_t i = 1; i < steps.size() && bytes.size() < giveUpAt; ++i)
        putVarint(bytes, zigzag(stepDifference(steps, i)));
    return bytes;
}

bool fitsFloat32(std::span<const double> values)
{
    // Block by block without a branch inside, so that a compiler can make it wide and noise still ends early.
    for (size_t begin = 0; begin < values.size(); begin += 256) {
        const size_t end = std::min(values.size(), begin + 256);
        quint64 lost = 0;
        for (size_t i = begin; i < end; ++i) {
            // A value beyond float32's range becomes an infinity here and then differs, as it should.
            const auto narrow = static_cast<double>(static_cast<float>(values[i]));
            lost |= std::bit_cast<quint64>(narrow) ^ std::bit_cast<quint64>(values[i]);
        }
        if (lost != 0)
            return false;
    }
    return true;
}

template <typename Float, typename Bits>
void putValues(char *to, std::span<const double> values)
{
    for (const double value : values) {
        qToLittleEndian(std::bit_cast<Bits>(static_cast<Float>(value)), to);
        to += sizeof(Bits);
    }
}

template <typename Float, typename Bits>
void takeValues(const char *from, double *to, size_t count)
{
    for (size_t i = 0; i < count; ++i)
        to[i] = static_cast<double>(std::bit_cast<Float>(qFromLittleEndian<Bits>(from + i * sizeof(Bits))));
}

base::Error badChunk(const char *why)
{
    return {base::Error::Kind::Storage, QStringLiteral("history chunk: %1").arg(QLatin1String(why))};
}

bool readPlainSteps(VarintReader &reader, Steps &steps, size_t count)
{
    auto step = unzigzag(reader.next());
    steps.push_back(static_cast<qint64>(step));
    for (size_t i = 1; i < count && !reader.failed(); ++i) {
        step += unzigzag(reader.next());
        steps.push_back(static_cast<qint64>(step));
    }
    return !reader.failed();
}

bool readStepRuns(VarintReader &reader, Steps &steps, size_t count)
{
    steps.push_back(static_cast<qint64>(unzigzag(reader.next())));
    for (size_t i = 1; i < count;) {
        const quint64 difference = unzigzag(reader.next());
        const quint64 repeated = reader.next();
        if (reader.failed() || repeated == 0 || repeated > count - i)
            return false;
        steps.appendEven(difference, repeated);
        i += repeated;
    }
    return !reader.failed();
}

} // namespace

QByteArray encodeChunk(const Steps &steps, std::span<const double> values)
{
    Q_ASSERT(steps.size() == values.size());
    const bool isNarrow = fitsFloat32(values);
    QByteArray runs = stepRuns(steps);
    const QByteArray plain = plainSteps(steps, runs.size());
    const bool isPlain = plain.size() < runs.size();
    QByteArray bytes(chunkMagic, 2);
    bytes.append(chunkVersion);
    bytes.append(static_cast<char>((isNarrow ? flagFloat32 : 0) | (isPlain ? flagPlainSteps : 0)));
    putVarint(bytes, values.size());
    if (!steps.empty())
        putVarint(bytes, zigzag(static_cast<quint64>(steps.front())));
    bytes.append(isPlain ? plain : runs);
    const qsizetype valuesAt = bytes.size();
    const auto width = static_cast<qsizetype>(isNarrow ? sizeof(float) : sizeof(double));
    bytes.resize(valuesAt + static_cast<qsizetype>(values.size()) * width + checksumSize);
    if (isNarrow)
        putValues<float, quint32>(bytes.data() + valuesAt, values);
    else
        putValues<double, quint64>(bytes.data() + valuesAt, values);
    const qsizetype sumAt = bytes.size() - checksumSize;
    qToLittleEndian(chunkChecksum(bytes.constData(), sumAt), bytes.data() + sumAt);
    return bytes;
}

base::Status appendChunk(QByteArrayView bytes, Points &points)
{
    if (bytes.size() < headerSize + 1 + checksumSize || std::memcmp(bytes.data(), chunkMagic, 2) != 0)
        return badChunk("not a chunk");
    if (bytes[2] != chunkVersion)
        return badChunk("of another version");
    const auto flags = static_cast<unsigned char>(bytes[3]);
    if ((flags & ~(flagFloat32 | flagPlainSteps)) != 0)
        return badChunk("unknown flags");
    const char *sumAt = bytes.data() + bytes.size() - checksumSize;
    if (qFromLittleEndian<quint64>(sumAt) != chunkChecksum(bytes.data(), sumAt - bytes.data()))
        return badChunk("the checksum does not match");
    VarintReader reader(bytes.data() + headerSize, sumAt);
    const quint64 count = reader.next();
    const size_t width = (flags & flagFloat32) != 0 ? sizeof(float) : sizeof(double);
    if (reader.failed() || count > static_cast<quint64>(bytes.size()) / width)
        return badChunk("fewer bytes than points");
    if (count == 0)
        return reader.at() == sumAt ? base::Status(base::Done{}) : badChunk("bytes left over");
    const size_t before = points.size();
    const char *values = sumAt - static_cast<qsizetype>(count * width);
    const bool isPlain = (flags & flagPlainSteps) != 0;
    const bool stepsRead =
        isPlain ? readPlainSteps(reader, points.steps, count) : readStepRuns(reader, points.steps, count);
    if (!stepsRead || reader.at() != values) {
        points.steps.truncate(before);
        return badChunk("the steps do not fit the count");
    }
    points.values.resize(before + count);
    if (width == sizeof(float))
        takeValues<float, quint32>(values, points.values.data() + before, count);
    else
        takeValues<double, quint64>(values, points.values.data() + before, count);
    return base::Done{};
}

base::Result<Points> decodeChunk(QByteArrayView bytes)
{
    Points points;
    const base::Status status = appendChunk(bytes, points);
    if (!status.ok())
        return status.error();
    return points;
}

} // namespace series
