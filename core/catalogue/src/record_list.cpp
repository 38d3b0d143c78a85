#include "record_list.hpp"

#include "core/text/utf8.hpp"

#include <algorithm>
#include <charconv>
#include <vector>

namespace core::catalogue {
namespace {

constexpr int deepest_value = 32;

class RecordParser {
public:
    RecordParser(std::string_view text, std::span<const std::string_view> keys, const TakeRecord& take)
        : text_{text}, keys_{keys}, take_{take}, values_(keys.size()) {}

    bool read() {
        if (next_is('{')) return read_record() && at_end();
        if (!accept('[')) return false;
        if (accept(']')) return at_end();
        do {
            if (!read_record()) return false;
        } while (accept(','));
        return accept(']') && at_end();
    }

private:
    bool next_is(char wanted) {
        while (position_ < text_.size() && static_cast<unsigned char>(text_[position_]) <= 0x20) ++position_;
        return position_ < text_.size() && text_[position_] == wanted;
    }
    bool accept(char wanted) {
        if (!next_is(wanted)) return false;
        ++position_;
        return true;
    }
    bool at_end() {
        next_is('\0');
        return position_ == text_.size();
    }

    bool read_record() {
        if (!accept('{')) return false;
        for (auto& value : values_) value.clear();
        if (!accept('}')) {
            do {
                if (!read_member()) return false;
            } while (accept(','));
            if (!accept('}')) return false;
        }
        take_(values_);
        return true;
    }

    bool read_member() {
        key_.clear();
        if (!read_string(key_) || !accept(':')) return false;
        const auto wanted = std::ranges::find(keys_, key_);
        if (wanted == keys_.end()) return skip_value();
        auto& value = values_[static_cast<std::size_t>(wanted - keys_.begin())];
        value.clear();
        if (next_is('"') || next_is('\'')) return read_string(value);
        if (next_is('[') || next_is('{')) return skip_value();
        const auto bare = read_bare();
        if (bare != "None" && bare != "null") value = bare;
        return !bare.empty();
    }

    std::string_view read_bare() {
        next_is('\0');
        const auto begin = position_;
        while (position_ < text_.size() &&
               std::string_view{",]}[{:'\" "}.find(text_[position_]) == std::string_view::npos)
            ++position_;
        return text_.substr(begin, position_ - begin);
    }

    bool skip_value() {
        if (next_is('"') || next_is('\'')) return skip_string();
        if (!next_is('[') && !next_is('{')) return !read_bare().empty();
        for (int depth = 0; position_ < text_.size();) {
            const char letter = text_[position_];
            if (letter == '"' || letter == '\'') {
                if (!skip_string()) return false;
                continue;
            }
            ++position_;
            if ((letter == '[' || letter == '{') && ++depth > deepest_value) return false;
            if ((letter == ']' || letter == '}') && --depth == 0) return true;
        }
        return false;
    }

    bool skip_string() {
        const char quote = text_[position_++];
        for (; position_ < text_.size(); ++position_) {
            if (text_[position_] == '\\')
                ++position_;
            else if (text_[position_] == quote)
                return ++position_ > 0;
        }
        return false;
    }

    bool read_string(std::string& value) {
        if (!next_is('"') && !next_is('\'')) return false;
        const char quote = text_[position_++];
        while (position_ < text_.size()) {
            const char letter = text_[position_++];
            if (letter == quote) return true;
            if (letter != '\\')
                value += letter;
            else if (!read_escape(value))
                return false;
        }
        return false;
    }

    bool read_escape(std::string& value) {
        if (position_ == text_.size()) return false;
        const char letter = text_[position_++];
        if (letter == 'x') return read_code(value, 2);
        if (letter == 'u') return read_code(value, 4);
        if (letter == 'U') return read_code(value, 8);
        value += letter == 'n' || letter == 't' || letter == 'r' ? ' ' : letter;
        return true;
    }

    bool read_hexadecimal(std::size_t digits, char32_t& code) {
        if (text_.size() - position_ < digits) return false;
        std::uint32_t number{};
        const auto* begin = text_.data() + position_;
        const auto [end, error] = std::from_chars(begin, begin + digits, number, 16);
        code = number;
        position_ += digits;
        return error == std::errc{} && end == begin + digits;
    }

    bool read_code(std::string& value, std::size_t digits) {
        char32_t code{};
        if (!read_hexadecimal(digits, code)) return false;
        // JSON writes what is beyond U+FFFF as two halves.
        if (code >= 0xD800 && code < 0xDC00 && text_.substr(position_).starts_with("\\u")) {
            char32_t second{};
            position_ += 2;
            if (!read_hexadecimal(4, second)) return false;
            const bool is_pair = second >= 0xDC00 && second < 0xE000;
            code = is_pair ? 0x10000 + ((code - 0xD800) << 10U) + (second - 0xDC00) : 0xFFFD;
        }
        text::append_utf8(value, code);
        return true;
    }

    std::string_view text_;
    std::span<const std::string_view> keys_;
    const TakeRecord& take_;
    std::vector<std::string> values_;
    std::string key_;
    std::size_t position_{};
};

}  // namespace

bool read_records(std::string_view text, std::span<const std::string_view> keys, const TakeRecord& take) {
    return RecordParser{text, keys, take}.read();
}

}  // namespace core::catalogue
