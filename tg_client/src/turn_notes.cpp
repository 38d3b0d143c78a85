// What is kept of a person: marks, the list, the history, settings; and what becomes of all of it.
#include "kept_wish.hpp"
#include "plain_text.hpp"
#include "tg_client/dialogue/genre.hpp"
#include "tg_client/dialogue/keyboards.hpp"
#include "tg_client/telegram/html.hpp"
#include "turn.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace tg_client {
namespace {

using api::Opinion;

constexpr std::size_t films_of_a_page = 8;
constexpr int most_listed = 1000;
constexpr std::size_t numbers_of_a_row = 4;
constexpr std::size_t most_marks_of_a_request = 1000;
constexpr int wishes_of_a_page = 8;
constexpr std::string_view set_mark = "✅";
constexpr std::array decades{0, 1960, 1970, 1980, 1990, 2000, 2010, 2020};

std::string_view notice_of(Opinion opinion, const Texts& texts) {
    switch (opinion) {
        case Opinion::liked:
            return texts.liked;
        case Opinion::disliked:
            return texts.disliked;
        case Opinion::seen:
            return texts.seen;
        case Opinion::to_watch:
            return texts.to_watch;
    }
    std::abort();  // unreachable: -Wswitch makes the list complete
}

// Whether the button of this opinion has its mark.
bool is_marked(const InlineKeyboardMarkup& keyboard, const Rate& rate) {
    for (const auto& row : keyboard.inline_keyboard)
        for (const auto& one : row)
            if (one.callback_data == data_of(rate)) return one.text.starts_with(set_mark);
    return false;
}

// The same keyboard where of this film's marks only `marked` is set, if any.
InlineKeyboardMarkup remarked(InlineKeyboardMarkup keyboard, const std::string& film, std::optional<Opinion> marked) {
    for (auto& row : keyboard.inline_keyboard)
        for (auto& one : row) {
            const auto tap = one.callback_data ? read_tap(*one.callback_data) : std::nullopt;
            const auto* rate = tap ? std::get_if<Rate>(&*tap) : nullptr;
            if (rate == nullptr || rate->film != film) continue;
            if (one.text.starts_with(set_mark)) one.text.erase(0, set_mark.size());
            if (rate->opinion == marked) one.text.insert(0, set_mark);
        }
    return keyboard;
}

// A row of buttons to the pages before and after; none where there are none.
template <class ShowPage>
void append_pages(InlineKeyboardMarkup& keyboard, int page, bool has_more, const Texts& texts) {
    std::vector<InlineKeyboardButton> row;
    if (page > 0) row.push_back(button(texts.back, ShowPage{page - 1}));
    if (has_more) row.push_back(button(texts.forward, ShowPage{page + 1}));
    if (!row.empty()) keyboard.inline_keyboard.push_back(std::move(row));
}

std::string day_of(std::string_view moment) {
    // 2026-01-31T...: people read 31.01.2026
    if (moment.size() < 10) return {};
    return std::string{moment.substr(8, 2)} + "." + std::string{moment.substr(5, 2)} + "." +
           std::string{moment.substr(0, 4)};
}

}  // namespace

void Turn::rate(const Rate& tap) {
    const auto keyboard = message_->reply_markup.value_or(InlineKeyboardMarkup{});
    const bool is_set = is_marked(keyboard, tap);
    const auto stored = is_set ? parts_.backend.remove_rating({.session_id = session_, .film = tap.film})
                               : parts_.backend.rate({.session_id = session_, .film = tap.film, .rating = tap.opinion});
    if (!stored) return notice(texts().not_noted, true);
    const auto unset = tap.opinion == Opinion::to_watch ? texts().unlisted : texts().unrated;
    notice(is_set ? unset : notice_of(tap.opinion, texts()));
    auto now = remarked(keyboard, tap.film, is_set ? std::nullopt : std::optional{tap.opinion});
    if (now == keyboard) return;
    replies_.push_back(
        {EditMessageReplyMarkup{.chat_id = chat_, .message_id = message_->message_id, .reply_markup = std::move(now)}});
}

void Turn::show_list(int page) {
    if (!notes().are_there) return say(std::string{texts().notes_away});
    const auto listed =
        parts_.backend.ratings({.session_id = session_, .rating = Opinion::to_watch, .limit = most_listed});
    if (!listed) return say(std::string{texts().notes_away});
    const auto& films = listed.value().ratings;
    if (films.empty()) return rewrite(std::string{texts().list_empty}, {});
    const auto pages = (films.size() + films_of_a_page - 1) / films_of_a_page;
    page = std::clamp(page, 0, static_cast<int>(pages) - 1);
    InlineKeyboardMarkup keyboard;
    auto html = fill(texts().list_title, {films_counted(films.size(), language_)});
    const auto begin = static_cast<std::size_t>(page) * films_of_a_page;
    for (auto at = begin; at < std::min(films.size(), begin + films_of_a_page); ++at) {
        const auto& id = films[at].film;
        const auto film = parts_.backend.film({.id = id, .language = language_});
        const auto number = std::to_string(at + 1);
        html.append("\n").append(number).append(". ").append(escaped(film ? title_of(film.value(), language_) : id));
        if ((at - begin) % numbers_of_a_row == 0) keyboard.inline_keyboard.emplace_back();
        keyboard.inline_keyboard.back().push_back(button(number, Show{id}));
    }
    append_pages<ShowList>(keyboard, page, begin + films_of_a_page < films.size(), texts());
    rewrite(std::move(html), std::move(keyboard));
}

void Turn::show_history(int page) {
    api::HistoryQuery query{.session_id = session_, .limit = wishes_of_a_page};
    api::HistoryPage entries;
    for (int at = 0; at <= page; ++at) {
        auto answer = parts_.backend.history(query);
        if (!answer) return say(std::string{texts().notes_away});
        entries = std::move(answer).value();
        if (!entries.next_cursor) {
            page = at;
            break;
        }
        query.cursor = entries.next_cursor;
    }
    if (entries.history.empty()) return rewrite(std::string{texts().history_empty}, {});
    auto html = std::string{texts().history_title};
    InlineKeyboardMarkup keyboard;
    std::set<std::string> offered;
    for (const auto& entry : entries.history) {
        const auto wish = wish_of(entry);
        html.append("\n").append(day_of(entry.created_at)).append("  ");
        html.append(wish_in_words(wish, {titles_of(wish.liked), titles_of(wish.disliked)}, language_));
        const bool is_one_film = wish.liked.size() == 1 && wish.disliked.empty() && wish.filters.without_genres.empty();
        if (!is_one_film || !offered.insert(wish.liked.front()).second) continue;
        if (const auto title = titles_of({wish.liked.front()}); !title.empty())
            keyboard.inline_keyboard.push_back({button(title.front(), Pick{wish.liked.front()})});
    }
    append_pages<ShowHistory>(keyboard, page, entries.next_cursor.has_value(), texts());
    rewrite(std::move(html), std::move(keyboard));
}

void Turn::show_settings(ShowSettings::Page page) {
    if (!notes().are_there) return say(std::string{texts().notes_away});
    const auto& settings = notes().settings;
    const auto mark = [](bool is_set, std::string_view text) {
        return (is_set ? std::string{set_mark} + " " : std::string{}) + std::string{text};
    };
    InlineKeyboardMarkup keyboard;
    auto& rows = keyboard.inline_keyboard;
    const auto add = [&rows](InlineKeyboardButton one, std::size_t in_a_row) {
        if (rows.empty() || rows.back().size() >= in_a_row) rows.emplace_back();
        rows.back().push_back(std::move(one));
    };
    const std::vector done{button(texts().done, ShowSettings{ShowSettings::Page::main})};
    switch (page) {
        case ShowSettings::Page::genres:
            for (const auto& genre : genres()) {
                const bool is_set =
                    std::ranges::find(settings.without_genres, genre.name) != settings.without_genres.end();
                add(button((is_set ? "🚫 " : "") + std::string{name_in(genre, language_)}, ToggleGenre{genre.letter}),
                    2);
            }
            rows.push_back(done);
            return rewrite(std::string{texts().genres_title}, std::move(keyboard));
        case ShowSettings::Page::years:
            for (const int year : decades) {
                const auto label = year == 0 ? std::string{texts().any} : fill(texts().since, {std::to_string(year)});
                add(button(mark(settings.from_year.value_or(0) == year, label), SetDecade{year}), 2);
            }
            rows.push_back(done);
            return rewrite(std::string{texts().years_title}, std::move(keyboard));
        case ShowSettings::Page::language:
            add(button(mark(!settings.language, texts().as_in_telegram), SetLanguage{}), 1);
            add(button(mark(settings.language == api::Language::ru, "Русский"), SetLanguage{api::Language::ru}), 1);
            add(button(mark(settings.language == api::Language::en, "English"), SetLanguage{api::Language::en}), 1);
            rows.push_back(done);
            return rewrite(std::string{texts().language_title}, std::move(keyboard));
        case ShowSettings::Page::main:
            break;
    }
    rows = {
        {button(texts().genres_button, ShowSettings{ShowSettings::Page::genres}),
         button(texts().years_button, ShowSettings{ShowSettings::Page::years})},
        {button(fill(texts().seen_switch, {settings.hide_seen ? texts().hide_seen : texts().show_seen}), ToggleSeen{})},
        {button(texts().language_button, ShowSettings{ShowSettings::Page::language})}};
    rewrite(settings_in_words(), std::move(keyboard));
}

std::string Turn::settings_in_words() {
    const auto& settings = notes().settings;
    std::string without;
    for (const auto& name : settings.without_genres)
        if (const auto genre = genre_called(name))
            without.append(without.empty() ? "" : ", ").append(name_in(*genre, language_));
    const auto years = lower_case(settings.from_year ? fill(texts().since, {std::to_string(*settings.from_year)})
                                                     : std::string{texts().any});
    const auto language = !settings.language
                              ? texts().as_in_telegram
                              : std::string_view{*settings.language == api::Language::ru ? "русский" : "English"};
    return fill(texts().settings_title, {without.empty() ? texts().none : std::string_view{without}, years,
                                         settings.hide_seen ? texts().hide_seen : texts().show_seen, language});
}

void Turn::change_settings(const Tap& tap) {
    if (!notes().are_there) return notice(texts().notes_away, true);
    auto& settings = notes_->settings;
    auto page = ShowSettings::Page::main;
    if (const auto* toggled = std::get_if<ToggleGenre>(&tap)) {
        page = ShowSettings::Page::genres;
        if (const auto genre = genre_with(toggled->letter))
            if (std::erase(settings.without_genres, genre->name) == 0)
                settings.without_genres.emplace_back(genre->name);
    } else if (const auto* decade = std::get_if<SetDecade>(&tap)) {
        page = ShowSettings::Page::years;
        settings.from_year = decade->from_year >= decades[1] ? std::optional{decade->from_year} : std::nullopt;
    } else if (std::holds_alternative<ToggleSeen>(tap)) {
        settings.hide_seen = !settings.hide_seen;
    } else if (const auto* chosen = std::get_if<SetLanguage>(&tap)) {
        settings.language = chosen->language;
        language_ = chosen->language.value_or(language_of(person_));
    }
    if (!parts_.backend.put_settings({session_}, settings)) return notice(texts().not_noted, true);
    show_settings(page);
    if (std::holds_alternative<SetLanguage>(tap)) offer_buttons();
}

void Turn::export_all() {
    auto everything = parts_.backend.everything_about({session_});
    if (!everything) return say(std::string{texts().notes_away});
    auto bytes = std::make_shared<const std::string>(std::move(everything).value());
    replies_.push_back({SendDocument{.chat_id = chat_,
                                     .document = InputFile::upload("kinosovet.json", std::move(bytes)),
                                     .caption = std::string{texts().export_done}}});
}

void Turn::forget(const Forget& tap) {
    if (!tap.is_sure) return rewrite(std::string{texts().kept}, {});
    const auto forgotten = parts_.backend.forget({session_});
    if (!forgotten) return notice(texts().notes_away, true);
    const auto history = std::to_string(forgotten.value().history);
    const auto marks = std::to_string(forgotten.value().ratings);
    rewrite(fill(texts().forgotten, {history, marks}), {});
}

// A group has become another chat: what it has set and marked goes along.
void Turn::take_along(std::int64_t new_chat) {
    const auto successor = "tg:" + std::to_string(new_chat);
    bool is_taken = notes().are_there && parts_.backend.put_settings({successor}, notes().settings);
    std::vector<api::FilmOpinion> marks;
    const auto put = [&] {
        if (!marks.empty())
            is_taken = parts_.backend.rate({.session_id = successor, .ratings = std::exchange(marks, {})}) && is_taken;
    };
    for (const auto& [film, opinion] : opinions()) {
        marks.push_back({film, opinion});
        if (marks.size() == most_marks_of_a_request) put();
    }
    put();
    chat_ = new_chat;
    if (!is_taken) say(std::string{texts().left_behind});
}

}  // namespace tg_client
