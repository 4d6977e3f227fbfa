#pragma once

#include <QProxyStyle>

namespace ui {

/// Fusion, drawn flat: one-pixel outlines, no gradients, our spacing. The application's style.
class HouseStyle : public QProxyStyle
{
    Q_OBJECT

public:
    HouseStyle();

    int styleHint(
        StyleHint hint, const QStyleOption *option, const QWidget *widget, QStyleHintReturn *returnData) const override;
    int pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const override;
};

} // namespace ui
