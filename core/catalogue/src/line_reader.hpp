// Lines of a file, one after another, none longer than a limit. For one thread.
#pragma once

#include "byte_reader.hpp"

#include <cstddef>
#include <string_view>

namespace core::catalogue {

class LineReader {
public:
    explicit LineReader(ByteReader reader) : window_{std::move(reader)} {}

    enum class Status { line, too_long, end };
    // Reads the next line; one longer than `longest` bytes is passed over unread.
    Status next(std::size_t longest);

    std::string_view text() const { return text_; }  // without its line end, until the next call
    std::size_t line() const { return line_; }
    const ByteReader& reader() const { return window_.reader(); }

private:
    ByteWindow window_;
    std::string_view text_;
    std::size_t line_{};
};

}  // namespace core::catalogue
