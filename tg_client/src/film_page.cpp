#include "tg_client/dialogue/film_page.hpp"

#include "plain_text.hpp"
#include "tg_client/dialogue/genre.hpp"
#include "tg_client/dialogue/keyboards.hpp"
#include "tg_client/telegram/html.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

#include <boost/url/encode.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>

namespace tg_client {
namespace {

using api::Language;

constexpr std::string_view no_break = "\u00a0";
constexpr std::size_t most_genres = 3;

std::string joined(const std::vector<std::string>& parts, std::string_view separator) {
    std::string text;
    for (const auto& part : parts) {
        if (part.empty()) continue;
        if (!text.empty()) text += separator;
        text += part;
    }
    return text;
}

std::string year_in_brackets(int year) { return year > 0 ? " (" + std::to_string(year) + ")" : std::string{}; }

const std::string& first_title(const api::FilmName& film, Language language) {
    return language == Language::ru && film.title_ru ? *film.title_ru : film.title;
}

// The title in the other language, where it is another one.
std::string second_title(const api::FilmName& film, Language language) {
    if (!film.title_ru || *film.title_ru == film.title) return {};
    return language == Language::ru ? film.title : *film.title_ru;
}

// "Один дома (1990)" is quoted as «Один дома» (1990).
std::string quoted_title(std::string_view title, Language language) {
    const auto year = title.ends_with(')') ? title.rfind(" (") : std::string_view::npos;
    if (year == std::string_view::npos) return quoted(escaped(title), language);
    return quoted(escaped(title.substr(0, year)), language) + std::string{no_break} + escaped(title.substr(year + 1));
}

std::string run_time(int minutes, const Texts& texts) {
    const auto hours = std::to_string(minutes / 60), rest = std::to_string(minutes % 60);
    if (minutes < 60) return fill(texts.minutes, {rest});
    return minutes % 60 == 0 ? fill(texts.hours, {hours}) : fill(texts.hours_minutes, {hours, rest});
}

std::string rating_text(const api::Rating& rating, Language language) {
    std::array<char, 16> average{};
    std::snprintf(average.data(), average.size(), "%.1f", rating.average);
    std::string number{average.data()};
    if (language == Language::ru) std::ranges::replace(number, '.', ',');
    return "⭐" + std::string{no_break} + number + std::string{no_break} + escaped(rating.source);
}

std::string facts_line(const api::FilmCard& film, Language language) {
    std::vector<std::string> facts;
    if (film.rating) facts.push_back(rating_text(*film.rating, language));
    auto genres = film.genres;
    genres.resize(std::min(genres.size(), most_genres));
    facts.push_back(escaped(joined(genres, ", ")));
    if (film.runtime_min) facts.push_back(run_time(*film.runtime_min, texts_in(language)));
    facts.push_back(escaped(joined(film.countries, ", ")));
    return joined(facts, std::string{no_break} + "· ");
}

// That a film fits the description is said by the line that tells the description.
std::string reasons_line(const FilmPage& page, const Texts& texts) {
    std::vector<std::string> reasons;
    reasons.reserve(page.reasons.size());
    for (const auto& reason : page.reasons)
        if (reason.signal != "description") reasons.push_back(escaped(reason.text));
    return reasons.empty() ? std::string{} : bold(texts.why) + " " + joined(reasons, "; ");
}

// What the film is an answer to, with the link that holds the view, and its page.
std::string origin_line(const FilmPage& page, Language language, std::string_view bot_name) {
    const auto& texts = texts_in(language);
    const auto& wish = page.view.wish;
    if (page.origin == FilmPage::Origin::choice) return {};
    if (page.origin == FilmPage::Origin::chance) return italic(texts.random);
    const auto linked = link(wish_in_words(wish, page.titles, language), link_to(page.view, bot_name));
    return italic(fill(wish.text.empty() ? texts.like : texts.by_description, {linked}));
}

std::string head_of(const FilmPage& page, Language language) {
    const auto& film = page.film;
    const auto second = second_title(film, language);
    const auto head = bold(escaped(first_title(film, language)));
    return head + year_in_brackets(film.year) + (second.empty() ? "" : "\n" + escaped(second));
}

std::string percent_encoded(std::string_view text) {
    return boost::urls::encode({text.data(), text.size()}, boost::urls::unreserved_chars);
}

// Telegram's own page for passing a link on. What does not fit into one is shared as the film itself.
std::string share_url(const FilmPage& page, Language language, std::string_view bot_name) {
    auto payload = page.origin == FilmPage::Origin::wish ? payload_of(page.view.wish) : std::nullopt;
    const auto what = payload ? joined(page.titles.liked, ", ") : title_of(page.film, language);
    if (!payload) payload = payload_of({.liked = {page.film.id}});
    const auto bot_link = "https://t.me/" + std::string{bot_name} + "?start=" + payload.value_or("");
    return "https://t.me/share/url?url=" + percent_encoded(bot_link) +
           "&text=" + percent_encoded(fill(texts_in(language).share_text, {what}));
}

}  // namespace

std::string quoted(std::string_view html, Language language) {
    return language == Language::ru ? "«" + std::string{html} + "»" : "“" + std::string{html} + "”";
}

std::string title_of(const api::FilmName& film, Language language) {
    return first_title(film, language) + year_in_brackets(film.year);
}

std::string label_of(const api::Candidate& film, Language language) {
    auto label = title_of(film, language);
    if (!film.directors.empty()) label.append(", ").append(film.directors.front());
    return label;
}

std::string wish_in_words(const Wish& wish, const WishTitles& titles, Language language) {
    const auto& texts = texts_in(language);
    const auto& liked = titles.liked;
    std::string words;
    if (!wish.text.empty()) words = quoted(escaped(wish.text), language);
    for (std::size_t at = 0; at < liked.size() && wish.text.empty(); ++at) {
        if (at > 0) words += at + 1 == liked.size() ? texts.and_word : ", ";
        words += quoted_title(liked[at], language);
    }
    std::vector<std::string> without;
    for (const auto& name : wish.filters.without_genres)
        if (const auto genre = genre_called(name)) without.push_back(lower_case(name_in(*genre, language)));
    for (const auto& title : titles.disliked) without.push_back(quoted_title(title, language));
    if (const auto year = wish.filters.from_year)
        words.append(", ").append(lower_case(fill(texts.since, {std::to_string(*year)})));
    if (!without.empty()) words.append(", ").append(fill(texts.without, {joined(without, ", ")}));
    return words;
}

// The synopsis is folded to three lines, so that picture, reasons and buttons are seen at once.
std::string caption_of(const FilmPage& page, Language language, std::string_view bot_name) {
    const auto& texts = texts_in(language);
    const auto above = joined({head_of(page, language) + "\n" + facts_line(page.film, language),
                               joined({reasons_line(page, texts), origin_line(page, language, bot_name)}, "\n")},
                              "\n\n");
    const auto below = joined(page.notes, "\n");
    const auto used = visible_length(above) + visible_length(below) + 4;
    const auto room = longest_caption > used + 40 ? longest_caption - used : 0;
    auto synopsis = page.film.synopsis && room > 0 ? cut_to(escaped(*page.film.synopsis), room) : std::string{};
    if (!synopsis.empty()) synopsis = "<blockquote expandable>" + synopsis + "</blockquote>";
    return cut_to(joined({above, synopsis, below}, "\n\n"), longest_caption);
}

InlineKeyboardMarkup buttons_below(const FilmPage& page, Language language, std::string_view bot_name) {
    const auto& texts = texts_in(language);
    const auto count = static_cast<int>(page.view.films.size());
    const auto at = static_cast<int>(page.page);
    InlineKeyboardMarkup keyboard;
    auto& rows = keyboard.inline_keyboard;
    if (count > 1)
        rows.push_back({button("⬅️", TurnTo{(at + count - 1) % count}),
                        button(std::to_string(at + 1) + "/" + std::to_string(count), Nothing{}),
                        button("➡️", TurnTo{(at + 1) % count})});
    const auto rate = [&](std::string_view text, api::Opinion opinion) {
        const bool is_set = page.opinion == opinion;
        return button(is_set ? "✅" + std::string{text} : std::string{text}, Rate{opinion, page.film.id});
    };
    rows.push_back({rate("👍", api::Opinion::liked), rate("👎", api::Opinion::disliked), rate("👁", api::Opinion::seen),
                    rate("➕", api::Opinion::to_watch)});
    rows.push_back({button(texts.like_this, LikeThis{page.film.id})});
    if (page.origin == FilmPage::Origin::wish) rows.back().push_back(button(texts.more, More{}));
    if (page.origin == FilmPage::Origin::chance) rows.back().push_back(button(texts.another, Random{}));
    rows.back().push_back(link_button(texts.share, share_url(page, language, bot_name)));
    return keyboard;
}

}  // namespace tg_client
