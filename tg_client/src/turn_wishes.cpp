// From what was typed or pressed to a wish that is understood.
#include "kept_wish.hpp"
#include "plain_text.hpp"
#include "tg_client/dialogue/genre.hpp"
#include "tg_client/dialogue/keyboards.hpp"
#include "tg_client/dialogue/typed_wish.hpp"
#include "tg_client/telegram/html.hpp"
#include "turn.hpp"

#include <algorithm>

namespace tg_client {
namespace {

using api::Language;

// How sure a title must be where a text could be taken apart instead, and where it is a part. The exact title of a film
// that few have voted for is as sure as this.
constexpr double sure_as_whole = 0.88;
constexpr double sure_as_part = 0.85;
constexpr std::size_t most_offered = 8;

bool is_title(const api::SearchAnswer& found, double sure) {
    return found.query.matched_by != api::MatchedBy::description && !found.candidates.empty() &&
           found.query.confidence >= sure;
}

bool is_button(std::string_view typed, std::string_view Texts::*label) {
    const auto lowered = lower_case(typed);
    return lowered == lower_case(texts_in(Language::ru).*label) || lowered == lower_case(texts_in(Language::en).*label);
}

}  // namespace

void Turn::wish(std::string_view typed) {
    const auto read = read_wish(typed);
    if (read.whole.empty() || is_button(read.whole, &Texts::generate)) return say(std::string{texts().ask_for_film});
    if (is_button(read.whole, &Texts::generate_again)) return again();
    if (!read.has_parts()) return name_one(read.whole, {});
    const auto whole = parts_.backend.search({.q = read.whole, .limit = 1, .language = language_});
    if (!whole && whole.error().kind == BackendFault::Kind::away) return catalogue_away({.unclear = {read.whole}});
    if (whole && is_title(whole.value(), sure_as_whole)) return name_one(read.whole, {});
    View view;
    unlike(view, read.unliked);
    if (read.liked.size() == 1) return name_one(read.liked.front(), std::move(view));
    for (const auto& part : read.liked) {
        const auto found = parts_.backend.search({.q = part, .limit = 1, .language = language_});
        // A description has commas, too.
        if (!found || !is_title(found.value(), sure_as_part)) return name_one(read.whole, {});
    }
    view.unclear = read.liked;
    resolve(std::move(view));
}

// What is said not to be wanted: a genre, else a film.
void Turn::unlike(View& view, const std::vector<std::string>& unliked) {
    for (const auto& text : unliked) {
        if (const auto genre = genre_named(text)) {
            view.wish.filters.without_genres.emplace_back(genre->name);
            continue;
        }
        const auto found = parts_.backend.search({.q = text, .limit = 1, .language = language_});
        if (found && is_title(found.value(), sure_as_part))
            view.wish.disliked.push_back(found.value().candidates.front().id);
        else
            footnotes_.push_back(fill(texts().not_known, {escaped(text)}));
    }
}

// One text as the film of a wish: a film, several of that name, none, or a description.
void Turn::name_one(const std::string& text, View view) {
    auto asked = request_for(view.wish, 0, 1);
    asked.film = text;
    const auto answer = parts_.backend.recommend(asked);
    view.unclear = {text};
    if (!answer) {
        if (answer.error().kind == BackendFault::Kind::away) return catalogue_away(view);
        view.unclear.clear();
        const auto& nearest = answer.error().nearest;
        const auto question = fill(nearest.empty() ? texts().unknown_film : texts().nearest, {escaped(text)});
        return offer(question, nearest, view);
    }
    view.unclear.clear();
    const auto& query = answer.value().query;
    if (!answer.value().choices.empty())
        return offer(which_film(text, answer.value().choices), answer.value().choices, view);
    if (query.matched_by == api::MatchedBy::description)
        view.wish.text = text;
    else if (query.film)
        view.wish.liked.insert(view.wish.liked.begin(), query.film->id);
    show(std::move(view));
}

// Several texts, one after the other; where one fits several films the rest waits in the message that asks which.
void Turn::resolve(View view) {
    while (!view.unclear.empty()) {
        const auto text = view.unclear.front();
        const auto found = parts_.backend.search({.q = text, .limit = most_offered, .language = language_});
        if (!found && found.error().kind == BackendFault::Kind::away) return catalogue_away(view);
        view.unclear.erase(view.unclear.begin());
        if (!found || !is_title(found.value(), sure_as_part)) {
            footnotes_.push_back(fill(texts().not_known, {escaped(text)}));
            continue;
        }
        const auto& answer = found.value();
        if (answer.choices.size() > 1) return offer(which_film(text, answer.choices), answer.choices, view);
        view.wish.liked.push_back(answer.candidates.front().id);
    }
    if (view.wish.is_empty()) return say(std::string{texts().ask_for_film});
    show(std::move(view));
}

std::string Turn::which_film(const std::string& text, const std::vector<api::Candidate>& choices) const {
    const bool is_exact = !choices.empty() && choices.front().confidence >= sure_as_whole;
    return fill(is_exact ? texts().which_film : texts().inexact, {escaped(text)});
}

void Turn::offer(std::string_view question, const std::vector<api::Candidate>& films, const View& view) {
    InlineKeyboardMarkup keyboard;
    for (const auto& film : films)
        if (keyboard.inline_keyboard.size() < most_offered)
            keyboard.inline_keyboard.push_back({button(label_of(film, language_), Pick{film.id})});
    // The rest of the wish, where there is any, goes along in the question's link.
    const auto url = link_to(view, parts_.self.name);
    auto html = read_link(url) ? link(question, url) : std::string{question};
    for (const auto& note : footnotes_) html.append("\n\n").append(note);
    if (keyboard.inline_keyboard.empty()) return say(std::move(html));
    say(std::move(html), std::move(keyboard));
}

void Turn::catalogue_away(const View& view) {
    const auto words = !view.unclear.empty() ? view.unclear.front() : view.wish.text;
    auto wish = link(texts().wish_word, link_to(view, parts_.self.name));
    if (!words.empty()) wish += " " + quoted(escaped(words), language_);
    notice({});
    say(fill(texts().catalogue_away, {wish}), InlineKeyboardMarkup{{{button(texts().retry, Retry{})}}});
}

void Turn::retry() {
    auto view = view_in(*message_);
    if (!view) return notice(texts().too_old, true);
    const bool is_one_text = view->unclear.size() == 1 && view->wish.is_empty();
    if (is_one_text && view->is_for_group) return together(view->unclear.front());
    if (is_one_text && view->wish.filters.without_genres.empty()) return wish(view->unclear.front());
    if (is_one_text) return name_one(view->unclear.front(), *view);
    resolve(*std::move(view));
}

void Turn::pick(const std::string& film) {
    auto view = view_in(*message_).value_or(View{});
    view.wish.liked.push_back(film);
    resolve({.wish = std::move(view.wish), .unclear = std::move(view.unclear)});
}

// False where a link names a film that there is not.
bool Turn::is_known(const Wish& wish) {
    return std::ranges::all_of(wish.liked, [this](const std::string& film) {
        const auto found = parts_.backend.film({.id = film, .language = language_});
        return found || found.error().kind == BackendFault::Kind::away;
    });
}

void Turn::open(Wish wish) {
    if (wish.is_empty()) return greet();
    show({.wish = std::move(wish)});
}

// The last wish once more, with films that were not shown for it.
void Turn::again() {
    const auto page = parts_.backend.history({.session_id = session_, .limit = 1});
    if (!page) return say(std::string{texts().notes_away});
    if (page.value().history.empty()) return say(std::string{texts().nothing_asked_yet});
    const auto& entry = page.value().history.front();
    View view{.wish = wish_of(entry)};
    auto shown = parts_.backend.shown({.session_id = session_,
                                       .film = entry.film,
                                       .liked = texts_of(entry.liked),
                                       .disliked = view.wish.disliked,
                                       .filters = entry.filters ? std::optional{view.wish.filters} : std::nullopt});
    if (shown) view.shown_before = std::move(shown).value().shown;
    show(std::move(view));
}

// Five more for the wish of this message. A film that was liked meanwhile shifts what comes.
void Turn::more() {
    auto view = view_in(*message_);
    if (!view || view->wish.is_empty()) return notice(texts().too_old, true);
    View next{.wish = view->wish, .next_offset = view->next_offset, .exhausted = view->exhausted};
    for (const auto& found : view->films) next.shown_before.push_back(found.film);
    next.shown_before.insert(next.shown_before.end(), view->shown_before.begin(), view->shown_before.end());
    for (const auto& film : next.shown_before) {
        const auto opinion = opinions().find(film);
        const bool is_new = opinion != opinions().end() && opinion->second == api::Opinion::liked &&
                            std::ranges::find(next.wish.liked, film) == next.wish.liked.end();
        if (!is_new || !next.wish.text.empty() || next.wish.liked.size() >= 2 * most_named) continue;
        next.wish.liked.push_back(film);
        next.next_offset = 0;
        next.exhausted = false;
    }
    if (next.exhausted) {
        notice({});
        return say(std::string{texts().no_more});
    }
    show(std::move(next));
}

}  // namespace tg_client
