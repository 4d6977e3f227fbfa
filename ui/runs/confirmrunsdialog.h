#pragma once

#include "ui/kit/confirmdialog.h"
#include "ui/kit/words.h"
#include "ui/runs/runrights.h"

class QCheckBox;

namespace ui {

/// Asks before runs are deleted or stopped: their names and number, what follows, and which of the selection stay
/// because this person may not. The default button is Cancel. Opened with open().
class ConfirmRunsDialog : public ConfirmDialog
{
    Q_OBJECT

public:
    enum class What { Delete, Stop };

    ConfirmRunsDialog(What what, const BulkDecision &bulk, const DenialContext &context, QWidget *parent = nullptr);

    [[nodiscard]] const domain::SharedRuns &runs() const { return m_runs; }
    /// Delete only: what the runs logged goes too, for good.
    [[nodiscard]] bool withArtifacts() const;

private:
    void addRefused(const BulkDecision &bulk, const DenialContext &context);
    [[nodiscard]] QString question() const;
    [[nodiscard]] QString consequence() const;

    What m_what;
    domain::SharedRuns m_runs;
    QCheckBox *m_withArtifacts = nullptr;
};

} // namespace ui
