// Everything the bot says, in Russian and English.
//
// Texts of messages are HTML, texts of buttons and of short notices are plain. "{}" stands for what fill() puts there.
#pragma once

#include "api/films.hpp"

#include <initializer_list>
#include <string>
#include <string_view>

namespace tg_client {

struct Texts {
    // what Telegram shows of the bot before anything is written
    std::string_view description, short_description;
    // greeting and help
    std::string_view greeting, greeting_buttons, help, privacy, unknown_command, ask_for_film, too_fast, poison;
    // wishes
    std::string_view which_film, inexact, wish_word, nearest, unknown_film, by_description, like, and_word, why,
        without, not_known;
    std::string_view no_more, nothing_fits, nothing_asked_yet, too_old, catalogue_away, catalogue_resting, notes_away,
        not_kept;
    // films
    std::string_view minutes, hours, hours_minutes, random;
    // notices when a button was pressed
    std::string_view liked, disliked, seen, to_watch, unrated, unlisted, not_noted, voted, unvoted;
    // buttons
    std::string_view generate, generate_again, like_this, more, share, retry, yes_forget;
    std::string_view no_keep, back, forward, another, seen_switch;
    // lists
    std::string_view list_title, list_empty, history_title, history_empty;
    // settings
    std::string_view settings_title, none, any, hide_seen, show_seen, as_in_telegram, genres_button, years_button;
    std::string_view language_button, genres_title, years_title, language_title, since, done;
    // import, export, forget
    std::string_view import_help, import_done, import_unmatched, import_television, import_skipped, import_refused;
    std::string_view import_empty, import_too_big, import_zip, import_unknown, import_away;
    std::string_view export_done, forget_sure, forgotten, kept, file_away, left_behind;
    // inline, groups, links
    std::string_view inline_hint, share_text, together_title, together_help;
};

const Texts& texts_in(api::Language language);

// `text` with one of `values` in place of each "{}".
std::string fill(std::string_view text, std::initializer_list<std::string_view> values);

// "1 фильм", "2 фильма", "5 фильмов"; "1 film", "2 films".
std::string films_counted(std::size_t count, api::Language language);

}  // namespace tg_client
