#pragma once

#include "domain/rulestanding.h"

namespace domain {

/// Step 5 of `decide()` before the owner is asked: a cell, or the setting that keeps it shut.
struct GatedCell
{
    Cell cell = Cell::No;
    Reason shut = Reason::None; ///< SettingOff or SettingLocked where a setting is the reason for No
};

/// The cell of the table for this standing: columns, a custom role's additions, the rules for visitors.
Cell cellOf(const Person &person, const Row &row, const Object &object, const Standing &standing);
/// The cell after its setting (section 10).
GatedCell gated(Cell cell, const Person &person, const Row &row, const Object &object, const Standing &standing);
/// Whether a share lets the person see what the action is done to, whatever their role shows them.
bool isShownByShare(const Person &person, const Row &row, const Object &object);
/// Section 10, mark 4: a share of this one report allows it, whatever the role says.
bool isAllowedByShare(const Person &person, const Row &row, const Object &object);

} // namespace domain
