#include "ui/shell/palettemodel.h"

#include <QCoreApplication>
#include <algorithm>

namespace ui {

namespace {

constexpr qsizetype mostShown = 100;

int wordScore(const QString &word, const QString &text)
{
    const qsizetype at = text.indexOf(word, 0, Qt::CaseInsensitive);
    if (at < 0)
        return 0;
    if (at == 0)
        return text.size() == word.size() ? 40 : 30;
    return text.at(at - 1).isLetterOrNumber() ? 10 : 20;
}

} // namespace

int paletteScore(const QString &query, const QString &title, const QString &detail)
{
    int score = 1;
    for (const QString &word : query.split(u' ', Qt::SkipEmptyParts)) {
        const int inTitle = wordScore(word, title) * 3;
        const int best = std::max(inTitle, wordScore(word, detail));
        if (best == 0)
            return 0;
        score += best;
    }
    return score;
}

QString paletteKindName(PaletteEntry::Kind kind)
{
    switch (kind) {
    case PaletteEntry::Kind::Link:
        return PaletteModel::tr("Link");
    case PaletteEntry::Kind::Action:
        return PaletteModel::tr("Action");
    case PaletteEntry::Kind::Page:
        return PaletteModel::tr("Page");
    case PaletteEntry::Kind::Project:
        return PaletteModel::tr("Project");
    case PaletteEntry::Kind::Run:
        return PaletteModel::tr("Run");
    case PaletteEntry::Kind::Member:
        return PaletteModel::tr("Member");
    }
    return {};
}

void PaletteModel::setEntries(const QList<PaletteEntry> &entries)
{
    m_entries = entries;
    filter();
}

void PaletteModel::setQuery(const QString &query)
{
    m_query = query.trimmed();
    filter();
}

void PaletteModel::filter()
{
    beginResetModel();
    QList<std::pair<int, qsizetype>> scored;
    for (qsizetype i = 0; i < m_entries.size(); ++i) {
        const PaletteEntry &entry = m_entries.at(i);
        // A pasted link is an entry by itself, whatever its words are.
        const int score = entry.kind == PaletteEntry::Kind::Link
            ? 1000
            : paletteScore(m_query, entry.title, entry.detail + u' ' + paletteKindName(entry.kind));
        if (score > 0)
            scored.append({score, i});
    }
    std::stable_sort(
        scored.begin(), scored.end(), [](const auto &one, const auto &other) { return one.first > other.first; });
    m_shown.clear();
    for (const auto &[score, entry] : scored.first(std::min(scored.size(), mostShown)))
        m_shown.append(entry);
    endResetModel();
}

int PaletteModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

QVariant PaletteModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const PaletteEntry &entry = at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return entry.title;
    case Qt::DecorationRole:
        return entry.icon;
    case Qt::AccessibleTextRole:
        if (!entry.isEnabled())
            return tr("%1, not available: %2").arg(entry.title, entry.reason);
        return tr("%1, %2", "entry, its kind").arg(entry.title, paletteKindName(entry.kind));
    case KindRole:
        return paletteKindName(entry.kind);
    case DetailRole:
        return entry.detail;
    case ShortcutRole:
        return entry.shortcut;
    case ReasonRole:
        return entry.reason;
    default:
        return {};
    }
}

} // namespace ui

#include "moc_palettemodel.cpp"
