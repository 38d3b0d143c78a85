#include "tg_client/dialogue/conversation.hpp"

#include "turn.hpp"

namespace tg_client {

std::vector<Reply> Conversation::answer(const Update& update, Backend& backend) {
    return Turn{{self_, pictures_, ballots_, files_, backend}, update}.answer();
}

std::vector<Reply> Conversation::excuse(const Update& update, Excuse why, Backend& backend) {
    return Turn{{self_, pictures_, ballots_, files_, backend}, update}.excuse(why);
}

std::vector<BotCommand> commands_in(api::Language language) {
    const bool in_russian = language == api::Language::ru;
    const auto told = [in_russian](std::string_view command, std::string_view ru, std::string_view en) {
        return BotCommand{std::string{command}, std::string{in_russian ? ru : en}};
    };
    return {told("random", "Случайный хороший фильм", "A random good film"),
            told("list", "Мой список", "My list"),
            told("history", "Что я спрашивал", "What I asked"),
            told("settings", "Жанры, годы, просмотренное", "Genres, years, what I have seen"),
            told("language", "Язык", "Language"),
            told("together", "Выбрать фильм вместе", "Choose a film together"),
            told("import", "Оценки из Letterboxd, IMDb, Trakt", "Ratings from Letterboxd, IMDb, Trakt"),
            told("export", "Всё, что обо мне хранится", "All that is kept about me"),
            told("privacy", "Что хранится и зачем", "What is kept, and why"),
            told("forget", "Забыть всё обо мне", "Forget everything about me"),
            told("help", "Как со мной говорить", "How to talk to me")};
}

}  // namespace tg_client
