#include "stacksampler.h"

#include <QFileInfo>
#include <array>
#include <atomic>
#include <chrono>
#include <csignal>
#include <cxxabi.h>
#include <dlfcn.h>
#include <execinfo.h>
#include <thread>

namespace {

constexpr int mostFrames = 64;
constexpr int ownFrames = 2; // the handler, and the frame that the kernel makes for it
constexpr int sampleSignal = SIGURG; // ignored unless somebody handles it

std::array<void *, mostFrames> frames;
std::atomic<int> frameCount = 0;

// Runs in the middle of anything: writes to what is there already.
extern "C" void takeStackSample(int)
{
    frameCount = backtrace(frames.data(), mostFrames);
}

} // namespace

StackSampler::StackSampler()
    : m_thread(pthread_self())
{
    takeStackSample(0); // the first call loads a library, which a handler may not
    struct sigaction action = {};
    action.sa_handler = takeStackSample;
    action.sa_flags = SA_RESTART;
    sigaction(sampleSignal, &action, nullptr);
}

StackSampler::~StackSampler()
{
    std::signal(sampleSignal, SIG_DFL);
}

StackSampler::Stack StackSampler::sample() const
{
    using namespace std::chrono_literals;
    frameCount = 0;
    if (pthread_kill(m_thread, sampleSignal) != 0)
        return {};
    for (int i = 0; i < 20 && frameCount == 0; ++i)
        std::this_thread::sleep_for(1ms);
    const int count = frameCount;
    return count <= ownFrames ? Stack() : Stack(frames.begin() + ownFrames, frames.begin() + count);
}

QStringList StackSampler::describe(const Stack &stack)
{
    QStringList texts;
    for (void *address : stack) {
        Dl_info info = {};
        if (dladdr(address, &info) == 0 || info.dli_fname == nullptr) {
            texts.append(QStringLiteral("?"));
            continue;
        }
        const auto offset = reinterpret_cast<quintptr>(address) - reinterpret_cast<quintptr>(info.dli_fbase);
        QString text = QFileInfo(QString::fromLocal8Bit(info.dli_fname)).fileName() + QStringLiteral("+0x")
            + QString::number(offset, 16);
        if (info.dli_sname != nullptr) {
            int status = 0;
            char *name = abi::__cxa_demangle(info.dli_sname, nullptr, nullptr, &status);
            text += QLatin1Char(' ') + QString::fromLatin1(name != nullptr ? name : info.dli_sname);
            std::free(name);
        }
        texts.append(text);
    }
    return texts;
}
