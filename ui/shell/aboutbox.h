#pragma once

class QWidget;

namespace ui {

/// Opens the box that tells name, version and licence; it deletes itself.
void showAboutBox(QWidget *parent);

} // namespace ui
