#include "tg_client/dialogue/wish.hpp"

#include "tg_client/dialogue/genre.hpp"
#include "tg_client/dialogue/typed_wish.hpp"

#include <algorithm>
#include <charconv>

#include <boost/url/parse.hpp>
#include <boost/url/url.hpp>

namespace tg_client {
namespace {

const boost::urls::encoding_opts plus_is_plus{false, false, false};
constexpr std::size_t longest_link = 4096;
constexpr std::size_t longest_text = longest_wish * 4;  // bytes
constexpr std::size_t longest_name = 64;                // bytes

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    while (!text.empty()) {
        const auto end = std::min(text.find(separator), text.size());
        parts.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return parts;
}

std::optional<int> number_in(std::string_view text, int least, int most) {
    int number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size() || number < least || number > most)
        return std::nullopt;
    return number;
}
std::optional<int> year_in(std::string_view text) { return number_in(text, 1800, 2200); }

// What separates parts of a payload is in no id of ours.
bool fits_payload(std::string_view id) { return api::is_film_id(id) && id.find('_') == std::string_view::npos; }

void append_genres(std::string& payload, char kind, const std::vector<std::string>& names) {
    std::string letters;
    for (const auto& genre : genres())
        if (std::ranges::find(names, genre.name) != names.end()) letters += genre.letter;
    if (!letters.empty()) payload.append("_").append(1, kind).append(letters);
}

bool says_anything(const Wish& wish) {
    const auto& filters = wish.filters;
    return !wish.is_empty() || !wish.disliked.empty() || !filters.genres.empty() || !filters.without_genres.empty() ||
           filters.from_year || filters.to_year;
}

std::string whole_payload(const Wish& wish) {
    std::string payload;
    for (const auto& film : wish.liked)
        if (fits_payload(film)) payload.append("_l").append(film);
    for (const auto& film : wish.disliked)
        if (fits_payload(film)) payload.append("_d").append(film);
    append_genres(payload, 'g', wish.filters.genres);
    append_genres(payload, 'x', wish.filters.without_genres);
    if (wish.filters.from_year) payload.append("_y").append(std::to_string(*wish.filters.from_year));
    if (wish.filters.to_year) payload.append("_z").append(std::to_string(*wish.filters.to_year));
    return payload.empty() ? payload : payload.substr(1);
}

void add_film(std::vector<std::string>& films, std::string_view id) {
    if (films.size() < 2 * most_named && api::is_film_id(id)) films.emplace_back(id);
}

void add_genres(std::vector<std::string>& names, std::string_view letters) {
    for (const auto& genre : genres()) {
        const bool is_named = letters.find(genre.letter) != std::string_view::npos;
        if (is_named && std::ranges::find(names, genre.name) == names.end()) names.emplace_back(genre.name);
    }
}

void read_part(Wish& wish, std::string_view part) {
    const auto told = part.substr(1);
    switch (part.front()) {
        case 'l':
            return add_film(wish.liked, told);
        case 'd':
            return add_film(wish.disliked, told);
        case 'g':
            return add_genres(wish.filters.genres, told);
        case 'x':
            return add_genres(wish.filters.without_genres, told);
        case 'y':
            wish.filters.from_year = year_in(told);
            return;
        case 'z':
            wish.filters.to_year = year_in(told);
            return;
        default:
            return;
    }
}

std::string joined(const std::vector<std::string>& parts) {
    std::string text;
    for (const auto& part : parts) text.append(text.empty() ? "" : "~").append(part);
    return text;
}

void read_found(View& view, std::string_view text) {
    const auto parts = split(text, '~');
    for (std::size_t at = 0; at + 1 < parts.size() && view.films.size() < most_pages; at += 2)
        if (const auto offset = number_in(parts[at + 1], 0, api::deepest_offset); offset && api::is_film_id(parts[at]))
            view.films.push_back({std::string{parts[at]}, *offset});
}

void read_text(std::vector<std::string>& texts, std::string_view text) {
    if (text.size() <= longest_text && texts.size() < most_named) texts.emplace_back(text);
}

void read_voter(View& view, std::string_view text) {
    const auto parts = split(text, '~');
    if (parts.size() != 3 || parts[2].empty() || view.voters.size() >= most_voters || parts[2].size() > longest_name)
        return;
    const auto film = number_in(parts[0], 0, static_cast<int>(most_pages) - 1);
    std::int64_t person{};
    const auto [end, error] = std::from_chars(parts[1].data(), parts[1].data() + parts[1].size(), person);
    if (film && error == std::errc{} && end == parts[1].data() + parts[1].size())
        view.voters.push_back({*film, person, std::string{parts[2]}});
}

void read_field(View& view, std::string_view name, std::string_view value) {
    if (name == "start") {
        if (auto wish = read_payload(value)) view.wish = *std::move(wish);
    } else if (name == "q") {
        if (value.size() <= longest_text) view.wish.text = value;
    } else if (name == "f") {
        read_found(view, value);
    } else if (name == "o") {
        view.next_offset = number_in(value, 0, api::deepest_offset).value_or(0);
    } else if (name == "e") {
        view.exhausted = true;
    } else if (name == "b") {
        for (const auto film : split(value, '~'))
            if (view.shown_before.size() < most_shown_before && api::is_film_id(film))
                view.shown_before.emplace_back(film);
    } else if (name == "u") {
        read_text(view.unclear, value);
    } else if (name == "g") {
        view.is_for_group = true;
    } else if (name == "v") {
        read_voter(view, value);
    }
}

}  // namespace

std::optional<std::string> payload_of(const Wish& wish) {
    auto payload = whole_payload(wish);
    if (!wish.text.empty() || payload.empty() || payload.size() > longest_payload) return std::nullopt;
    return payload;
}

std::optional<Wish> read_payload(std::string_view payload) {
    Wish wish;
    for (const auto part : split(payload.substr(0, longest_link), '_'))
        if (part.size() > 1) read_part(wish, part);
    // What is not wanted may stand alone: beside a description, or a film that is yet to be chosen.
    if (says_anything(wish)) return wish;
    if (!fits_payload(payload)) return std::nullopt;
    return Wish{.liked = {std::string{payload}}};
}

std::string link_to(const View& view, std::string_view bot_name) {
    boost::urls::url link{"https://t.me/"};
    link.set_path("/" + std::string{bot_name});
    auto fields = link.params(plus_is_plus);
    fields.append({"start", whole_payload(view.wish)});
    if (!view.wish.text.empty()) fields.append({"q", view.wish.text});
    std::vector<std::string> films;
    films.reserve(view.films.size());
    for (const auto& found : view.films) films.push_back(found.film + "~" + std::to_string(found.offset));
    if (!films.empty()) fields.append({"f", joined(films)});
    if (view.next_offset > 0) fields.append({"o", std::to_string(view.next_offset)});
    if (view.exhausted) fields.append({"e", "1"});
    auto before = view.shown_before;
    before.resize(std::min(before.size(), most_shown_before));
    if (!before.empty()) fields.append({"b", joined(before)});
    for (const auto& text : view.unclear) fields.append({"u", text});
    if (view.is_for_group) fields.append({"g", "1"});
    for (const auto& voter : view.voters)
        fields.append({"v", std::to_string(voter.film) + "~" + std::to_string(voter.person) + "~" + voter.name});
    return std::string{link.buffer()};
}

std::optional<View> read_link(std::string_view text) {
    if (text.size() > longest_link) return std::nullopt;
    const auto link = boost::urls::parse_uri(text);
    // Boost.URL 1.81 reads beyond an empty query.
    if (!link || link->host() != "t.me" || link->encoded_query().empty()) return std::nullopt;
    View view;
    for (const auto& field : link->params(plus_is_plus)) read_field(view, field.key, field.value);
    if (!says_anything(view.wish) && view.unclear.empty()) return std::nullopt;
    return view;
}

std::optional<View> view_in(const Message& message) {
    for (const auto* entities : {&message.caption_entities, &message.entities}) {
        if (!*entities) continue;
        for (const auto& entity : **entities)
            if (entity.type == "text_link" && entity.url)
                if (auto view = read_link(*entity.url)) return view;
    }
    return std::nullopt;
}

}  // namespace tg_client
