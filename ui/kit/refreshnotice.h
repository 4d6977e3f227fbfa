#pragma once

#include "base/error.h"

#include <QString>
#include <functional>
#include <optional>

namespace ui {

class MessageBar;

/// Tells in a page's bar that what is shown could not be refreshed, once for each error, and takes the words back when
/// a refresh succeeds. Being offline is no news here: the status bar tells it.
class RefreshNotice
{
public:
    /// `bar` outlives the notice.
    explicit RefreshNotice(MessageBar &bar)
        : m_bar(bar)
    { }

    /// `hasValue`: something is shown; else the page's stack tells why not.
    void update(bool hasValue, const std::optional<base::Error> &error, std::function<void()> retry);

private:
    MessageBar &m_bar;
    std::optional<base::Error> m_told;
    QString m_words; ///< as the bar says them; empty: nothing of ours stands there
};

} // namespace ui
