#include "import_text.hpp"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <cstring>

namespace core::catalogue {
namespace {

unsigned byte_at(std::string_view text, std::size_t position) { return static_cast<unsigned char>(text[position]); }

bool continues(std::string_view text, std::size_t position) {
    return position < text.size() && (byte_at(text, position) & 0xC0U) == 0x80U;
}

// The length of the character that starts at `position`; 0 where the bytes are none.
std::size_t character_at(std::string_view text, std::size_t position) {
    const auto first = byte_at(text, position);
    if (first < 0x80) return 1;
    if (first < 0xC2 || first > 0xF4 || !continues(text, position + 1)) return 0;
    const auto second = byte_at(text, position + 1);
    if (first < 0xE0) return 2;
    if ((first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F)) return 0;
    if (!continues(text, position + 2)) return 0;
    if (first < 0xF0) return 3;
    if ((first == 0xF0 && second < 0x90) || (first == 0xF4 && second > 0x8F)) return 0;
    return continues(text, position + 3) ? 4 : 0;
}

bool is_blank(char letter) { return static_cast<unsigned char>(letter) <= 0x20 || letter == 0x7F; }

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
    return text;
}

// Whether all spaces are single ones, and there are no line ends or control characters.
bool is_clean(std::string_view text) {
    bool after_space = false;
    for (const char letter : text) {
        const bool is_space = letter == ' ';
        if ((is_space && after_space) || (!is_space && is_blank(letter))) return false;
        after_space = is_space;
    }
    return true;
}

}  // namespace

bool is_utf8(std::string_view text) {
    for (std::size_t position = 0; position < text.size();) {
        std::uint64_t eight{};
        if (position + sizeof eight <= text.size()) {
            std::memcpy(&eight, text.data() + position, sizeof eight);
            if ((eight & 0x8080808080808080U) == 0) {
                position += sizeof eight;
                continue;
            }
        }
        const auto length = character_at(text, position);
        if (length == 0) return false;
        position += length;
    }
    return true;
}

std::string cleaned(std::string_view text, std::size_t longest) {
    text = trimmed(text);
    if (text.size() <= longest && is_clean(text)) return std::string{text};
    std::string clean;
    clean.reserve(std::min(text.size(), longest));
    for (const char letter : text) {
        if (!is_blank(letter))
            clean += letter;
        else if (!clean.empty() && clean.back() != ' ')
            clean += ' ';
        if (clean.size() > longest) break;
    }
    if (clean.size() > longest) {
        auto end = longest;
        while (end > 0 && continues(clean, end)) --end;
        clean.resize(end);
    }
    while (clean.ends_with(' ')) clean.pop_back();
    return clean;
}

std::optional<int> whole_number(std::string_view text) {
    text = trimmed(text);
    if (text.ends_with(".0")) text.remove_suffix(2);
    int number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size() || number < 0) return std::nullopt;
    return number;
}

double mark_out_of_ten(std::string_view text) {
    text = trimmed(text);
    double number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} && end == text.data() + text.size() && number >= 0 && number <= 10 ? number : 0;
}

int year_of(std::string_view date) {
    date = trimmed(date);
    const auto slash = date.rfind('/');
    const auto digits = slash == std::string_view::npos ? date.substr(0, date.find('-')) : date.substr(slash + 1);
    const auto year = digits.size() == 4 || digits.ends_with(".0") ? whole_number(digits).value_or(0) : 0;
    return year >= 1870 && year <= 2100 ? year : 0;
}

std::uint32_t imdb_number(std::string_view id) {
    id = trimmed(id);
    if (id.starts_with("tt")) id.remove_prefix(2);
    std::uint32_t number{};
    const auto [end, error] = std::from_chars(id.data(), id.data() + id.size(), number);
    return error == std::errc{} && end == id.data() + id.size() && id.size() <= 10 ? number : 0;
}

std::string imdb_id(std::uint32_t number) {
    char id[16];
    std::snprintf(id, sizeof id, "tt%07u", number);
    return id;
}

bool is_true(std::string_view text) {
    const auto lowered = in_lower_case(trimmed(text));
    return lowered == "true" || lowered == "1" || lowered == "yes";
}

std::vector<std::string> parts(std::string_view text, char separator) {
    std::vector<std::string> found;
    for (std::size_t start = 0; start <= text.size();) {
        const auto end = std::min(text.find(separator, start), text.size());
        add_name(found, cleaned(text.substr(start, end - start), longest_imported_name));
        start = end + 1;
    }
    return found;
}

void add_name(std::vector<std::string>& names, std::string name) {
    if (!name.empty() && std::ranges::find(names, name) == names.end()) names.push_back(std::move(name));
}

std::string in_lower_case(std::string_view text) {
    std::string lowered{text};
    for (auto& letter : lowered)
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    return lowered;
}

}  // namespace core::catalogue
