#include "turn.hpp"

#include "plain_text.hpp"
#include "tg_client/dialogue/keyboards.hpp"
#include "tg_client/telegram/html.hpp"

#include <algorithm>
#include <array>

namespace tg_client {
namespace {

using api::Language;

constexpr std::size_t longest_notice = 200;  // UTF-16 units

struct Example {
    std::string_view film, label_ru, label_en;
};
constexpr std::array examples{Example{"tt0099785", "Один дома (1990)", "Home Alone (1990)"},
                              Example{"tt0133093", "Матрица (1999)", "The Matrix (1999)"},
                              Example{"tt0211915", "Амели (2001)", "Amélie (2001)"}};

const User* person_of(const Update& update) {
    if (update.message) return update.message->from ? &*update.message->from : nullptr;
    if (update.callback_query) return &update.callback_query->from;
    if (update.inline_query) return &update.inline_query->from;
    return nullptr;
}

const Message* message_of(const Update& update) {
    if (update.message) return &*update.message;
    return update.callback_query && update.callback_query->message ? &*update.callback_query->message : nullptr;
}

std::string_view trimmed(std::string_view text) {
    const auto is_space = [](char letter) { return static_cast<unsigned char>(letter) <= ' '; };
    while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
    return text;
}

// What each button does.
template <class... T>
struct Presses : T... {
    using T::operator()...;
};
template <class... T>
Presses(T...) -> Presses<T...>;

// The text without the first mention of the bot.
std::string without(std::string_view text, std::string_view mention) {
    const auto lowered = lower_case(text);
    const auto at = lowered.size() == text.size() ? lowered.find(lower_case(mention)) : std::string::npos;
    std::string rest{text};
    if (at != std::string::npos) rest.erase(at, mention.size());
    return std::string{trimmed(rest)};
}

}  // namespace

Language language_of(const User* person) {
    if (person == nullptr || !person->language_code) return Language::ru;
    const std::string_view code{*person->language_code};
    for (const std::string_view known : {"ru", "be", "kk", "ky"})
        if (code.starts_with(known)) return Language::ru;
    return Language::en;
}

Turn::Turn(const Parts& parts, const Update& update)
    : parts_{parts}, update_{update}, message_{message_of(update)}, person_{person_of(update)} {
    chat_ = message_ != nullptr ? message_->chat.id : (person_ != nullptr ? person_->id : 0);
    is_group_ = message_ != nullptr && message_->chat.type != "private";
    session_ = "tg:" + std::to_string(chat_);
    language_ = language_of(person_);
}

std::vector<Reply> Turn::answer() {
    if (person_ == nullptr || person_->is_bot) return {};
    if (update_.message) on_message(*update_.message);
    if (update_.callback_query) on_callback(*update_.callback_query);
    if (update_.inline_query) inline_query(*update_.inline_query);
    return std::move(replies_);
}

std::vector<Reply> Turn::excuse(Excuse why) {
    if (person_ == nullptr || person_->is_bot || update_.inline_query) return {};
    const auto text = why == Excuse::too_fast ? texts().too_fast : texts().poison;
    if (update_.callback_query)
        notice(text);
    else if (!is_group_)
        say(std::string{text});
    return std::move(replies_);
}

// Settings are asked for once, and only where they matter. Where they cannot be had films are recommended all the same.
const Notes& Turn::notes() {
    if (!notes_) {
        auto settings = parts_.backend.settings({session_});
        notes_ = settings ? Notes{std::move(settings).value(), true} : Notes{};
        if (notes_->settings.language) language_ = *notes_->settings.language;
    }
    return *notes_;
}

void Turn::say(std::string html, std::optional<ReplyMarkup> markup) {
    replies_.push_back({SendMessage{.chat_id = chat_, .text = std::move(html), .reply_markup = std::move(markup)}});
}

// What is seen for a moment when a button was pressed; each press is answered once.
void Turn::notice(std::string_view text, bool is_alert) {
    if (!update_.callback_query || is_noticed_) return;
    is_noticed_ = true;
    AnswerCallbackQuery answer{.callback_query_id = update_.callback_query->id, .show_alert = is_alert};
    if (!text.empty()) answer.text = cut_to(text, longest_notice);
    replies_.push_back({std::move(answer)});
}

void Turn::rewrite(std::string html, InlineKeyboardMarkup keyboard) {
    if (!update_.callback_query || message_ == nullptr || message_->photo) return say(std::move(html), keyboard);
    SendMessage anew{.chat_id = chat_, .text = html, .reply_markup = keyboard};
    replies_.push_back({EditMessageText{.chat_id = chat_,
                                        .message_id = message_->message_id,
                                        .text = std::move(html),
                                        .reply_markup = std::move(keyboard)},
                        {std::move(anew)}});
}

// In groups only what is meant for the bot: commands, mentions, and answers to what it said.
std::optional<std::string> Turn::addressed_text(const Message& message) const {
    const auto text = trimmed(message.text ? *message.text : std::string_view{});
    const auto mention = "@" + parts_.self.name;
    if (text.starts_with('/')) {
        const auto end = std::min(text.find_first_of(" \n\t"), text.size());
        const auto at = text.substr(0, end).find('@');
        const bool is_for_us =
            at == std::string_view::npos || lower_case(text.substr(at, end - at)) == lower_case(mention);
        if (!is_for_us) return std::nullopt;
        return std::string{text.substr(0, std::min(at, end))} + std::string{text.substr(end)};
    }
    if (!is_group_) return std::string{text};
    const bool is_mentioned = lower_case(text).find(lower_case(mention)) != std::string::npos;
    const bool is_answer = message.reply_to_message && message.reply_to_message->from &&
                           message.reply_to_message->from->username == parts_.self.name;
    if (!is_mentioned && !is_answer) return std::nullopt;
    return without(text, mention);
}

void Turn::on_message(const Message& message) {
    if (message.via_bot && message.via_bot->username == parts_.self.name) return;
    if (message.migrate_to_chat_id) return take_along(*message.migrate_to_chat_id);
    if (message.document && !is_group_) {
        notes();
        return import_file(*message.document);
    }
    if (!message.text) return;
    const auto text = addressed_text(message);
    if (!text) return;
    notes();
    if (!text->starts_with('/')) return wish(*text);
    const auto end = std::min(text->find_first_of(" \n\t"), text->size());
    command(lower_case(std::string_view{*text}.substr(1, end - 1)), trimmed(std::string_view{*text}.substr(end)));
}

void Turn::command(std::string_view name, std::string_view rest) {
    if (name == "start") {
        if (auto linked = read_payload(rest); linked && is_known(*linked)) return open(*std::move(linked));
        return greet();
    }
    if (name == "help") return say(std::string{texts().help});
    if (name == "privacy") return say(std::string{texts().privacy});
    if (name == "random") return random_film();
    if (name == "list") return show_list(0);
    if (name == "history") return show_history(0);
    if (name == "settings") return show_settings(ShowSettings::Page::main);
    if (name == "language") return show_settings(ShowSettings::Page::language);
    if (name == "import") return say(std::string{texts().import_help});
    if (name == "export") return export_all();
    if (name == "forget")
        return say(std::string{texts().forget_sure}, InlineKeyboardMarkup{{{button(texts().yes_forget, Forget{true})},
                                                                           {button(texts().no_keep, Forget{false})}}});
    if (name == "together") return together(rest);
    if (name == "film") return wish(rest);
    if (!is_group_) say(std::string{texts().unknown_command});
}

void Turn::greet() {
    InlineKeyboardMarkup with_examples;
    for (const auto& [film, label_ru, label_en] : examples)
        with_examples.inline_keyboard.push_back(
            {button(language_ == Language::ru ? label_ru : label_en, Pick{std::string{film}})});
    SendMessage plain{.chat_id = chat_, .text = std::string{texts().greeting}, .reply_markup = with_examples};
    const bool in_russian = language_ == Language::ru;
    if (const auto& drawn = in_russian ? parts_.self.greeting_ru : parts_.self.greeting_en) {
        const std::string name = in_russian ? "greeting:ru" : "greeting:en";
        const auto known = parts_.pictures.find(name);
        SendPhoto pictured{.chat_id = chat_,
                           .photo = known ? Picture::known(*known) : Picture::upload("kinosovet.jpg", drawn),
                           .caption = plain.text,
                           .reply_markup = with_examples};
        replies_.push_back({std::move(pictured), {std::move(plain)}, name});
    } else {
        replies_.push_back({std::move(plain)});
    }
    offer_buttons();
}

// The two buttons that stay below the chat; in a group they would be in everybody's way.
void Turn::offer_buttons() {
    if (is_group_) return;
    say(std::string{texts().greeting_buttons},
        ReplyKeyboardMarkup{{{{std::string{texts().generate}}}, {{std::string{texts().generate_again}}}}});
}

void Turn::on_callback(const CallbackQuery& callback) {
    const auto tap = callback.data ? read_tap(*callback.data) : std::nullopt;
    if (!tap || message_ == nullptr) return notice(texts().too_old, true);
    notes();
    std::visit(
        Presses{[](const Nothing&) {}, [this](const TurnTo& pressed) { turn_to(pressed.page); },
                [this](const Rate& pressed) { rate(pressed); }, [this](const More&) { more(); },
                [this](const Retry&) { retry(); }, [this](const Pick& pressed) { pick(pressed.film); },
                [this](const LikeThis& pressed) { open({.liked = {pressed.film}}); },
                [this](const Show& pressed) { show_film(pressed.film); }, [this](const Random&) { random_film(); },
                [this](const ShowSettings& pressed) { show_settings(pressed.page); },
                [this](const ShowList& pressed) { show_list(pressed.page); },
                [this](const ShowHistory& pressed) { show_history(pressed.page); },
                [this](const Forget& pressed) { forget(pressed); }, [this](const Vote& pressed) { vote(pressed); },
                [this](const ToggleGenre& pressed) { change_settings(pressed); },
                [this](const SetDecade& pressed) { change_settings(pressed); },
                [this](const ToggleSeen& pressed) { change_settings(pressed); },
                [this](const SetLanguage& pressed) { change_settings(pressed); }},
        *tap);
    notice({});
}

}  // namespace tg_client
