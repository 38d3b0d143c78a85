// The objects of one JSON array, cut out of a file one after another, each to be parsed by itself.
//
// Only brackets and quotes are looked at here. An object that does not end within its limit is given up and the search
// goes on behind its start, so that one missing quote does not cost the rest of the file. For one thread.
#pragma once

#include "byte_reader.hpp"

#include <cstddef>
#include <string_view>

namespace core::catalogue {

constexpr std::size_t longest_object = 1 << 16;

class ObjectReader {
public:
    explicit ObjectReader(ByteReader reader) : window_{std::move(reader)} {}

    enum class Status { object, broken, end };
    Status next();

    std::string_view text() const { return text_; }  // the object, until the next call
    std::size_t line() const { return object_line_; }
    const ByteReader& reader() const { return window_.reader(); }

private:
    void drop(std::size_t count);
    bool find_start();
    Status refuse();

    ByteWindow window_;
    std::string_view text_;
    std::size_t line_ = 1;
    std::size_t object_line_{};
    std::size_t to_drop_{};  // the object given out last, which the caller may still look at
};

}  // namespace core::catalogue
