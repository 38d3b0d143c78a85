#include "object_reader.hpp"

#include <algorithm>

namespace core::catalogue {
namespace {

// The size of the object at the start of `bytes`; 0 where it does not end there.
std::size_t object_size(std::string_view bytes) {
    int depth = 0;
    for (std::size_t position = 0; position < bytes.size(); ++position) {
        const char letter = bytes[position];
        if (letter == '"') {
            for (++position; position < bytes.size() && bytes[position] != '"'; ++position)
                if (bytes[position] == '\\') ++position;
        } else if (letter == '{' || letter == '[') {
            ++depth;
        } else if ((letter == '}' || letter == ']') && --depth == 0) {
            return position + 1;
        }
    }
    return 0;
}

}  // namespace

void ObjectReader::drop(std::size_t count) {
    line_ += static_cast<std::size_t>(std::ranges::count(window_.bytes().substr(0, count), '\n'));
    window_.drop(count);
}

bool ObjectReader::find_start() {
    for (;;) {
        const auto start = window_.bytes().find('{');
        if (start != std::string_view::npos) {
            drop(start);
            return true;
        }
        drop(window_.bytes().size());
        if (window_.is_last()) return false;
        window_.grow();
    }
}

// Behind the start of an object that does not end: the next one that looks like the start of another.
ObjectReader::Status ObjectReader::refuse() {
    const auto next = window_.bytes().substr(0, longest_object).find("},{");
    const auto line_end = window_.bytes().substr(0, longest_object).find('\n');
    const auto at = std::min(next, line_end);
    drop(at == std::string_view::npos ? std::min(longest_object, window_.bytes().size()) : at + 1);
    return Status::broken;
}

ObjectReader::Status ObjectReader::next() {
    drop(to_drop_);
    to_drop_ = 0;
    if (!find_start()) return Status::end;
    object_line_ = line_;
    for (;;) {
        const auto size = object_size(window_.bytes().substr(0, longest_object));
        if (size > 0) {
            text_ = window_.bytes().substr(0, size);
            to_drop_ = size;
            return Status::object;
        }
        if (window_.is_last() || window_.bytes().size() >= longest_object) return refuse();
        window_.grow();
    }
}

}  // namespace core::catalogue
