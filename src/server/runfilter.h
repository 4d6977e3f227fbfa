#pragma once

#include "base/result.h"
#include "server/runfields.h"

#include <QRegularExpression>
#include <functional>
#include <vector>

namespace server {

/// A filter in MongoDB's manner (protocol, section 17), read once and held against many runs.
class RunFilter
{
public:
    /// Invalid: not JSON, an unknown operator, too deep, too long, or a broken regular expression. Empty text: every
    /// run.
    static base::Result<RunFilter> parse(const QString &text);

    [[nodiscard]] bool isEmpty() const { return m_root.children.empty(); }
    [[nodiscard]] bool needsTexts() const { return m_needsTexts; }
    [[nodiscard]] bool matches(const RunFields &run) const
    {
        return matches(m_root, [&run](const QString &path) { return run.value(path); });
    }
    /// The same language over other things: the value at a path; undefined where there is none.
    using ValueOf = std::function<QJsonValue(const QString &path)>;
    [[nodiscard]] bool matches(const ValueOf &valueOf) const { return matches(m_root, valueOf); }

private:
    enum class Operator {
        And,
        Or,
        Nor,
        Not,
        Equal,
        NotEqual,
        Greater,
        GreaterEqual,
        Less,
        LessEqual,
        In,
        NotIn,
        Exists,
        Regex
    };
    struct Node
    {
        Operator what = Operator::And;
        std::vector<Node> children;
        QString path;
        QJsonValue operand;
        QRegularExpression pattern;
    };
    struct Reading;

    static bool matches(const Node &node, const ValueOf &valueOf);
    static bool matchesValue(const Node &node, const QJsonValue &value);

    Node m_root;
    bool m_needsTexts = false;
};

} // namespace server
