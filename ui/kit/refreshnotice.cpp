#include "ui/kit/refreshnotice.h"

#include "ui/kit/messagebar.h"

namespace ui {

void RefreshNotice::update(bool hasValue, const std::optional<base::Error> &error, std::function<void()> retry)
{
    using Kind = base::Error::Kind;
    if (!hasValue || error == m_told)
        return;
    m_told = error;
    if (error && error->kind != Kind::Offline && error->kind != Kind::Cancelled) {
        m_bar.showError(*error, std::move(retry));
        m_words = m_bar.text();
    } else if (!m_words.isEmpty()) {
        if (m_bar.text() == m_words)
            m_bar.clear();
        m_words.clear();
    }
}

} // namespace ui
