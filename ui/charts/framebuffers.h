#pragma once

#include <QImage>
#include <QMutex>
#include <memory>
#include <vector>

namespace ui {

/// Memory that the frames of a chart use in turn: fresh pages would cost the system more time than the drawing takes.
/// What was lent comes back by itself when its last user lets go, and keeps the buffers alive until then. Any thread.
class FrameBuffers : public std::enable_shared_from_this<FrameBuffers>
{
public:
    /// So many numbers, of any value.
    std::shared_ptr<std::vector<double>> numbers(size_t count);
    /// A picture of 32-bit pixels (premultiplied ARGB) of any content; null: too large.
    QImage image(const QSize &size);
    /// Memory for so many pixels, of any content.
    std::shared_ptr<std::vector<quint32>> pixels(size_t count);
    /// Gives back to the system what nobody uses.
    void release();
    /// Bytes that lie here unused.
    [[nodiscard]] size_t spareBytes() const;

private:
    template <typename T>
    using Spares = std::vector<std::vector<T>>;
    template <typename T>
    struct Loan;

    template <typename T>
    std::vector<T> take(Spares<T> &spares, size_t count);
    template <typename T>
    void giveBack(Spares<T> &spares, std::vector<T> &&memory);
    template <typename T>
    std::shared_ptr<std::vector<T>> lend(Spares<T> &spares, size_t count);

    mutable QMutex m_mutex;
    Spares<double> m_numbers;
    Spares<quint32> m_pixels;
    size_t m_spareBytes = 0;
};

} // namespace ui
