#pragma once

namespace ui {

/// Gives scroll areas that are made from now on an accessible interface that survives every question.
///
/// Qt's own (6.4) lists the scroll bars only while they show and takes the asked index as it comes: a screen reader
/// that asks for a bar which went away since it counted makes it read behind the list. Here the bars are always listed,
/// hidden ones as invisible, and an index out of range answers nothing. May be called again; GUI thread.
void installScrollAreaAccess();

} // namespace ui
