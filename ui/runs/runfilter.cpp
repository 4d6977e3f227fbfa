#include "ui/runs/runfilter.h"

#include "ui/runs/runfiltercompare.h"
#include "ui/runs/runfilternode.h"

#include <QHash>
#include <algorithm>

namespace ui {

namespace {

using Mask = std::vector<quint8>;

/// The column that a filter's key means; a bare key is looked for in the summary, then in the config.
std::optional<RunColumn> filterColumn(const QString &key, const RunFrame &frame)
{
    const QString lower = key.toLower();
    static const QHash<QString, RunColumn::Kind> aliases{
        {QStringLiteral("tag"), RunColumn::Kind::Tags},
        {QStringLiteral("jobtype"), RunColumn::Kind::JobType},
        {QStringLiteral("user"), RunColumn::Kind::Creator},
        {QStringLiteral("duration"), RunColumn::Kind::Runtime},
    };
    if (const auto alias = aliases.constFind(lower); alias != aliases.constEnd())
        return RunColumn{alias.value(), {}};
    if (auto fixed = RunColumn::fromId(lower); fixed && fixed->isFixed())
        return fixed;
    const auto named = RunColumn::fromId(key);
    if (named && frame.hasAny(*named))
        return named;
    for (const auto kind : {RunColumn::Kind::Summary, RunColumn::Kind::Config}) {
        const RunColumn bare{kind, key};
        if (frame.hasAny(bare))
            return bare;
    }
    return std::nullopt;
}

Mask wordMask(const QString &text, const RunFrame &frame)
{
    Mask mask(frame.size(), 0);
    for (const RunColumn::Kind kind : RunFilter::wordColumns) {
        const FrameColumn &column = frame.column({kind, {}});
        const std::vector<quint8> words = wordsContaining(column, text);
        for (size_t slot = 0; slot < mask.size(); ++slot)
            mask[slot] |= column.cell(slot) == FrameColumn::Cell::Text ? words[column.word(slot)] : quint8(0);
    }
    return mask;
}

Mask hasMask(const FrameColumn &column)
{
    Mask mask(column.size());
    for (size_t slot = 0; slot < mask.size(); ++slot)
        mask[slot] = column.cell(slot) != FrameColumn::Cell::Missing ? 1 : 0;
    return mask;
}

Mask maskOf(const FilterNode &node, const RunFrame &frame);

void combine(Mask &mask, const Mask &other, FilterNode::Kind kind)
{
    for (size_t slot = 0; slot < mask.size(); ++slot)
        mask[slot] = kind == FilterNode::Kind::And ? mask[slot] & other[slot] : mask[slot] | other[slot];
}

Mask comparedMask(const FilterNode &node, const RunFrame &frame)
{
    const auto what = filterColumn(node.column.text, frame);
    if (!what)
        return Mask(frame.size(), 0);
    const FrameColumn &column = frame.column(*what);
    if (node.kind == FilterNode::Kind::Has)
        return hasMask(column);
    Mask mask(frame.size(), 0);
    for (const FilterToken &value : node.values)
        combine(mask, compareColumn(column, what->kind, node.op, value), FilterNode::Kind::Or);
    return mask;
}

Mask maskOf(const FilterNode &node, const RunFrame &frame)
{
    switch (node.kind) {
    case FilterNode::Kind::Words:
        return wordMask(node.values.first().text, frame);
    case FilterNode::Kind::Compare:
    case FilterNode::Kind::In:
    case FilterNode::Kind::Has:
        return comparedMask(node, frame);
    case FilterNode::Kind::Not: {
        Mask mask = maskOf(*node.children.first(), frame);
        for (quint8 &bit : mask)
            bit ^= 1U;
        return mask;
    }
    case FilterNode::Kind::And:
    case FilterNode::Kind::Or: {
        Mask mask = maskOf(*node.children.first(), frame);
        for (qsizetype i = 1; i < node.children.size(); ++i)
            combine(mask, maskOf(*node.children[i], frame), node.kind);
        return mask;
    }
    }
    return {};
}

std::optional<FilterError> checkNode(const FilterNode &node, const RunFrame &frame)
{
    for (const auto &child : node.children) {
        if (auto error = checkNode(*child, frame))
            return error;
    }
    if (node.column.text.isEmpty())
        return std::nullopt;
    const auto what = filterColumn(node.column.text, frame);
    if (!what)
        return FilterError{FilterError::Kind::ColumnUnknown, node.column.position, node.column.text};
    for (const FilterToken &value : node.values) {
        if (auto error = checkFilterValue(what->kind, value))
            return error;
    }
    return std::nullopt;
}

} // namespace

std::optional<FilterError> RunFilter::check(const RunFrame &frame) const
{
    return m_root == nullptr || frame.size() == 0 ? std::nullopt : checkNode(*m_root, frame);
}

std::vector<quint8> RunFilter::passing(const RunFrame &frame) const
{
    return m_root == nullptr ? Mask(frame.size(), 1) : maskOf(*m_root, frame);
}

} // namespace ui
