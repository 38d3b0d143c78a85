// Where the bot is a guest: in other people's chats by inline mode, and in groups that choose together.
#include "plain_text.hpp"
#include "tg_client/dialogue/keyboards.hpp"
#include "tg_client/dialogue/typed_wish.hpp"
#include "tg_client/telegram/html.hpp"
#include "turn.hpp"

#include <algorithm>

namespace tg_client {
namespace {

constexpr std::size_t most_inline = 10;
constexpr std::size_t films_together = 6;
constexpr std::int64_t kept_by_telegram = 300;  // seconds
constexpr std::size_t longest_description = 120;
constexpr std::size_t longest_voter = 16;  // code points of a name

std::string start_link(std::string_view bot_name, const std::string& film) {
    return "https://t.me/" + std::string{bot_name} + "?start=" + payload_of({.liked = {film}}).value_or("");
}

Wish wish_for(const api::TextMeaning& meaning) {
    return meaning.film ? Wish{.liked = {meaning.film->id}} : Wish{.text = meaning.text};
}

std::string ballot_name(const Message& message) {
    return std::to_string(message.chat.id) + ":" + std::to_string(message.message_id);
}

std::string reasons_in_words(const std::vector<api::Reason>& reasons) {
    std::string words;
    for (const auto& reason : reasons) words.append(words.empty() ? "" : "; ").append(reason.text);
    return words;
}

}  // namespace

void Turn::inline_query(const InlineQuery& query) {
    AnswerInlineQuery answer{.inline_query_id = query.id, .cache_time = kept_by_telegram, .is_personal = true};
    const auto typed = read_wish(query.query);
    if (typed.whole.empty()) {
        answer.button = InlineQueryResultsButton{std::string{texts().inline_hint}, "inline"};
        replies_.push_back({std::move(answer)});
        return;
    }
    notes();
    const auto meant = parts_.backend.recommend(request_for({.text = typed.whole}, 0, 1));
    if (!meant) {
        answer.cache_time = 1;
        for (const auto& film : meant.error().nearest) answer.results.push_back(inline_choice(film));
    } else if (!meant.value().choices.empty()) {
        for (const auto& film : meant.value().choices) answer.results.push_back(inline_choice(film));
    } else {
        View view{.wish = wish_for(meant.value().query)};
        Answered answered;
        if (!find_films(view, answered)) answer.cache_time = 1;
        for (const auto& film : answered.films) answer.results.push_back(inline_film(film, view.wish, answered));
    }
    if (answer.results.size() > most_inline) answer.results.resize(most_inline);
    replies_.push_back({std::move(answer)});
}

// A film that may be meant: its message leads to films like it.
InlineResult Turn::inline_choice(const api::Candidate& film) const {
    auto result = inline_card("c", film, bold(escaped(title_of(film, language_))));
    if (!film.directors.empty()) result.description = film.directors.front();
    return result;
}

InlineResult Turn::inline_film(const api::Recommendation& film, const Wish& wish, const Answered& answered) const {
    FilmPage page{.film = film, .reasons = film.reasons, .view = {.wish = wish}, .titles = {answered.asked, {}}};
    auto result = inline_card("f", film, caption_of(page, language_, parts_.self.name));
    result.description = cut_to(reasons_in_words(film.reasons), longest_description);
    return result;
}

// An article, whose title and reason are seen before it is sent, as those of a picture are not. Where Telegram can
// reach the door the poster stands in the list and, as the preview of a link, above the text.
InlineResult Turn::inline_card(std::string_view kind, const api::FilmName& film, std::string html) const {
    InputTextMessageContent content{.message_text = std::move(html)};
    InlineResult result{.id = std::string{kind} + film.id,
                        .title = title_of(film, language_),
                        .reply_markup = InlineKeyboardMarkup{
                            {{link_button(texts().like_this, start_link(parts_.self.name, film.id))}}}};
    if (!parts_.self.public_url.empty()) {
        const auto poster = parts_.self.public_url + "recommender/ml/films/" + film.id +
                            "/poster?language=" + std::string{api::choice_name(language_)} + "&size=";
        result.thumbnail_url = poster + "w185";
        content.link_preview_options = LinkPreviewOptions{
            .is_disabled = false, .url = poster + "w780", .prefer_large_media = true, .show_above_text = true};
    }
    result.input_message_content = std::move(content);
    return result;
}

// The link that holds the votes is on the picture at its head, where nobody taps by mistake.
std::string Turn::ballot_of(const View& view, const std::vector<std::string>& titles) const {
    auto html = link("🎬", link_to(view, parts_.self.name)) + " " + std::string{texts().together_title} + "\n";
    for (std::size_t at = 0; at < titles.size(); ++at) {
        std::string names;
        for (const auto& voter : view.voters)
            if (voter.film == static_cast<int>(at)) names.append(names.empty() ? "" : ", ").append(escaped(voter.name));
        html.append("\n").append(std::to_string(at + 1)).append(". ").append(escaped(titles[at]));
        if (!names.empty()) html.append(" — 🍿 ").append(names);
    }
    return html;
}

InlineKeyboardMarkup Turn::ballot_buttons(const View& view, const std::vector<std::string>& titles) {
    InlineKeyboardMarkup keyboard;
    for (std::size_t at = 0; at < titles.size(); ++at) {
        const auto votes = std::ranges::count(view.voters, static_cast<int>(at), &Voter::film);
        const auto count = votes > 0 ? "🍿 " + std::to_string(votes) + " · " : std::string{};
        keyboard.inline_keyboard.push_back({button(count + titles[at], Vote{static_cast<int>(at)})});
    }
    return keyboard;
}

// Films like the one named, to choose from together: members tap, the message shows who would watch what.
void Turn::together(std::string_view typed) {
    const auto read = read_wish(typed);
    if (read.whole.empty()) return say(std::string{texts().together_help});
    const auto meant = parts_.backend.recommend(request_for({.text = read.whole}, 0, 1));
    if (!meant && meant.error().kind == BackendFault::Kind::away)
        return catalogue_away({.unclear = {read.whole}, .is_for_group = true});
    if (!meant) return say(fill(texts().unknown_film, {escaped(read.whole)}));
    View view{.wish = wish_for(meant.value().query)};
    std::vector<std::string> titles;
    if (const auto& choices = meant.value().choices; !choices.empty()) {
        for (const auto& film : choices) {
            if (view.films.size() == films_together) break;
            view.films.push_back({film.id, 0});
            titles.push_back(title_of(film, language_));
        }
    } else {
        Answered answered{.wanted = films_together};
        if (!fill_view(view, answered)) return;
        if (view.films.empty()) return say(std::string{texts().nothing_fits});
        for (const auto& film : answered.films) titles.push_back(title_of(film, language_));
    }
    say(ballot_of(view, titles), ballot_buttons(view, titles));
}

void Turn::vote(const Vote& tap) {
    // Votes that come at once all carry the message as it was before the first of them.
    const auto name = ballot_name(*message_);
    const auto latest = parts_.ballots.find(name);
    auto view = latest ? read_link(*latest) : view_in(*message_);
    if (!view || static_cast<std::size_t>(tap.number) >= view->films.size()) return notice(texts().too_old, true);
    const auto person = first_code_points(person_->first_name, longest_voter);
    const Voter voter{tap.number, person_->id, std::string{person.substr(0, person.find('~'))}};
    const auto same = [&voter](const Voter& other) { return other.film == voter.film && other.person == voter.person; };
    const bool is_taken_back = std::erase_if(view->voters, same) > 0;
    if (!is_taken_back && view->voters.size() < most_voters) view->voters.push_back(voter);
    std::vector<std::string> films;
    for (const auto& found : view->films) films.push_back(found.film);
    const auto titles = titles_of(films);
    if (titles.size() != films.size()) return notice(texts().catalogue_resting, true);
    notice(is_taken_back ? texts().unvoted : texts().voted);
    parts_.ballots.put(name, link_to(*view, parts_.self.name));
    rewrite(ballot_of(*view, titles), ballot_buttons(*view, titles));
}

}  // namespace tg_client
