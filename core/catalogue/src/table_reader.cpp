#include "table_reader.hpp"

#include "import_text.hpp"

#include <algorithm>

namespace core::catalogue {
namespace {

bool is_name_character(char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '_';
}

}  // namespace

TableReader::TableReader(ByteReader reader, TableForm form)
    : window_{std::move(reader)},
      separator_{form == TableForm::comma_separated ? ',' : '\t'},
      has_quoting_{form == TableForm::comma_separated} {
    if (next() != Status::row) return;
    for (const auto field : fields_) {
        const auto name = in_lower_case(field);
        std::string plain;
        std::ranges::copy_if(name, std::back_inserter(plain), is_name_character);
        const auto last = std::ranges::find_if(name.rbegin(), name.rend(), is_name_character);
        stray_.emplace_back(last.base(), name.end());
        names_.push_back(std::move(plain));
    }
}

Column TableReader::column(std::string_view name) const {
    std::string plain;
    std::ranges::copy_if(name, std::back_inserter(plain), is_name_character);
    const auto found = std::ranges::find(names_, plain);
    return found == names_.end() ? std::nullopt : Column{static_cast<std::size_t>(found - names_.begin())};
}

std::string_view TableReader::field(Column column) const {
    if (!column || *column >= fields_.size()) return {};
    auto text = fields_[*column];
    if (text == "\\N") return {};
    if (*column < stray_.size() && !stray_[*column].empty() && text.ends_with(stray_[*column]))
        text.remove_suffix(stray_[*column].size());
    return text;
}

TableReader::Parsed TableReader::parse_quoted(std::string_view bytes, std::size_t& position) {
    Field field{position + 1, 0, false};
    for (auto at = field.begin;;) {
        const auto quote = bytes.find('"', at);
        if (quote == std::string_view::npos || (quote + 1 == bytes.size() && !window_.is_last()))
            return Parsed::unfinished;
        if (quote + 1 == bytes.size() || bytes[quote + 1] != '"') {
            field.end = quote;
            position = quote + 1;
            found_.push_back(field);
            return Parsed::whole;
        }
        field.has_quotes = true;
        at = quote + 2;
    }
}

TableReader::Parsed TableReader::parse_plain(std::string_view bytes, std::size_t& position) {
    const auto begin = position;
    while (position < bytes.size() && bytes[position] != separator_ && bytes[position] != '\n') ++position;
    if (position == bytes.size() && !window_.is_last()) return Parsed::unfinished;
    auto end = position;
    const bool ends_line = position == bytes.size() || bytes[position] == '\n';
    if (ends_line && end > begin && bytes[end - 1] == '\r') --end;
    found_.push_back({begin, end, false});
    return Parsed::whole;
}

// Parses from the start of `bytes` to `end`, behind the row's line end.
TableReader::Parsed TableReader::parse_row(std::string_view bytes, std::size_t& end) {
    found_.clear();
    for (std::size_t position = 0;;) {
        const bool is_quoted = has_quoting_ && position < bytes.size() && bytes[position] == '"';
        const auto parsed = is_quoted ? parse_quoted(bytes, position) : parse_plain(bytes, position);
        if (parsed != Parsed::whole) return parsed;
        if (is_quoted && position < bytes.size() && bytes[position] == '\r') {
            if (position + 1 == bytes.size() && !window_.is_last()) return Parsed::unfinished;
            ++position;
        }
        if (position >= bytes.size() || bytes[position] == '\n') {
            if (position >= bytes.size() && !window_.is_last()) return Parsed::unfinished;
            end = std::min(position + 1, bytes.size());
            return Parsed::whole;
        }
        if (bytes[position] != separator_ || found_.size() >= most_columns) return Parsed::broken;
        ++position;
    }
}

TableReader::Parsed TableReader::row_within_limits(std::size_t& end) {
    for (;;) {
        const auto parsed = parse_row(window_.bytes(), end);
        reason_ = SkipReason::malformed;
        if (parsed == Parsed::broken) return parsed;
        const auto size = parsed == Parsed::whole ? end : window_.bytes().size();
        if (size > longest_row) {
            const bool is_one_line = window_.bytes().substr(0, longest_row).find('\n') == std::string_view::npos;
            reason_ = is_one_line ? SkipReason::too_long : SkipReason::malformed;
            return Parsed::broken;
        }
        if (parsed == Parsed::whole || window_.is_last()) return parsed;
        window_.grow();
    }
}

void TableReader::consume(std::size_t count) {
    line_ += static_cast<std::size_t>(std::ranges::count(window_.bytes().substr(0, count), '\n'));
    window_.drop(count);
}

TableReader::Status TableReader::refuse(SkipReason reason) {
    reason_ = reason;
    window_.drop_line();
    ++line_;
    return Status::broken;
}

void TableReader::settle_fields(std::string_view bytes) {
    row_.assign(bytes);
    unquoted_.clear();
    unquoted_.reserve(row_.size());
    fields_.clear();
    for (const auto& field : found_) {
        const auto text = std::string_view{row_}.substr(field.begin, field.end - field.begin);
        if (!field.has_quotes) {
            fields_.push_back(text);
            continue;
        }
        const auto begin = unquoted_.size();
        for (std::size_t at = 0; at < text.size(); ++at) {
            unquoted_ += text[at];
            if (text[at] == '"') ++at;
        }
        fields_.push_back(std::string_view{unquoted_}.substr(begin));
    }
}

TableReader::Status TableReader::next() {
    for (;;) {
        if (window_.bytes().empty() && !window_.is_last()) window_.grow();
        if (window_.bytes().empty()) return Status::end;
        row_line_ = line_;
        std::size_t end = 0;
        const auto parsed = row_within_limits(end);
        if (parsed != Parsed::whole) return refuse(reason_);
        const auto bytes = window_.bytes().substr(0, end);
        const bool is_blank = found_.size() == 1 && found_.front().begin >= found_.front().end;
        const auto lines = static_cast<std::size_t>(std::ranges::count(bytes, '\n'));
        if (lines > longest_quoted_lines) return refuse(SkipReason::malformed);
        if (!names_.empty() && found_.size() != names_.size() && !is_blank) return refuse(SkipReason::columns);
        const bool is_text = is_utf8(bytes);
        if (!is_blank && is_text) settle_fields(bytes);
        consume(end);
        if (is_blank) continue;
        reason_ = SkipReason::encoding;
        return is_text ? Status::row : Status::broken;
    }
}

}  // namespace core::catalogue
