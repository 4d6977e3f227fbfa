#pragma once

#include "ui/kit/location.h"

#include <QWidget>

class QHBoxLayout;

namespace ui {

/// Team / project / page: where the window is; each part but the last leads there.
class Breadcrumb : public QWidget
{
    Q_OBJECT

public:
    explicit Breadcrumb(QWidget *parent = nullptr);

    /// `title`: the page's own; foreign text.
    void setLocation(const Location &location, const QString &title);
    /// "algoperf / imagenet_vit / Workspace".
    [[nodiscard]] QString text() const;

    [[nodiscard]] QSize minimumSizeHint() const override;

signals:
    void openRequested(const ui::Location &location);

private:
    void addLink(const QString &text, const Location &location);
    void addSeparator();

    QHBoxLayout *m_row = nullptr;
    QStringList m_parts;
};

} // namespace ui
