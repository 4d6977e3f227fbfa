#include "ui/runs/runfilter.h"
#include "ui/runs/runfilternode.h"

namespace ui {

namespace {

using NodePtr = std::shared_ptr<const FilterNode>;
using TokenKind = FilterToken::Kind;

constexpr int maxFilterDepth = 40;

/// Recursive descent: or, and (also by standing side by side), not, parentheses, comparison, word.
class FilterParser
{
public:
    FilterParser(QList<FilterToken> tokens, std::optional<FilterError> error)
        : m_tokens(std::move(tokens))
        , m_error(std::move(error))
    { }

    NodePtr parse()
    {
        if (m_error || token().kind == TokenKind::End)
            return {};
        NodePtr root = parseOr();
        if (!m_error && token().kind != TokenKind::End)
            fail(FilterError::Kind::TextUnexpected);
        return m_error ? NodePtr() : root;
    }
    [[nodiscard]] const std::optional<FilterError> &error() const { return m_error; }

private:
    [[nodiscard]] const FilterToken &token(qsizetype ahead = 0) const
    {
        return m_tokens[std::min(m_at + ahead, m_tokens.size() - 1)];
    }
    [[nodiscard]] bool isKeyword(const char *word, qsizetype ahead = 0) const
    {
        const FilterToken &it = token(ahead);
        return it.kind == TokenKind::Word && it.text.compare(QLatin1String(word), Qt::CaseInsensitive) == 0;
    }
    void fail(FilterError::Kind kind)
    {
        if (!m_error)
            m_error = FilterError{kind, token().position, token().text};
    }

    NodePtr parseOr()
    {
        return parseChain(FilterNode::Kind::Or, &FilterParser::parseAnd, [this] { return isKeyword("or"); });
    }
    NodePtr parseAnd()
    {
        return parseChain(FilterNode::Kind::And, &FilterParser::parseNot, [this] {
            const TokenKind kind = token().kind;
            return kind != TokenKind::End && kind != TokenKind::Close && !isKeyword("or");
        });
    }

    template <typename Goes>
    NodePtr parseChain(FilterNode::Kind kind, NodePtr (FilterParser::*next)(), Goes goesOn)
    {
        auto chain = std::make_shared<FilterNode>();
        chain->kind = kind;
        chain->children.append((this->*next)());
        while (!m_error && goesOn()) {
            if (isKeyword("or") || isKeyword("and") || token().kind == TokenKind::Comma)
                ++m_at;
            chain->children.append((this->*next)());
        }
        if (chain->children.size() == 1)
            return chain->children.first();
        return chain;
    }

    NodePtr parseNot()
    {
        if (!isKeyword("not"))
            return parsePrimary();
        if (++m_depth > maxFilterDepth) {
            fail(FilterError::Kind::TooDeep);
            return {};
        }
        ++m_at;
        auto node = std::make_shared<FilterNode>();
        node->kind = FilterNode::Kind::Not;
        node->children.append(parseNot());
        --m_depth;
        return node;
    }

    NodePtr parsePrimary()
    {
        if (token().kind == TokenKind::Open)
            return parseParentheses();
        if (isKeyword("has") && (token(1).kind == TokenKind::Word || token(1).kind == TokenKind::Quoted)) {
            auto node = std::make_shared<FilterNode>();
            node->kind = FilterNode::Kind::Has;
            node->column = token(1);
            m_at += 2;
            return node;
        }
        if (token().kind != TokenKind::Word && token().kind != TokenKind::Quoted) {
            fail(FilterError::Kind::TextUnexpected);
            return {};
        }
        if (token(1).kind == TokenKind::Operator || isKeyword("contains", 1))
            return parseComparison();
        if (isKeyword("in", 1) && token(2).kind == TokenKind::Open)
            return parseList();
        auto node = std::make_shared<FilterNode>();
        node->values.append(token());
        ++m_at;
        return node;
    }

    NodePtr parseParentheses()
    {
        if (++m_depth > maxFilterDepth) {
            fail(FilterError::Kind::TooDeep);
            return {};
        }
        ++m_at;
        NodePtr inner = parseOr();
        if (token().kind != TokenKind::Close)
            fail(FilterError::Kind::ParenthesisMissing);
        ++m_at;
        --m_depth;
        return inner;
    }

    NodePtr parseComparison()
    {
        auto node = std::make_shared<FilterNode>();
        node->kind = FilterNode::Kind::Compare;
        node->column = token();
        node->op = operatorOf(token(1).text);
        m_at += 2;
        if (!takeValue(*node) && !m_error)
            m_error = FilterError{FilterError::Kind::ValueExpected, token().position, token(-1).text};
        return node;
    }

    NodePtr parseList()
    {
        auto node = std::make_shared<FilterNode>();
        node->kind = FilterNode::Kind::In;
        node->column = token();
        m_at += 3;
        while (takeValue(*node)) {
            if (token().kind == TokenKind::Comma)
                ++m_at;
        }
        if (node->values.isEmpty())
            fail(FilterError::Kind::ListExpected);
        else if (token().kind != TokenKind::Close)
            fail(FilterError::Kind::ParenthesisMissing);
        ++m_at;
        return node;
    }

    bool takeValue(FilterNode &node)
    {
        if (token().kind != TokenKind::Word && token().kind != TokenKind::Quoted)
            return false;
        node.values.append(token());
        ++m_at;
        return true;
    }

    static FilterNode::Op operatorOf(const QString &text)
    {
        using Op = FilterNode::Op;
        if (text == QLatin1String("!="))
            return Op::Unequal;
        if (text == QLatin1String("<"))
            return Op::Less;
        if (text == QLatin1String("<="))
            return Op::LessOrEqual;
        if (text == QLatin1String(">"))
            return Op::Greater;
        if (text == QLatin1String(">="))
            return Op::GreaterOrEqual;
        if (text == QLatin1String("!~"))
            return Op::ContainsNot;
        if (text.startsWith(QLatin1Char('=')))
            return Op::Equal;
        return Op::Contains;
    }

    QList<FilterToken> m_tokens;
    std::optional<FilterError> m_error;
    qsizetype m_at = 0;
    int m_depth = 0;
};

} // namespace

RunFilter::Parsed RunFilter::parse(const QString &text)
{
    std::optional<FilterError> error;
    QList<FilterToken> tokens = filterTokens(text, error);
    FilterParser parser(std::move(tokens), error);
    Parsed parsed;
    parsed.filter.m_root = parser.parse();
    parsed.error = parser.error();
    return parsed;
}

} // namespace ui
