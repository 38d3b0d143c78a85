// From a wish to films, and from a film to the page that is shown.
#include "tg_client/dialogue/keyboards.hpp"
#include "tg_client/telegram/html.hpp"
#include "turn.hpp"

#include <algorithm>

namespace tg_client {
namespace {

constexpr int films_of_a_request = 20;
constexpr int most_requests = 60;  // more than reach the deepest offset
constexpr int opinions_of_a_request = 1000;
constexpr int most_requests_for_opinions = 10;
constexpr std::size_t most_excluded = 400;

}  // namespace

api::RecommendRequest Turn::request_for(const Wish& wish, int offset, int limit) const {
    api::RecommendRequest asked;
    auto liked = wish.liked;
    if (!wish.text.empty()) {
        asked.film = wish.text;
    } else if (!liked.empty()) {
        asked.film = liked.front();
        liked.erase(liked.begin());
    }
    asked.liked = std::move(liked);
    asked.disliked = wish.disliked;
    asked.limit = limit;
    asked.offset = offset;
    asked.language = language_;
    asked.filters = wish.filters;
    return asked;
}

// Everything that is thought of films, asked for once.
const std::map<std::string, api::Opinion>& Turn::opinions() {
    if (opinions_) return *opinions_;
    opinions_.emplace();
    if (!notes().are_there) return *opinions_;
    api::RatingsQuery query{.session_id = session_, .limit = opinions_of_a_request};
    for (int request = 0; request < most_requests_for_opinions; ++request) {
        const auto page = parts_.backend.ratings(query);
        if (!page) break;
        for (const auto& rated : page.value().ratings) opinions_->emplace(rated.film, rated.rating);
        if (!page.value().next_cursor) break;
        query.cursor = page.value().next_cursor;
    }
    return *opinions_;
}

void Turn::mark(FilmPage& page) {
    const auto opinion = opinions().find(page.film.id);
    if (opinion != opinions().end()) page.opinion = opinion->second;
}

std::unordered_set<std::string> Turn::hidden_films(const View& view) {
    std::unordered_set<std::string> hidden{view.shown_before.begin(), view.shown_before.end()};
    const bool hide_seen = notes().settings.hide_seen;
    for (const auto& [film, opinion] : opinions())
        if (opinion == api::Opinion::disliked || (opinion == api::Opinion::seen && hide_seen)) hidden.insert(film);
    return hidden;
}

// How the films are called that the wish has by their ids.
void Turn::take_names(View& view, Answered& answered, const api::RecommendAnswer& answer) const {
    answered.index_version = answer.index_version;
    if (!answered.asked.empty() || !view.wish.text.empty()) return;
    if (answer.query.film) {
        answered.asked.push_back(title_of(*answer.query.film, language_));
        // It may have been named otherwise than by its present id.
        if (!view.wish.liked.empty()) view.wish.liked.front() = answer.query.film->id;
    }
    for (const auto& liked : answer.liked)
        if (liked.film) answered.asked.push_back(title_of(*liked.film, language_));
}

// Films for the view, from its next offset on, until there are as many as wanted or no more.
Got<core::Done> Turn::find_films(View& view, Answered& answered) {
    add_settings(view.wish.filters);
    const auto hidden = hidden_films(view);
    for (int request = 0; request < most_requests && view.next_offset <= api::deepest_offset; ++request) {
        auto answer = parts_.backend.recommend(request_for(view.wish, view.next_offset, films_of_a_request));
        if (!answer) return answer.error();
        take_names(view, answered, answer.value());
        answered.choices = answer.value().choices;
        for (auto& film : answer.value().recommendations) {
            if (view.films.size() == answered.wanted) return core::Done{};
            const int offset = view.next_offset++;
            if (hidden.contains(film.id)) continue;
            view.films.push_back({film.id, offset});
            answered.films.push_back(std::move(film));
        }
        view.exhausted = answer.value().exhausted || answer.value().recommendations.empty();
        if (view.exhausted) break;
    }
    return core::Done{};
}

void Turn::add_settings(api::Filters& filters) {
    const auto& settings = notes().settings;
    for (const auto& genre : settings.without_genres)
        if (std::ranges::find(filters.without_genres, genre) == filters.without_genres.end())
            filters.without_genres.push_back(genre);
    if (settings.from_year && !filters.from_year) filters.from_year = settings.from_year;
    if (settings.to_year && !filters.to_year) filters.to_year = settings.to_year;
}

// The same; false where the catalogue is away or knows nothing of the wish, which was said then.
bool Turn::fill_view(View& view, Answered& answered) {
    const auto found = find_films(view, answered);
    if (found && answered.choices.empty()) return true;
    const auto named = view.wish.liked.empty() ? std::string{} : escaped(view.wish.liked.front());
    if (found)
        offer(which_film(view.wish.liked.front(), answered.choices), answered.choices, {});
    else if (found.error().kind == BackendFault::Kind::away)
        catalogue_away(view);
    else if (found.error().kind == BackendFault::Kind::unknown_film)
        say(fill(texts().unknown_film, {named}));
    else
        say(std::string{texts().nothing_fits});
    return false;
}

void Turn::show(View view) {
    Answered answered;
    if (!fill_view(view, answered)) return;
    if (view.films.empty()) {
        notice({});
        return say(std::string{view.shown_before.empty() ? texts().nothing_fits : texts().no_more});
    }
    keep(view, answered);
    FilmPage page;
    page.reasons = answered.films.front().reasons;
    page.film = std::move(answered.films.front());
    page.titles = {std::move(answered.asked), titles_of(view.wish.disliked)};
    page.view = std::move(view);
    send_page(std::move(page));
}

void Turn::keep(const View& view, const Answered& answered) {
    auto liked = view.wish.liked;
    api::HistoryRequest entry{.session_id = session_,
                              .film = view.wish.text,
                              .disliked = view.wish.disliked,
                              .filters = view.wish.filters,
                              .index_version = answered.index_version};
    if (entry.film.empty()) {
        entry.film = liked.front();
        liked.erase(liked.begin());
    }
    entry.liked = std::move(liked);
    for (const auto& found : view.films) entry.recommendation.push_back(found.film);
    const bool is_kept =
        notes().are_there && parts_.backend.keep(entry, "tg-" + session_ + "-" + std::to_string(update_.update_id));
    if (!is_kept) footnotes_.emplace_back(texts().not_kept);
}

// The picture as Telegram has it already, else its bytes, else none. `name` is under which it is remembered.
Picture Turn::picture_of(const std::string& film, std::string& name) {
    name = film + (language_ == api::Language::ru ? ":ru" : ":en");
    if (const auto known = parts_.pictures.find(name)) return Picture::known(*known);
    auto bytes = parts_.backend.poster({.id = film, .language = language_});
    return bytes ? Picture::upload("poster.jpg", std::move(bytes).value()) : Picture{};
}

void Turn::send_page(FilmPage page) {
    page.notes.insert(page.notes.end(), footnotes_.begin(), footnotes_.end());
    footnotes_.clear();
    mark(page);
    std::string name;
    auto picture = picture_of(page.film.id, name);
    const auto caption = caption_of(page, language_, parts_.self.name);
    const auto buttons = buttons_below(page, language_, parts_.self.name);
    notice({});
    SendMessage plain{.chat_id = chat_, .text = caption, .reply_markup = buttons};
    if (picture == Picture{}) {
        replies_.push_back({std::move(plain)});
        return;
    }
    SendPhoto pictured{.chat_id = chat_, .photo = std::move(picture), .caption = caption, .reply_markup = buttons};
    replies_.push_back({std::move(pictured), {std::move(plain)}, name});
}

std::vector<std::string> Turn::titles_of(const std::vector<std::string>& films) {
    std::vector<std::string> titles;
    for (const auto& film : films)
        if (const auto found = parts_.backend.film({.id = film, .language = language_}))
            titles.push_back(title_of(found.value(), language_));
    return titles;
}

// A page of a view that was shown before. The order of films is fixed, so that the film still stands where it stood;
// after the catalogue has changed it is shown without its reasons.
std::optional<FilmPage> Turn::page_of(const View& view, std::size_t at) {
    FilmPage page{.view = view, .page = at};
    page.titles.disliked = titles_of(view.wish.disliked);
    const auto& found = view.films[at];
    const auto answer = parts_.backend.recommend(request_for(view.wish, found.offset, 1));
    if (answer && !answer.value().recommendations.empty() && answer.value().recommendations.front().id == found.film) {
        const auto& film = answer.value().recommendations.front();
        page.film = film;
        page.reasons = film.reasons;
        if (view.wish.text.empty() && answer.value().query.film)
            page.titles.liked.push_back(title_of(*answer.value().query.film, language_));
        for (const auto& liked : answer.value().liked)
            if (liked.film) page.titles.liked.push_back(title_of(*liked.film, language_));
        return page;
    }
    if (!answer && answer.error().kind == BackendFault::Kind::away) return std::nullopt;
    auto film = parts_.backend.film({.id = found.film, .language = language_});
    if (!film) return std::nullopt;
    page.film = std::move(film).value();
    page.titles.liked = titles_of(view.wish.liked);
    return page;
}

void Turn::turn_to(int number) {
    const auto view = view_in(*message_);
    if (!view || number < 0 || static_cast<std::size_t>(number) >= view->films.size())
        return notice(texts().too_old, true);
    auto page = page_of(*view, static_cast<std::size_t>(number));
    if (!page) return notice(texts().catalogue_resting, true);
    mark(*page);
    if (!message_->photo)
        return rewrite(caption_of(*page, language_, parts_.self.name),
                       buttons_below(*page, language_, parts_.self.name));
    std::string name;
    auto picture = picture_of(page->film.id, name);
    const auto caption = caption_of(*page, language_, parts_.self.name);
    const auto buttons = buttons_below(*page, language_, parts_.self.name);
    EditMessageCaption without_picture{
        .chat_id = chat_, .message_id = message_->message_id, .caption = caption, .reply_markup = buttons};
    if (picture == Picture{}) {
        replies_.push_back({std::move(without_picture)});
        return;
    }
    SendPhoto anew{.chat_id = chat_, .photo = picture, .caption = caption, .reply_markup = buttons};
    EditMessageMedia edit{.chat_id = chat_,
                          .message_id = message_->message_id,
                          .media = {.media = std::move(picture), .caption = caption},
                          .reply_markup = buttons};
    replies_.push_back({std::move(edit), {std::move(without_picture), std::move(anew)}, name});
}

// A film that was asked for by itself.
void Turn::show_film(const std::string& film) {
    auto found = parts_.backend.film({.id = film, .language = language_});
    if (!found) return notice(texts().catalogue_resting, true);
    send_page({.film = std::move(found).value(), .origin = FilmPage::Origin::choice});
}

// By chance, but the same for an update that comes twice; not what is disliked, nor what was seen.
void Turn::random_film() {
    const auto& settings = notes().settings;
    api::RandomQuery asked{.seed = session_ + ":" + std::to_string(update_.update_id),
                           .without_genres = settings.without_genres,
                           .from_year = settings.from_year,
                           .to_year = settings.to_year,
                           .language = language_};
    for (const auto& film : hidden_films({}))
        if (asked.exclude.size() < most_excluded) asked.exclude.push_back(film);
    auto film = parts_.backend.random_film(asked);
    if (!film) {
        if (film.error().kind != BackendFault::Kind::away) return say(std::string{texts().nothing_fits});
        return say(std::string{texts().catalogue_resting}, InlineKeyboardMarkup{{{button(texts().retry, Random{})}}});
    }
    send_page({.film = std::move(film).value(), .origin = FilmPage::Origin::chance});
}

}  // namespace tg_client
