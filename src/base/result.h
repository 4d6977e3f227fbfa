#pragma once

#include "base/error.h"

#include <type_traits>
#include <utility>
#include <variant>

namespace base {

/// A value or the reason why there is none (std::expected needs C++23). Must be looked at.
template <typename T>
class [[nodiscard]] Result
{
public:
    using Value = T;

    Result(T value) // implicit: `return value;` is the point
        : m_state(std::in_place_index<0>, std::move(value))
    { }
    Result(Error error) // implicit, as above
        : m_state(std::in_place_index<1>, std::move(error))
    { }

    [[nodiscard]] bool ok() const { return m_state.index() == 0; }
    explicit operator bool() const { return ok(); }

    /// Precondition: ok().
    [[nodiscard]] const T &value() const & { return *std::get_if<0>(&m_state); }
    [[nodiscard]] T &value() & { return *std::get_if<0>(&m_state); }
    [[nodiscard]] T &&value() && { return std::move(*std::get_if<0>(&m_state)); }
    const T &operator*() const & { return value(); }
    T &operator*() & { return value(); }
    const T *operator->() const { return &value(); }
    T *operator->() { return &value(); }

    [[nodiscard]] T valueOr(T fallback) const { return ok() ? value() : std::move(fallback); }

    /// Precondition: !ok().
    [[nodiscard]] const Error &error() const { return *std::get_if<1>(&m_state); }

    /// `f` turns the value into another value or into a Result; an error passes through.
    template <typename F>
    auto map(F &&f) const
    {
        using R = std::invoke_result_t<F, const T &>;
        if constexpr (requires {
                          typename R::Value;
                          requires std::is_same_v<R, Result<typename R::Value>>;
                      }) {
            return ok() ? std::forward<F>(f)(value()) : R(error());
        } else {
            return ok() ? Result<R>(std::forward<F>(f)(value())) : Result<R>(error());
        }
    }

private:
    std::variant<T, Error> m_state;
};

/// The value of an operation that answers nothing.
struct Done
{
    bool operator==(const Done &) const = default;
};

using Status = Result<Done>;

} // namespace base
