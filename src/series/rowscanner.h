#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <optional>
#include <vector>

namespace series {

/// Reads the numbers of one history row without building a JSON document: five to ten times as fast as one. Reads a
/// little more than JSON where that does no harm (any number that begins like one, any bytes in texts).
class RowScanner
{
public:
    struct Value
    {
        qsizetype nameBegin = 0; ///< in names()
        qsizetype nameSize = 0;
        double number = 0;
        qint64 integer = 0;
        bool isInteger = false;

        /// What it is as a step: an integer, which a server of another kind may write as 3.0. Nothing: no step.
        [[nodiscard]] std::optional<qint64> step() const;
    };

    /// False: the text is no JSON object; problem() and at() say why and where.
    [[nodiscard]] bool scan(QByteArrayView line);

    [[nodiscard]] const std::vector<Value> &values() const { return m_values; }
    /// The flattened key, valid until the next scan.
    [[nodiscard]] QByteArray nameOf(const Value &value) const
    {
        return QByteArray::fromRawData(m_names.constData() + value.nameBegin, value.nameSize);
    }
    [[nodiscard]] qint64 ignoredCount() const { return m_ignored; }
    [[nodiscard]] const char *problem() const { return m_problem; }
    [[nodiscard]] qsizetype at() const { return m_at - m_begin; }

private:
    bool fail(const char *problem);
    void skipSpace();
    bool take(char wanted);
    bool word(QByteArrayView text);
    bool object(int depth);
    bool member(int depth, bool &isMedia);
    bool value(int depth);
    bool skipValue(int depth);
    bool skipList(int depth);
    bool text(QByteArray *into);
    bool escape(QByteArray *into);
    bool hexUnit(uint &unit);
    bool number();
    bool textValue();
    void addReal(double number);

    const char *m_begin = nullptr;
    const char *m_at = nullptr;
    const char *m_end = nullptr;
    const char *m_problem = "";
    QByteArray m_path; ///< of the member being read
    QByteArray m_names; ///< of all values, one after another
    QByteArray m_text;
    std::vector<Value> m_values;
    qint64 m_ignored = 0;
};

} // namespace series
