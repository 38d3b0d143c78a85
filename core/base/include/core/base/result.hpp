// What every part of the core shares: a value or the reason why there is none.
//
// Expected faults are values of type Result; broken machinery throws. Knows nothing of any other part.
#pragma once

#include <string>
#include <utility>
#include <variant>

namespace core {

// Why something from outside (a file, a row, a model) was refused. `code` is stable and fit for programs,
// `message` says what is wrong in a sentence, `remedy` says what a person can do about it; it may be empty.
struct Fault {
    std::string code{};
    std::string message{};
    std::string remedy{};
};

// Holds a `Value` or an `Error`; value() of a failed result throws std::bad_variant_access.
template <class Value, class Error = Fault>
class [[nodiscard]] Result {
public:
    Result(Value value) : state_{std::in_place_index<0>, std::move(value)} {}  // NOLINT: implicit by design
    Result(Error error) : state_{std::in_place_index<1>, std::move(error)} {}  // NOLINT: implicit by design

    explicit operator bool() const noexcept { return state_.index() == 0; }
    Value& value() & { return std::get<0>(state_); }
    const Value& value() const& { return std::get<0>(state_); }
    Value&& value() && { return std::get<0>(std::move(state_)); }
    const Error& error() const { return std::get<1>(state_); }

private:
    std::variant<Value, Error> state_;
};

// A step that yields nothing but may fail: `return Done{};`.
struct Done {};

}  // namespace core
