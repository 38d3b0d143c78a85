#include "line_reader.hpp"

#include <algorithm>

namespace core::catalogue {

LineReader::Status LineReader::next(std::size_t longest) {
    text_ = {};
    ++line_;
    for (;;) {
        const auto bytes = window_.bytes();
        const auto end = bytes.find('\n');
        if (end == std::string_view::npos && !window_.is_last() && bytes.size() <= longest) {
            window_.grow();
            continue;
        }
        const auto size = std::min(end, bytes.size());
        if (size > longest) {
            window_.drop_line();
            return Status::too_long;
        }
        if (bytes.empty()) return Status::end;
        text_ = bytes.substr(0, size);
        if (text_.ends_with('\r')) text_.remove_suffix(1);
        window_.drop(std::min(size + 1, bytes.size()));
        return Status::line;
    }
}

}  // namespace core::catalogue
