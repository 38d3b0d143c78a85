#include "tg_client/telegram/html.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <vector>

namespace tg_client {
namespace {

constexpr std::string_view ellipsis = "…";

// The smallest part of HTML that is not cut: a tag, an entity or a character.
struct Piece {
    std::string_view text{};
    std::size_t units{};  // of UTF-16, as it is seen
    bool is_tag = false;
};

// The code point of a numeric entity's inside, "38" or "x26"; 0 where it is none.
std::uint32_t code_point_of(std::string_view digits) {
    const int base = digits.starts_with('x') || digits.starts_with('X') ? 16 : 10;
    if (base == 16) digits.remove_prefix(1);
    std::uint32_t code{};
    const auto* const end = digits.data() + digits.size();
    const auto [stop, fault] = std::from_chars(digits.data(), end, code, base);
    return fault == std::errc{} && stop == end && code <= 0x10FFFF ? code : 0;
}

// UTF-16 units of the entity `name`, which stands between & and ;. Telegram knows these names only: other ones are seen
// as they are written, and this is 0.
std::size_t units_of_entity(std::string_view name) {
    constexpr std::array<std::string_view, 4> names{"lt", "gt", "amp", "quot"};
    if (std::ranges::find(names, name) != names.end()) return 1;
    if (!name.starts_with('#')) return 0;
    const auto code = code_point_of(name.substr(1));
    return code == 0 ? 0 : code < 0x10000 ? 1 : 2;
}

Piece character_of(std::string_view html) {
    const auto lead = static_cast<unsigned char>(html.front());
    const std::size_t width = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
    return {html.substr(0, width), width == 4 ? std::size_t{2} : std::size_t{1}};
}

// What `html`, which is not empty, begins with.
Piece first_piece(std::string_view html) {
    if (html.front() == '<') {
        const auto end = html.find('>');
        if (end != std::string_view::npos) return {html.substr(0, end + 1), 0, true};
    }
    if (html.front() == '&') {
        constexpr std::size_t longest = 12;
        const auto end = html.substr(0, longest).find(';');
        const auto units = end == std::string_view::npos ? 0 : units_of_entity(html.substr(1, end - 1));
        if (units > 0) return {html.substr(0, end + 1), units};
    }
    return character_of(html);
}

std::string_view tag_name(std::string_view tag) {
    tag.remove_prefix(tag.starts_with("</") ? 2 : 1);
    return tag.substr(0, tag.find_first_of(" >"));
}

bool is_blank(std::string_view piece) { return piece == " " || piece == "\n" || piece == "\t" || piece == "\r"; }

// A place where HTML may be cut, and the tags that are open there.
struct Cut {
    std::size_t at{};
    std::vector<std::string_view> open{};
};

void follow(std::string_view tag, std::vector<std::string_view>& open) {
    if (!tag.starts_with("</"))
        open.push_back(tag_name(tag));
    else if (!open.empty() && open.back() == tag_name(tag))
        open.pop_back();
}

// The best place for a cut with at most `units` seen before it: after a word, or where not even one fits, anywhere.
Cut best_cut(std::string_view html, std::size_t units) {
    Cut word, here;
    std::size_t seen = 0;
    bool is_in_word = false;
    while (here.at < html.size()) {
        const auto piece = first_piece(html.substr(here.at));
        const bool ends_word = is_in_word && is_blank(piece.text);
        if (ends_word) word = here;
        if (seen + piece.units > units) break;
        seen += piece.units;
        here.at += piece.text.size();
        if (piece.is_tag)
            follow(piece.text, here.open);
        else
            is_in_word = !is_blank(piece.text);
    }
    return word.at > 0 ? word : here;
}

std::string in_tag(std::string_view name, std::string_view html) {
    return std::string{"<"}.append(name).append(">").append(html).append("</").append(name).append(">");
}

}  // namespace

std::string escaped(std::string_view text) {
    std::string html;
    html.reserve(text.size());
    for (const char letter : text) {
        if (letter == '<')
            html += "&lt;";
        else if (letter == '>')
            html += "&gt;";
        else if (letter == '&')
            html += "&amp;";
        else if (letter == '"')
            html += "&quot;";
        else
            html += letter;
    }
    return html;
}

std::string bold(std::string_view html) { return in_tag("b", html); }
std::string italic(std::string_view html) { return in_tag("i", html); }

std::string link(std::string_view html, std::string_view url) {
    return "<a href=\"" + escaped(url) + "\">" + std::string{html} + "</a>";
}

std::size_t visible_length(std::string_view html) {
    std::size_t units = 0;
    while (!html.empty()) {
        const auto piece = first_piece(html);
        units += piece.units;
        html.remove_prefix(piece.text.size());
    }
    return units;
}

std::string cut_to(std::string_view html, std::size_t utf16_units) {
    if (visible_length(html) <= utf16_units) return std::string{html};
    if (utf16_units == 0) return {};
    const auto cut = best_cut(html, utf16_units - 1);
    auto text = std::string{html.substr(0, cut.at)}.append(ellipsis);
    for (auto tag = cut.open.rbegin(); tag != cut.open.rend(); ++tag) text.append("</").append(*tag).append(">");
    return text;
}

}  // namespace tg_client
