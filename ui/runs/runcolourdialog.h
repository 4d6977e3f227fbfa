#pragma once

#include <QDialog>
#include <optional>

namespace ui {

/// Chooses a colour for runs from the palette, or gives them back their own. Opened with open().
class RunColourDialog : public QDialog
{
    Q_OBJECT

public:
    explicit RunColourDialog(int runCount, QWidget *parent = nullptr);

    /// The place in runPalette(); nothing: the run's own colour.
    [[nodiscard]] std::optional<int> value() const { return m_value; }

private:
    void createSwatches();

    std::optional<int> m_value;
};

} // namespace ui
