#pragma once

#include "ui/teams/memberrights.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QSortFilterProxyModel;

namespace ui {

class PlainLabel;
class RightsModel;
class SearchField;
class TableView;

/// "What may this person do?": every right of a member in the team and its projects, from the rule book. Changes
/// nothing. Opened with open(); deletes itself.
class RightsDialog : public QDialog
{
    Q_OBJECT

public:
    RightsDialog(const domain::Member &member, const QString &teamName, const domain::TeamPolicy &policy,
        QWidget *parent = nullptr);

private:
    void createTable();
    void createLayout();
    [[nodiscard]] QString summary() const;
    void fill();

    domain::Member m_member;
    QString m_teamName;
    domain::TeamPolicy m_policy;
    RightsModel *m_model = nullptr;
    QSortFilterProxyModel *m_proxy = nullptr;
    TableView *m_table = nullptr;
    SearchField *m_search = nullptr;
    QComboBox *m_visibility = nullptr;
    QCheckBox *m_onlyAllowed = nullptr;
    PlainLabel *m_count = nullptr;
};

} // namespace ui
