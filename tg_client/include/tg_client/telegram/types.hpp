// What Telegram tells: updates, messages and what they are made of, as the Bot API names them, with only the members
// that are used here.
//
// Telegram adds members and kinds as it likes, so they are read in the tolerant manner: what is not known is passed
// over and kinds (of chats, entities, members) are texts. What is known is held to its type and its limits. Plain
// values.
#pragma once

#include "api/json.hpp"
#include "core/base/result.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace tg_client {

// What all members from Telegram are held to: what is not optional must be there, and no text is endless. Their meaning
// is told by the Bot API.
template <class T>
constexpr api::Limits limits_on_member() {
    if constexpr (api::is_optional<T>) {
        auto limits = limits_on_member<typename T::value_type>();
        limits.required = false;
        return limits;
    } else if constexpr (std::is_same_v<T, std::string>) {
        return {.required = true, .range = {0, 16'384}, .one_line = false};
    } else {
        return {.required = true};
    }
}

template <api::Message T>
constexpr auto notes(const T*) {
    std::array<api::Note, boost::mp11::mp_size<api::Members<T>>::value> notes{};
    std::size_t at = 0;
    boost::mp11::mp_for_each<api::Members<T>>([&](auto member) {
        using Member = std::remove_cvref_t<decltype(std::declval<T&>().*member.pointer)>;
        notes[at++] = {member.name, "As the Bot API has it", limits_on_member<Member>()};
    });
    return notes;
}

struct User {
    std::int64_t id{};
    bool is_bot{};
    std::string first_name{};
    std::optional<std::string> username{};
    std::optional<std::string> language_code{};  // IETF, of the person's Telegram
};
BOOST_DESCRIBE_STRUCT(User, (), (id, is_bot, first_name, username, language_code))

// A person as a Mini App is told of them.
struct WebAppUser {
    std::int64_t id{};
};
BOOST_DESCRIBE_STRUCT(WebAppUser, (), (id))

struct Chat {
    std::int64_t id{};
    std::string type{};                  // private, group, supergroup, channel
    std::optional<std::string> title{};  // of all but private ones
};
BOOST_DESCRIBE_STRUCT(Chat, (), (id, type, title))

struct MessageEntity {
    std::string type{};     // bot_command, mention, url, text_link, ...
    std::int64_t offset{};  // in UTF-16 units, as is the next
    std::int64_t length{};
    std::optional<std::string> url{};  // of a text_link
};
BOOST_DESCRIBE_STRUCT(MessageEntity, (), (type, offset, length, url))

struct Document {
    std::string file_id{};
    std::optional<std::string> file_name{};
    std::optional<std::string> mime_type{};
    std::optional<std::int64_t> file_size{};  // bytes
};
BOOST_DESCRIBE_STRUCT(Document, (), (file_id, file_name, mime_type, file_size))

struct PhotoSize {
    std::string file_id{};
    std::int64_t width{};
    std::int64_t height{};
    std::optional<std::int64_t> file_size{};
};
BOOST_DESCRIBE_STRUCT(PhotoSize, (), (file_id, width, height, file_size))

struct File {
    std::string file_id{};
    std::optional<std::string> file_path{};
    std::optional<std::int64_t> file_size{};
};
BOOST_DESCRIBE_STRUCT(File, (), (file_id, file_path, file_size))

// A button does the one thing for which it has a member.
struct InlineKeyboardButton {
    std::string text{};
    std::optional<std::string> callback_data{};  // 1 to 64 bytes
    std::optional<std::string> url{};
    std::optional<std::string> switch_inline_query{};
    std::optional<std::string> switch_inline_query_current_chat{};

    friend bool operator==(const InlineKeyboardButton&, const InlineKeyboardButton&) = default;
};
BOOST_DESCRIBE_STRUCT(InlineKeyboardButton, (),
                      (text, callback_data, url, switch_inline_query, switch_inline_query_current_chat))

struct InlineKeyboardMarkup {
    std::vector<std::vector<InlineKeyboardButton>> inline_keyboard{};  // rows; none takes the keyboard away

    friend bool operator==(const InlineKeyboardMarkup&, const InlineKeyboardMarkup&) = default;
};
BOOST_DESCRIBE_STRUCT(InlineKeyboardMarkup, (), (inline_keyboard))

// The message that another one answers, as far as it matters.
struct RepliedMessage {
    std::int64_t message_id{};
    std::optional<User> from{};
};
BOOST_DESCRIBE_STRUCT(RepliedMessage, (), (message_id, from))

// Of a message that cannot be had any more (a callback's) there are only the chat, the id, and a date of 0.
struct Message {
    std::int64_t message_id{};
    std::optional<User> from{};
    Chat chat{};
    std::int64_t date{};  // seconds since 1970
    std::optional<std::string> text{};
    std::optional<std::string> caption{};
    std::optional<std::vector<MessageEntity>> entities{};
    std::optional<std::vector<MessageEntity>> caption_entities{};
    std::optional<Document> document{};
    std::optional<std::vector<PhotoSize>> photo{};
    std::optional<std::int64_t> migrate_to_chat_id{};
    std::optional<RepliedMessage> reply_to_message{};
    std::optional<User> via_bot{};
    std::optional<InlineKeyboardMarkup> reply_markup{};
};
BOOST_DESCRIBE_STRUCT(Message, (),
                      (message_id, from, chat, date, text, caption, entities, caption_entities, document, photo,
                       migrate_to_chat_id, reply_to_message, via_bot, reply_markup))

struct CallbackQuery {
    std::string id{};
    User from{};
    std::optional<Message> message{};
    std::optional<std::string> inline_message_id{};  // instead of a message, where it was sent by inline mode
    std::optional<std::string> data{};
};
BOOST_DESCRIBE_STRUCT(CallbackQuery, (), (id, from, message, inline_message_id, data))

struct InlineQuery {
    std::string id{};
    User from{};
    std::string query{};
    std::string offset{};
};
BOOST_DESCRIBE_STRUCT(InlineQuery, (), (id, from, query, offset))

struct ChosenInlineResult {
    std::string result_id{};
    User from{};
    std::optional<std::string> inline_message_id{};
    std::string query{};
};
BOOST_DESCRIBE_STRUCT(ChosenInlineResult, (), (result_id, from, inline_message_id, query))

struct ChatMember {
    std::string status{};  // creator, administrator, member, restricted, left, kicked
    User user{};
};
BOOST_DESCRIBE_STRUCT(ChatMember, (), (status, user))

struct ChatMemberUpdated {
    Chat chat{};
    User from{};
    ChatMember new_chat_member{};
};
BOOST_DESCRIBE_STRUCT(ChatMemberUpdated, (), (chat, from, new_chat_member))

// Has at most one of its optional members; none where it is of a kind that is not known here.
struct Update {
    std::int64_t update_id{};
    std::optional<Message> message{};
    std::optional<CallbackQuery> callback_query{};
    std::optional<InlineQuery> inline_query{};
    std::optional<ChosenInlineResult> chosen_inline_result{};
    std::optional<ChatMemberUpdated> my_chat_member{};
};
BOOST_DESCRIBE_STRUCT(Update, (),
                      (update_id, message, callback_query, inline_query, chosen_inline_result, my_chat_member))

// An update that makes no sense. Its id is known wherever it has one, so that it can be told and passed over.
struct PoisonUpdate {
    std::optional<std::int64_t> update_id{};
    std::string why{};  // a sentence without anything of what people wrote
};

using UpdateRead = core::Result<Update, PoisonUpdate>;

// The update in `text`, which may be any bytes.
UpdateRead read_update(std::string_view text);
// The update that a part of a longer answer is.
UpdateRead update_in(const api::json::value& value);

// The name of the one member that is there, "other" where there is none; for metrics and logs.
std::string_view kind_of(const Update& update);

// Whose updates come one after the other: the chat's, or, where there is none, the person's. 0 where there is neither.
std::int64_t lane_of(const Update& update);

}  // namespace tg_client
