// One update being answered: who asks, in which language, with which settings, and what was said so far.
//
// Lives as long as the answer takes, on one thread.
#pragma once

#include "tg_client/dialogue/conversation.hpp"
#include "tg_client/dialogue/film_page.hpp"
#include "tg_client/dialogue/tap.hpp"
#include "tg_client/dialogue/texts.hpp"
#include "tg_client/dialogue/wish.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace tg_client {

// What was set, and whether it could be had.
struct Notes {
    api::SessionSettings settings{};
    bool are_there = false;
};

// Of texts to a person, by what their Telegram speaks.
api::Language language_of(const User* person);

class Turn {
public:
    struct Parts {
        const BotSelf& self;
        RecentTexts& pictures;
        RecentTexts& ballots;
        SentFiles& files;
        Backend& backend;
    };
    Turn(const Parts& parts, const Update& update);

    std::vector<Reply> answer();
    std::vector<Reply> excuse(Excuse why);

private:
    // --- who and where (turn.cpp) ---
    void on_message(const Message& message);
    void on_callback(const CallbackQuery& callback);
    std::optional<std::string> addressed_text(const Message& message) const;
    void command(std::string_view name, std::string_view rest);
    void say(std::string html, std::optional<ReplyMarkup> markup = {});
    void notice(std::string_view text, bool is_alert = false);
    void rewrite(std::string html, InlineKeyboardMarkup keyboard);
    const Notes& notes();
    const Texts& texts() const { return texts_in(language_); }
    void greet();
    void offer_buttons();

    // --- wishes (turn_wishes.cpp) ---
    void wish(std::string_view typed);
    void name_one(const std::string& text, View view);
    void resolve(View view);
    std::string which_film(const std::string& text, const std::vector<api::Candidate>& choices) const;
    void offer(std::string_view question, const std::vector<api::Candidate>& films, const View& view);
    void catalogue_away(const View& view);
    void unlike(View& view, const std::vector<std::string>& unliked);
    void again();
    void more();
    void retry();
    void pick(const std::string& film);
    void open(Wish wish);
    bool is_known(const Wish& wish);

    // --- films (turn_films.cpp) ---
    struct Answered {
        std::size_t wanted = 5;                    // films
        std::vector<api::Recommendation> films{};  // those of view.films
        std::vector<std::string> asked{};          // titles
        std::string index_version{};
        std::vector<api::Candidate> choices{};  // where the wish's film fits several
    };
    void show(View view);
    bool fill_view(View& view, Answered& answered);
    void add_settings(api::Filters& filters);
    Got<core::Done> find_films(View& view, Answered& answered);
    void take_names(View& view, Answered& answered, const api::RecommendAnswer& answer) const;
    api::RecommendRequest request_for(const Wish& wish, int offset, int limit) const;
    std::unordered_set<std::string> hidden_films(const View& view);
    const std::map<std::string, api::Opinion>& opinions();
    void keep(const View& view, const Answered& answered);
    void mark(FilmPage& page);
    void send_page(FilmPage page);
    void turn_to(int page);
    std::optional<FilmPage> page_of(const View& view, std::size_t page);
    std::vector<std::string> titles_of(const std::vector<std::string>& films);
    Picture picture_of(const std::string& film, std::string& name);
    void show_film(const std::string& film);
    void random_film();

    // --- what is kept (turn_notes.cpp) ---
    void rate(const Rate& tap);
    void show_list(int page);
    void show_history(int page);
    void show_settings(ShowSettings::Page page);
    std::string settings_in_words();
    void change_settings(const Tap& tap);
    void export_all();
    void forget(const Forget& tap);
    void import_file(const Document& document);
    void take_along(std::int64_t new_chat);

    // --- inline mode and groups (turn_inline.cpp) ---
    void inline_query(const InlineQuery& query);
    InlineResult inline_card(std::string_view kind, const api::FilmName& film, std::string html) const;
    InlineResult inline_choice(const api::Candidate& film) const;
    InlineResult inline_film(const api::Recommendation& film, const Wish& wish, const Answered& answered) const;
    std::string ballot_of(const View& view, const std::vector<std::string>& titles) const;
    static InlineKeyboardMarkup ballot_buttons(const View& view, const std::vector<std::string>& titles);
    void together(std::string_view typed);
    void vote(const Vote& tap);

    Parts parts_;
    const Update& update_;
    const Message* message_{};  // the one that came, or the one whose button was pressed
    const User* person_{};
    std::int64_t chat_{};
    bool is_group_ = false;
    std::string session_{};
    api::Language language_ = api::Language::ru;
    std::optional<Notes> notes_{};
    std::optional<std::map<std::string, api::Opinion>> opinions_{};
    std::vector<std::string> footnotes_{};  // for the next page that is sent
    bool is_noticed_ = false;
    std::vector<Reply> replies_{};
};

}  // namespace tg_client
