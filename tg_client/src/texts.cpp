#include "tg_client/dialogue/texts.hpp"

namespace tg_client {
namespace {

constexpr Texts russian{
    .description =
        "Назовите фильм, который вам понравился, и я найду похожие и объясню, почему советую. По-русски и "
        "по-английски, один фильм или несколько, или просто своими словами.",
    .short_description = "Фильмы, похожие на любимый, и почему",
    .greeting =
        "<b>Киносовет</b>\n"
        "Назовите фильм, который вам понравился, и я найду похожие и объясню, почему советую.\n"
        "Можно несколько сразу («Матрица, Начало»), с оговоркой («как Матрица, но не боевик») или своими словами "
        "(«фильм про ограбление казино»).",
    .greeting_buttons = "Напишите название фильма. Все команды: /help",
    .help =
        "<b>Как со мной говорить</b>\n"
        "Напишите фильм: «Один дома», «Home Alone», «дюна 1984». Опечатки и забытая раскладка («jlby ljvf») не "
        "помеха.\n"
        "Несколько фильмов: «Матрица, Начало».\n"
        "С оговоркой: «как Матрица, но не боевик».\n"
        "Своими словами: «фильм про ограбление казино».\n\n"
        "<b>Под фильмом</b>\n"
        "👍 нравится: буду искать похожее и на него\n"
        "👎 не нравится, 👁 видел: больше не покажу\n"
        "➕ в список, чтобы не забыть\n\n"
        "<b>Команды</b>\n"
        "/random – случайный хороший фильм\n"
        "/list – ваш список\n"
        "/history – что вы спрашивали\n"
        "/settings – жанры, годы, просмотренное\n"
        "/language – сменить язык\n"
        "/together – выбрать фильм вместе, в группе\n"
        "/import – оценки из Letterboxd, IMDb, Trakt\n"
        "/export – всё, что я о вас храню, одним файлом\n"
        "/privacy – что хранится и зачем\n"
        "/forget – забыть всё",
    .privacy =
        "<b>Что хранится</b>\n"
        "Номер этого чата, о каких фильмах вы спрашивали, что я показал, ваши отметки и настройки. Больше ничего: "
        "ни имени, ни телефона, ни других сообщений.\n"
        "Это нужно, чтобы не повторяться и помнить ваш список. Никому не передаётся.\n"
        "/export отдаст всё одним файлом, /forget всё сотрёт.",
    .unknown_command = "Такой команды нет. Все команды: /help",
    .ask_for_film = "Какой фильм вам понравился? Напишите название, по-русски или по-английски.",
    .too_fast = "Не успеваю за вами. Продолжим через несколько секунд.",
    .poison = "С этим сообщением я не справился. Попробуйте написать иначе.",
    .which_film = "Фильмов «{}» несколько. Какой именно?",
    .inexact = "Точно такого названия, «{}», я не знаю. Какой из этих?",
    .wish_word = "запрос",
    .nearest = "Фильма «{}» я не знаю. Может быть, что-то из этого? Или расскажите, о чём он.",
    .unknown_film = "Фильма «{}» я не знаю. Напишите название иначе или расскажите, о чём он.",
    .by_description = "По описанию {}",
    .like = "Похоже на {}",
    .and_word = " и ",
    .why = "Почему:",
    .without = "без: {}",
    .not_known = "Не знаю, что такое «{}», и этого не учёл.",
    .no_more = "Больше похожих фильмов нет: это были все. Назовите другой фильм или смягчите условия: /settings",
    .nothing_fits = "С такими условиями ничего не нашлось. Смягчить их можно здесь: /settings",
    .nothing_asked_yet = "Пока нечего повторять: вы ещё ничего не спрашивали. Назовите фильм, который вам понравился.",
    .too_old = "Это сообщение слишком старое. Назовите фильм ещё раз.",
    .catalogue_away = "Сейчас не могу связаться с каталогом фильмов. Ваш {} не пропал: нажмите «Повторить».",
    .catalogue_resting = "Сейчас не могу связаться с каталогом фильмов. Попробуйте через минуту.",
    .notes_away = "Сейчас не могу достать ваши записи. Попробуйте через минуту.",
    .not_kept = "⚠️ История сейчас не сохраняется, поэтому фильмы могут повториться.",
    .minutes = "{} мин",
    .hours = "{} ч",
    .hours_minutes = "{} ч {} мин",
    .random = "Случайный хороший фильм",
    .liked = "Нравится: буду искать похожее и на этот фильм",
    .disliked = "Больше не покажу",
    .seen = "Видели: больше не покажу",
    .to_watch = "Добавлено в список",
    .unrated = "Отметка снята",
    .unlisted = "Убрано из списка",
    .not_noted = "Не получилось запомнить. Попробуйте через минуту.",
    .voted = "Голос учтён",
    .unvoted = "Голос снят",
    .generate = "Сгенерировать фильм",
    .generate_again = "Сгенерировать фильм заново",
    .like_this = "Похожие",
    .more = "Ещё пять",
    .share = "Поделиться",
    .retry = "Повторить",
    .yes_forget = "Да, забыть всё",
    .no_keep = "Нет, оставить",
    .back = "⬅️ Назад",
    .forward = "Дальше ➡️",
    .another = "🎲 Другой",
    .seen_switch = "👁 Просмотренное: {}",
    .list_title = "<b>Хочу посмотреть</b>, {}",
    .list_empty = "Список пуст. Нажимайте ➕ под фильмами, которые хотите посмотреть.",
    .history_title = "<b>Что вы спрашивали</b>",
    .history_empty = "Вы ещё ничего не спрашивали. Назовите фильм, который вам понравился.",
    .settings_title = "<b>Настройки</b>\nСкрытые жанры: {}\nГоды: {}\nПросмотренное: {}\nЯзык: {}",
    .none = "нет",
    .any = "Любые",
    .hide_seen = "скрыто",
    .show_seen = "показываю",
    .as_in_telegram = "Как в Telegram",
    .genres_button = "Жанры",
    .years_button = "Годы",
    .language_button = "Язык",
    .genres_title = "Какие жанры не показывать? Нажмите, чтобы скрыть или вернуть.",
    .years_title = "С какого года показывать фильмы?",
    .language_title = "На каком языке говорить?",
    .since = "С {}",
    .done = "Готово",
    .import_help =
        "<b>Импорт оценок</b>\n"
        "Пришлите сюда файл CSV:\n"
        "• Letterboxd: Settings → Data → Export, из архива: ratings.csv, watched.csv или watchlist.csv\n"
        "• IMDb: Your ratings или Watchlist → Export\n"
        "• Trakt: Settings → Data → Export\n"
        "Высокие оценки станут 👍, низкие 👎, остальное 👁, список желаемого ➕.",
    .import_done = "<b>Импорт из {}</b>\n👍 {} · 👎 {} · 👁 {} · ➕ {}",
    .import_unmatched = "Не нашлось в каталоге: {}",
    .import_television = "Пропущено сериалов: {}",
    .import_skipped = "Непонятных строк: {}",
    .import_refused = "Этот файл не получилось прочитать: {}.\nОткуда взять подходящий: /import",
    .import_empty = "он пуст",
    .import_too_big = "он слишком большой, до 5 МБ и 20 000 строк",
    .import_zip = "это архив, распакуйте его и пришлите CSV из него",
    .import_unknown = "это не экспорт Letterboxd, IMDb или Trakt",
    .import_away =
        "Сейчас не получилось сохранить оценки. Пришлите файл ещё раз через минуту: дважды ничего не запишется.",
    .export_done = "Всё, что я о вас храню.",
    .forget_sure = "Забыть всё: историю, отметки, список и настройки? Вернуть их будет нельзя.",
    .forgotten = "Забыто. Стёрто записей истории: {}, отметок: {}.",
    .kept = "Хорошо, всё остаётся.",
    .file_away = "Не получилось скачать файл из Telegram. Пришлите его ещё раз.",
    .left_behind = "Группа сменила адрес, а перенести отметки и настройки не получилось.",
    .inline_hint = "Напишите название фильма",
    .share_text = "Фильмы, похожие на {}",
    .together_title = "<b>Что смотрим?</b> Нажмите на всё, что готовы посмотреть.",
    .together_help = "Назовите фильм, а я предложу похожие на выбор: /together Один дома",
};

constexpr Texts english{
    .description =
        "Name a film you loved and I will find films like it, and say why. In English or Russian, one film "
        "or several, or simply in your own words.",
    .short_description = "Films like the one you loved, and why",
    .greeting =
        "<b>Kinosovet</b>\n"
        "Name a film you loved and I will find films like it, and say why.\n"
        "Several at once (“The Matrix, Inception”), with an exception (“like The Matrix but not action”), or in your "
        "own "
        "words (“a film about a casino robbery”).",
    .greeting_buttons = "Type the title of a film. All commands: /help",
    .help =
        "<b>How to talk to me</b>\n"
        "Type a film: “Home Alone”, “Один дома”, “dune 1984”. Typos are fine.\n"
        "Several films: “The Matrix, Inception”.\n"
        "With an exception: “like The Matrix but not action”.\n"
        "In your own words: “a film about a casino robbery”.\n\n"
        "<b>Below a film</b>\n"
        "👍 liked: I will look for more like it\n"
        "👎 not for me, 👁 seen: I will not show it again\n"
        "➕ to your list, so as not to forget\n\n"
        "<b>Commands</b>\n"
        "/random – a random good film\n"
        "/list – your list\n"
        "/history – what you asked\n"
        "/settings – genres, years, seen films\n"
        "/language – change the language\n"
        "/together – choose a film together, in a group\n"
        "/import – ratings from Letterboxd, IMDb, Trakt\n"
        "/export – all I keep about you, in one file\n"
        "/privacy – what is kept, and why\n"
        "/forget – forget everything",
    .privacy =
        "<b>What is kept</b>\n"
        "The number of this chat, the films you asked about, what I showed, your marks and settings. Nothing else: "
        "no name, no phone number, no other messages.\n"
        "I need it so as not to repeat myself and to remember your list. It is not shared with anyone.\n"
        "/export gives you all of it in one file, /forget erases it.",
    .unknown_command = "No such command. See /help",
    .ask_for_film = "Which film did you love? Type its title, in English or Russian.",
    .too_fast = "That is faster than I can answer. Let us go on in a few seconds.",
    .poison = "I could not make sense of that message. Please try it another way.",
    .which_film = "There are several films called “{}”. Which one?",
    .inexact = "I know no film with exactly this title, “{}”. Which of these?",
    .wish_word = "request",
    .nearest = "I do not know a film called “{}”. Maybe one of these? Or tell me what it is about.",
    .unknown_film = "I do not know a film called “{}”. Try another spelling, or tell me what it is about.",
    .by_description = "By description: {}",
    .like = "Like {}",
    .and_word = " and ",
    .why = "Why:",
    .without = "without: {}",
    .not_known = "I do not know what “{}” is, so I left it aside.",
    .no_more = "There are no more films like this: those were all. Name another film, or relax your /settings",
    .nothing_fits = "Nothing meets these conditions. You can relax them here: /settings",
    .nothing_asked_yet = "There is nothing to repeat: you have not asked anything yet. Name a film you loved.",
    .too_old = "This message is too old. Please name the film again.",
    .catalogue_away = "I cannot reach the catalogue right now. Your {} is not lost: press “Retry”.",
    .catalogue_resting = "I cannot reach the catalogue right now. Please try again in a minute.",
    .notes_away = "I cannot reach your notes right now. Please try again in a minute.",
    .not_kept = "⚠️ History cannot be kept right now, so films may come again.",
    .minutes = "{} min",
    .hours = "{} h",
    .hours_minutes = "{} h {} min",
    .random = "A random good film",
    .liked = "Liked: I will look for more like this one, too",
    .disliked = "I will not show it again",
    .seen = "Seen: I will not show it again",
    .to_watch = "Added to your list",
    .unrated = "Mark removed",
    .unlisted = "Removed from your list",
    .not_noted = "I could not keep that. Please try again in a minute.",
    .voted = "Your vote counts",
    .unvoted = "Vote taken back",
    .generate = "Suggest a film",
    .generate_again = "Suggest others",
    .like_this = "Similar",
    .more = "Five more",
    .share = "Share",
    .retry = "Retry",
    .yes_forget = "Yes, forget everything",
    .no_keep = "No, keep it",
    .back = "⬅️ Back",
    .forward = "Next ➡️",
    .another = "🎲 Another",
    .seen_switch = "👁 Seen films: {}",
    .list_title = "<b>To watch</b>, {}",
    .list_empty = "Your list is empty. Press ➕ below films you would like to watch.",
    .history_title = "<b>What you asked</b>",
    .history_empty = "You have not asked anything yet. Name a film you loved.",
    .settings_title = "<b>Settings</b>\nHidden genres: {}\nYears: {}\nSeen films: {}\nLanguage: {}",
    .none = "none",
    .any = "Any",
    .hide_seen = "hidden",
    .show_seen = "shown",
    .as_in_telegram = "As in Telegram",
    .genres_button = "Genres",
    .years_button = "Years",
    .language_button = "Language",
    .genres_title = "Which genres should be hidden? Press to hide or bring back.",
    .years_title = "Show films made from which year on?",
    .language_title = "Which language should I speak?",
    .since = "From {}",
    .done = "Done",
    .import_help =
        "<b>Import your ratings</b>\n"
        "Send a CSV file here:\n"
        "• Letterboxd: Settings → Data → Export; ratings.csv, watched.csv or watchlist.csv from the archive\n"
        "• IMDb: Your ratings or Watchlist → Export\n"
        "• Trakt: Settings → Data → Export\n"
        "High ratings become 👍, low ones 👎, the rest 👁, a watchlist ➕.",
    .import_done = "<b>Import from {}</b>\n👍 {} · 👎 {} · 👁 {} · ➕ {}",
    .import_unmatched = "Not in the catalogue: {}",
    .import_television = "Series left out: {}",
    .import_skipped = "Rows that make no sense: {}",
    .import_refused = "This file cannot be read: {}.\nHow to get the right file: /import",
    .import_empty = "it is empty",
    .import_too_big = "it is too big, up to 5 MB and 20,000 rows",
    .import_zip = "it is an archive; unpack it and send a CSV from it",
    .import_unknown = "it is not an export from Letterboxd, IMDb or Trakt",
    .import_away = "The ratings could not be kept. Please send the file again in a minute: nothing is stored twice.",
    .export_done = "All that I keep about you.",
    .forget_sure = "Forget everything: history, marks, list and settings? It cannot be brought back.",
    .forgotten = "Forgotten. Entries of history erased: {}, marks: {}.",
    .kept = "Good, everything stays.",
    .file_away = "I could not get the file from Telegram. Please send it again.",
    .left_behind = "The group has a new address, and its marks and settings could not be taken along.",
    .inline_hint = "Type the title of a film",
    .share_text = "Films like {}",
    .together_title = "<b>What shall we watch?</b> Tap everything you would watch.",
    .together_help = "Name a film and I will offer films like it to choose from: /together Home Alone",
};

}  // namespace

const Texts& texts_in(api::Language language) { return language == api::Language::ru ? russian : english; }

std::string fill(std::string_view text, std::initializer_list<std::string_view> values) {
    std::string filled;
    for (const auto value : values) {
        const auto at = text.find("{}");
        if (at == std::string_view::npos) break;
        filled.append(text.substr(0, at)).append(value);
        text.remove_prefix(at + 2);
    }
    return filled.append(text);
}

std::string films_counted(std::size_t count, api::Language language) {
    const auto number = std::to_string(count);
    if (language == api::Language::en) return number + (count == 1 ? " film" : " films");
    const bool is_teen = count % 100 >= 11 && count % 100 <= 14;
    const auto last = count % 10;
    if (!is_teen && last == 1) return number + " фильм";
    return number + (!is_teen && last >= 2 && last <= 4 ? " фильма" : " фильмов");
}

}  // namespace tg_client
