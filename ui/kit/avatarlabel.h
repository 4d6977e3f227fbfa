#pragma once

#include <QWidget>

namespace ui {

/// A person as a disc with initials, in a colour that stays the same for the same name; a service account as a robot.
class AvatarLabel : public QWidget
{
    Q_OBJECT

public:
    explicit AvatarLabel(QWidget *parent = nullptr);

    /// Foreign text; the initials are taken from it.
    void setPerson(const QString &name, bool isServiceAccount = false);
    [[nodiscard]] QString initials() const;
    /// Side of the disc in pixels; 24 at first.
    void setDiameter(int pixels);

    [[nodiscard]] QSize sizeHint() const override { return {m_diameter, m_diameter}; }

    /// The same picture for delegates and buttons, in device-independent size `diameter`.
    static QPixmap picture(const QString &name, bool isServiceAccount, int diameter, const QWidget *forWidget);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_name;
    bool m_isServiceAccount = false;
    int m_diameter = 24;
};

/// Up to two letters: "Ada Moreau" gives "AM", "nightly-sweeps" gives "NS".
QString initialsOf(const QString &name);

} // namespace ui
