#pragma once

#include <QStyle>

class QPainter;
class QStyleOption;
class QStyleOptionFrame;
class QStyleOptionHeader;
class QStyleOptionTab;

/// How the parts of controls are drawn; HouseStyle says where.
namespace ui {

void paintPushPanel(QPainter &painter, const QStyleOption &option, bool isDefault);
void paintToolPanel(QPainter &painter, const QStyleOption &option);
/// `isRound`: a radio button.
void paintCheckMark(QPainter &painter, const QStyleOption &option, bool isRound);
void paintField(QPainter &painter, const QStyleOption &option);
void paintFrame(QPainter &painter, const QStyleOptionFrame &option);
void paintFocus(QPainter &painter, const QStyleOption &option);
void paintTipPanel(QPainter &painter, const QStyleOption &option);
void paintHeaderSection(QPainter &painter, const QStyleOption &option);
void paintSortMark(QPainter &painter, const QStyleOptionHeader &option);
void paintTab(QPainter &painter, const QStyleOptionTab &option);
void paintScrollHandle(QPainter &painter, const QStyleOption &option, const QRect &handle);
/// Sideways ones follow the reading direction: "right" is where a closed section's text goes on.
void paintChevron(
    QPainter &painter, const QStyleOption &option, const QRect &area, Qt::ArrowType direction = Qt::DownArrow);
/// Groove and handle of a horizontal or vertical slider.
void paintSlider(QPainter &painter, const QStyleOption &option, const QRect &groove, const QRect &handle);
void paintSplitter(QPainter &painter, const QStyleOption &option);

} // namespace ui
