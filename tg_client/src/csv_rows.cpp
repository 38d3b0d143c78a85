#include "csv_rows.hpp"

#include <algorithm>

namespace tg_client {

bool CsvRows::at_line_end() const {
    return at_ == bytes_.size() || bytes_[at_] == '\n' ||
           (bytes_[at_] == '\r' && at_ + 1 < bytes_.size() && bytes_[at_ + 1] == '\n');
}

void CsvRows::take_line_end() {
    if (at_ < bytes_.size() && bytes_[at_] == '\r') ++at_;
    if (at_ < bytes_.size()) ++at_;
}

// From behind the opening quote to behind the closing one.
bool CsvRows::read_quoted() {
    std::string field;
    for (;;) {
        const auto quote = bytes_.substr(0, limit_).find('"', at_);
        if (quote == std::string_view::npos) return false;
        field += bytes_.substr(at_, quote - at_);
        at_ = quote + 1;
        if (at_ == bytes_.size() || bytes_[at_] != '"') break;
        field += '"';
        ++at_;
    }
    fields_.push_back(std::move(field));
    return true;
}

void CsvRows::read_plain() {
    const auto begin = at_;
    while (at_ < limit_ && bytes_[at_] != ',' && !at_line_end()) ++at_;
    fields_.emplace_back(bytes_.substr(begin, at_ - begin));
}

// From at_ to the row's line end; false where it is broken.
bool CsvRows::read_row() {
    limit_ = std::min(bytes_.size(), at_ + longest_row);
    for (;;) {
        const bool is_quoted = at_ < limit_ && bytes_[at_] == '"';
        if (is_quoted) ++at_;
        if (is_quoted && !read_quoted()) return false;
        if (!is_quoted) read_plain();
        if (at_line_end()) return true;
        if (at_ >= limit_ || bytes_[at_] != ',' || fields_.size() == most_fields) return false;
        ++at_;
    }
}

bool CsvRows::next() {
    while (at_ < bytes_.size()) {
        const auto begin = at_;
        line_ = next_line_;
        fields_.clear();
        is_broken_ = !read_row();
        if (is_broken_) {
            fields_.clear();
            at_ = std::min(bytes_.find('\n', begin), bytes_.size());
        }
        text_ = bytes_.substr(begin, at_ - begin);
        take_line_end();
        next_line_ += static_cast<std::size_t>(std::ranges::count(bytes_.substr(begin, at_ - begin), '\n'));
        if (!text_.empty()) return true;
    }
    return false;
}

}  // namespace tg_client
