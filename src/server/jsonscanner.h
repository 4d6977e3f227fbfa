#pragma once

#include <QByteArrayView>
#include <QString>
#include <optional>

namespace server {

/// Walks through a JSON text step by step, for texts too large to hold as values. Foreign text: no recursion, a bound
/// on nesting, an error stays. The text outlives the scanner.
class JsonScanner
{
public:
    explicit JsonScanner(QByteArrayView text)
        : m_text(text)
    { }

    [[nodiscard]] bool hasFailed() const { return m_hasFailed; }
    [[nodiscard]] qsizetype position() const { return m_at; }

    /// Takes this character (one of {}[]:,) if it comes next.
    bool take(char wanted);
    /// A string comes next, and this is its text; null: none, the scanner has failed.
    QString string();
    /// An integer that a qint64 holds; nothing: none, the scanner has failed.
    std::optional<qint64> integer();
    /// Whether null comes next; takes it.
    bool takeNull();
    /// Skips one value of any kind and answers its text.
    QByteArrayView value();
    /// Nothing but blanks is left.
    [[nodiscard]] bool isAtEnd();
    void fail() { m_hasFailed = true; }

    static constexpr int deepest = 64;

private:
    void skipBlanks();
    bool skipString();
    [[nodiscard]] char next();

    QByteArrayView m_text;
    qsizetype m_at = 0;
    bool m_hasFailed = false;
};

} // namespace server
