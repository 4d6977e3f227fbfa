#pragma once

#include <QtGlobal>
#include <thread>

/// Reads the system's font configuration while the program still links up with the screen: any window with text needs
/// it, and it takes as long as a frame. Construct it first of all; wait() before the first text is measured, because
/// Fontconfig would read everything a second time instead of waiting by itself.
class FontsAhead
{
public:
    FontsAhead();
    ~FontsAhead();
    Q_DISABLE_COPY_MOVE(FontsAhead)

    void wait();

private:
    std::thread m_thread;
};
