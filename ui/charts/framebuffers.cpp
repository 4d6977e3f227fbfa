#include "ui/charts/framebuffers.h"

#include <algorithm>

namespace ui {

namespace {

/// Beyond it memory goes back to the system at once.
constexpr size_t mostSpareBytes = size_t(128) << 20;

} // namespace

template <typename T>
struct FrameBuffers::Loan
{
    std::shared_ptr<FrameBuffers> from;
    Spares<T> *spares;
    std::vector<T> memory;

    Loan(std::shared_ptr<FrameBuffers> buffers, Spares<T> &place, std::vector<T> &&lent)
        : from(std::move(buffers))
        , spares(&place)
        , memory(std::move(lent))
    { }
    Q_DISABLE_COPY_MOVE(Loan)
    ~Loan() { from->giveBack(*spares, std::move(memory)); }
};

template <typename T>
std::vector<T> FrameBuffers::take(Spares<T> &spares, size_t count)
{
    std::vector<T> memory;
    {
        const QMutexLocker lock(&m_mutex);
        const auto fits = [count](const std::vector<T> &spare) {
            return spare.capacity() >= count && spare.capacity() <= count + count / 2;
        };
        const auto found = std::find_if(spares.rbegin(), spares.rend(), fits);
        if (found != spares.rend()) {
            memory = std::move(*found);
            m_spareBytes -= memory.capacity() * sizeof(T);
            *found = std::move(spares.back());
            spares.pop_back();
        }
    }
    if (memory.capacity() < count)
        memory.reserve(count + count / 16); // a line that grows fits again
    memory.resize(count);
    return memory;
}

template <typename T>
void FrameBuffers::giveBack(Spares<T> &spares, std::vector<T> &&memory)
{
    const size_t bytes = memory.capacity() * sizeof(T);
    const QMutexLocker lock(&m_mutex);
    if (m_spareBytes + bytes > mostSpareBytes)
        return;
    m_spareBytes += bytes;
    spares.push_back(std::move(memory));
}

template <typename T>
std::shared_ptr<std::vector<T>> FrameBuffers::lend(Spares<T> &spares, size_t count)
{
    const auto loan = std::make_shared<Loan<T>>(shared_from_this(), spares, take(spares, count));
    return {loan, &loan->memory};
}

std::shared_ptr<std::vector<double>> FrameBuffers::numbers(size_t count)
{
    return lend(m_numbers, count);
}

std::shared_ptr<std::vector<quint32>> FrameBuffers::pixels(size_t count)
{
    return lend(m_pixels, count);
}

QImage FrameBuffers::image(const QSize &size)
{
    if (size.isEmpty() || qint64(size.width()) * size.height() > (qint64(1) << 28))
        return {};
    using Kept = std::shared_ptr<std::vector<quint32>>;
    auto kept = std::make_unique<Kept>(pixels(static_cast<size_t>(size.width()) * static_cast<size_t>(size.height())));
    auto *bits = reinterpret_cast<uchar *>((*kept)->data());
    const auto letGo = [](void *pointer) { const std::unique_ptr<Kept> last(static_cast<Kept *>(pointer)); };
    return {bits, size.width(), size.height(), qsizetype(size.width()) * 4, QImage::Format_ARGB32_Premultiplied, letGo,
        kept.release()};
}

void FrameBuffers::release()
{
    Spares<double> numbers;
    Spares<quint32> pixels;
    const QMutexLocker lock(&m_mutex);
    numbers.swap(m_numbers);
    pixels.swap(m_pixels);
    m_spareBytes = 0;
}

size_t FrameBuffers::spareBytes() const
{
    const QMutexLocker lock(&m_mutex);
    return m_spareBytes;
}

} // namespace ui
