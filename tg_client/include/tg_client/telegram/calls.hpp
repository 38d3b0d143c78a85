// What is asked of Telegram: one struct for each method of the Bot API that is called, named as the method, with only
// the parameters that are used here.
//
//     SendMessage{.chat_id = 5, .text = "<b>Аватар</b>", .reply_markup = InlineKeyboardMarkup{{{{.text = "Ещё"}}}}}
//
// Texts are HTML (telegram/html.hpp). What is empty and optional is left out. `Answer` is what the method answers.
// Plain values: nothing is sent here.
#pragma once

#include "tg_client/telegram/input_file.hpp"
#include "tg_client/telegram/types.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace tg_client {

inline constexpr std::string_view html_mode = "HTML";

struct KeyboardButton {
    std::string text{};

    friend bool operator==(const KeyboardButton&, const KeyboardButton&) = default;
};
BOOST_DESCRIBE_STRUCT(KeyboardButton, (), (text))

struct ReplyKeyboardMarkup {
    std::vector<std::vector<KeyboardButton>> keyboard{};
    bool resize_keyboard = true;
    bool is_persistent = true;

    friend bool operator==(const ReplyKeyboardMarkup&, const ReplyKeyboardMarkup&) = default;
};
BOOST_DESCRIBE_STRUCT(ReplyKeyboardMarkup, (), (keyboard, resize_keyboard, is_persistent))

using ReplyMarkup = std::variant<InlineKeyboardMarkup, ReplyKeyboardMarkup>;

// None, unless it names an address.
struct LinkPreviewOptions {
    bool is_disabled = true;
    std::optional<std::string> url{};  // shown in place of the links in the text
    std::optional<bool> prefer_large_media{};
    std::optional<bool> show_above_text{};
};
BOOST_DESCRIBE_STRUCT(LinkPreviewOptions, (), (is_disabled, url, prefer_large_media, show_above_text))

struct ReplyParameters {
    std::int64_t message_id{};
    bool allow_sending_without_reply = true;
};
BOOST_DESCRIBE_STRUCT(ReplyParameters, (), (message_id, allow_sending_without_reply))

// --- Messages: sent ---

// 1 to 4,096 UTF-16 units of text are seen.
struct SendMessage {
    static constexpr std::string_view method = "sendMessage";
    using Answer = Message;

    std::int64_t chat_id{};
    std::string text{};
    std::string parse_mode{html_mode};
    std::optional<LinkPreviewOptions> link_preview_options = LinkPreviewOptions{};
    std::optional<ReplyParameters> reply_parameters{};
    std::optional<ReplyMarkup> reply_markup{};
};
BOOST_DESCRIBE_STRUCT(SendMessage, (),
                      (chat_id, text, parse_mode, link_preview_options, reply_parameters, reply_markup))

// At most 1,024 UTF-16 units of caption are seen; so with the other captions.
struct SendPhoto {
    static constexpr std::string_view method = "sendPhoto";
    using Answer = Message;

    std::int64_t chat_id{};
    Picture photo{};
    std::optional<std::string> caption{};
    std::string parse_mode{html_mode};
    std::optional<ReplyParameters> reply_parameters{};
    std::optional<ReplyMarkup> reply_markup{};
};
BOOST_DESCRIBE_STRUCT(SendPhoto, (), (chat_id, photo, caption, parse_mode, reply_parameters, reply_markup))

struct SendDocument {
    static constexpr std::string_view method = "sendDocument";
    using Answer = Message;

    std::int64_t chat_id{};
    InputFile document{};
    std::optional<std::string> caption{};
    std::string parse_mode{html_mode};
    std::optional<ReplyParameters> reply_parameters{};
    std::optional<ReplyMarkup> reply_markup{};
};
BOOST_DESCRIBE_STRUCT(SendDocument, (), (chat_id, document, caption, parse_mode, reply_parameters, reply_markup))

struct SendChatAction {
    static constexpr std::string_view method = "sendChatAction";
    using Answer = bool;

    std::int64_t chat_id{};
    std::string action = "typing";
};
BOOST_DESCRIBE_STRUCT(SendChatAction, (), (chat_id, action))

// --- Messages: changed. They are named by chat and message, or by the id that inline mode gave them ---

// The message as it is now; none where it was sent by inline mode.
using EditedMessage = std::optional<Message>;

struct EditMessageText {
    static constexpr std::string_view method = "editMessageText";
    using Answer = EditedMessage;

    std::optional<std::int64_t> chat_id{};
    std::optional<std::int64_t> message_id{};
    std::optional<std::string> inline_message_id{};
    std::string text{};
    std::string parse_mode{html_mode};
    std::optional<LinkPreviewOptions> link_preview_options = LinkPreviewOptions{};
    std::optional<InlineKeyboardMarkup> reply_markup{};
};
BOOST_DESCRIBE_STRUCT(EditMessageText, (),
                      (chat_id, message_id, inline_message_id, text, parse_mode, link_preview_options, reply_markup))

struct EditMessageCaption {
    static constexpr std::string_view method = "editMessageCaption";
    using Answer = EditedMessage;

    std::optional<std::int64_t> chat_id{};
    std::optional<std::int64_t> message_id{};
    std::optional<std::string> inline_message_id{};
    std::string caption{};
    std::string parse_mode{html_mode};
    std::optional<InlineKeyboardMarkup> reply_markup{};
};
BOOST_DESCRIBE_STRUCT(EditMessageCaption, (),
                      (chat_id, message_id, inline_message_id, caption, parse_mode, reply_markup))

struct InputMediaPhoto {
    std::string type = "photo";
    Picture media{};
    std::optional<std::string> caption{};
    std::string parse_mode{html_mode};
};
BOOST_DESCRIBE_STRUCT(InputMediaPhoto, (), (type, media, caption, parse_mode))

// A message from inline mode takes no picture that is sent along.
struct EditMessageMedia {
    static constexpr std::string_view method = "editMessageMedia";
    using Answer = EditedMessage;

    std::optional<std::int64_t> chat_id{};
    std::optional<std::int64_t> message_id{};
    std::optional<std::string> inline_message_id{};
    InputMediaPhoto media{};
    std::optional<InlineKeyboardMarkup> reply_markup{};
};
BOOST_DESCRIBE_STRUCT(EditMessageMedia, (), (chat_id, message_id, inline_message_id, media, reply_markup))

struct EditMessageReplyMarkup {
    static constexpr std::string_view method = "editMessageReplyMarkup";
    using Answer = EditedMessage;

    std::optional<std::int64_t> chat_id{};
    std::optional<std::int64_t> message_id{};
    std::optional<std::string> inline_message_id{};
    std::optional<InlineKeyboardMarkup> reply_markup{};
};
BOOST_DESCRIBE_STRUCT(EditMessageReplyMarkup, (), (chat_id, message_id, inline_message_id, reply_markup))

struct DeleteMessage {
    static constexpr std::string_view method = "deleteMessage";
    using Answer = bool;

    std::int64_t chat_id{};
    std::int64_t message_id{};
};
BOOST_DESCRIBE_STRUCT(DeleteMessage, (), (chat_id, message_id))

// --- Answers to what people pressed and typed ---

// At most 200 characters of text, plain.
struct AnswerCallbackQuery {
    static constexpr std::string_view method = "answerCallbackQuery";
    using Answer = bool;

    std::string callback_query_id{};
    std::optional<std::string> text{};
    bool show_alert{};
    std::optional<std::string> url{};  // t.me/your_bot?start=... only
};
BOOST_DESCRIBE_STRUCT(AnswerCallbackQuery, (), (callback_query_id, text, show_alert, url))

struct InputTextMessageContent {
    std::string message_text{};
    std::string parse_mode{html_mode};
    std::optional<LinkPreviewOptions> link_preview_options = LinkPreviewOptions{};
};
BOOST_DESCRIBE_STRUCT(InputTextMessageContent, (), (message_text, parse_mode, link_preview_options))

// An article has title and input_message_content; a photo photo_url and thumbnail_url; a photo that Telegram has
// already, of type photo too, photo_file_id. `id` has 1 to 64 bytes.
struct InlineResult {
    std::string type = "article";
    std::string id{};
    std::optional<std::string> title{};
    std::optional<std::string> description{};
    std::optional<std::string> photo_url{};
    std::optional<std::string> thumbnail_url{};
    std::optional<std::string> photo_file_id{};
    std::optional<std::string> caption{};
    std::optional<std::string> parse_mode{};  // of the caption
    std::optional<InputTextMessageContent> input_message_content{};
    std::optional<InlineKeyboardMarkup> reply_markup{};
};
BOOST_DESCRIBE_STRUCT(InlineResult, (),
                      (type, id, title, description, photo_url, thumbnail_url, photo_file_id, caption, parse_mode,
                       input_message_content, reply_markup))

struct InlineQueryResultsButton {
    std::string text{};
    std::optional<std::string> start_parameter{};  // 1 to 64 of A-Za-z0-9_-
};
BOOST_DESCRIBE_STRUCT(InlineQueryResultsButton, (), (text, start_parameter))

// At most 50 results and 64 bytes of next_offset, which is empty at the end.
struct AnswerInlineQuery {
    static constexpr std::string_view method = "answerInlineQuery";
    using Answer = bool;

    std::string inline_query_id{};
    std::vector<InlineResult> results{};
    std::int64_t cache_time = 300;  // seconds
    bool is_personal{};
    std::string next_offset{};
    std::optional<InlineQueryResultsButton> button{};
};
BOOST_DESCRIBE_STRUCT(AnswerInlineQuery, (), (inline_query_id, results, cache_time, is_personal, next_offset, button))

// --- The bot itself ---

struct BotCommand {
    std::string command{};      // 1 to 32 of a-z0-9_
    std::string description{};  // 1 to 256 characters
};
BOOST_DESCRIBE_STRUCT(BotCommand, (), (command, description))

// An empty language means all for whom there is no other list; so with the descriptions.
struct SetMyCommands {
    static constexpr std::string_view method = "setMyCommands";
    using Answer = bool;

    std::vector<BotCommand> commands{};
    std::string language_code{};
};
BOOST_DESCRIBE_STRUCT(SetMyCommands, (), (commands, language_code))

struct SetMyDescription {
    static constexpr std::string_view method = "setMyDescription";
    using Answer = bool;

    std::string description{};
    std::string language_code{};
};
BOOST_DESCRIBE_STRUCT(SetMyDescription, (), (description, language_code))

struct SetMyShortDescription {
    static constexpr std::string_view method = "setMyShortDescription";
    using Answer = bool;

    std::string short_description{};
    std::string language_code{};
};
BOOST_DESCRIBE_STRUCT(SetMyShortDescription, (), (short_description, language_code))

struct GetMe {
    static constexpr std::string_view method = "getMe";
    using Answer = User;
};
BOOST_DESCRIBE_STRUCT(GetMe, (), ())

struct GetFile {
    static constexpr std::string_view method = "getFile";
    using Answer = File;

    std::string file_id{};
};
BOOST_DESCRIBE_STRUCT(GetFile, (), (file_id))

// --- How updates come ---

struct GetUpdates {
    static constexpr std::string_view method = "getUpdates";
    using Answer = std::vector<UpdateRead>;

    std::int64_t offset{};  // the first one wanted; all before it are confirmed
    std::int64_t limit = 100;
    std::int64_t timeout{};  // seconds
    std::vector<std::string> allowed_updates{};
};
BOOST_DESCRIBE_STRUCT(GetUpdates, (), (offset, limit, timeout, allowed_updates))

struct SetWebhook {
    static constexpr std::string_view method = "setWebhook";
    using Answer = bool;

    std::string url{};
    std::string secret_token{};
    std::vector<std::string> allowed_updates{};
    std::int64_t max_connections = 40;
};
BOOST_DESCRIBE_STRUCT(SetWebhook, (), (url, secret_token, allowed_updates, max_connections))

struct DeleteWebhook {
    static constexpr std::string_view method = "deleteWebhook";
    using Answer = bool;

    bool drop_pending_updates{};
};
BOOST_DESCRIBE_STRUCT(DeleteWebhook, (), (drop_pending_updates))

// What the dialogue asks for.
using Call =
    std::variant<SendMessage, SendPhoto, SendDocument, SendChatAction, EditMessageText, EditMessageCaption,
                 EditMessageMedia, EditMessageReplyMarkup, DeleteMessage, AnswerCallbackQuery, AnswerInlineQuery>;

}  // namespace tg_client
