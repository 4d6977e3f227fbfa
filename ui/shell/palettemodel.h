#pragma once

#include "ui/shell/paletteentry.h"

#include <QAbstractListModel>
#include <QList>

namespace ui {

/// The entries that match what was typed, the best first.
class PaletteModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role { KindRole = Qt::UserRole + 1, DetailRole, ShortcutRole, ReasonRole };

    using QAbstractListModel::QAbstractListModel;

    void setEntries(const QList<PaletteEntry> &entries);
    void setQuery(const QString &query);
    /// Precondition: the row exists.
    [[nodiscard]] const PaletteEntry &at(int row) const { return m_entries.at(m_shown.at(row)); }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    void filter();

    QList<PaletteEntry> m_entries;
    QList<qsizetype> m_shown;
    QString m_query;
};

/// How well an entry matches what was typed: every word of it must occur in title or detail. 0: not at all.
int paletteScore(const QString &query, const QString &title, const QString &detail);
/// "Action", "Page", ... for the right-hand side.
QString paletteKindName(PaletteEntry::Kind kind);

} // namespace ui
