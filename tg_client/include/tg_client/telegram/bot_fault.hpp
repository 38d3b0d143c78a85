// Why Telegram did not do what it was asked to.
//
// Plain values. No fault holds the token, nor anything of what people wrote.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include <boost/describe/enum.hpp>

namespace tg_client {

enum class BotFaultKind {
    too_many,         // 429; see retry_after
    blocked,          // the person has blocked the bot, or the bot is no longer in the chat
    not_modified,     // the message is like that already: as good as done
    too_old,          // what was pressed or typed can no longer be answered
    chat_migrated,    // the group has become another chat: migrate_to_chat_id
    picture_refused,  // Telegram could not fetch the picture or does not take it
    message_gone,     // there is no such message, or it can no longer be changed or deleted
    bad_request,      // anything else that was wrong with the call
    unauthorized,     // the token is not, or no longer, a bot's
    conflict,         // somebody else gets the updates: another process, or a webhook
    server,           // Telegram's own trouble
    unreachable,      // no connection, or it broke
    bad_answer,       // an answer that makes no sense
    overloaded,       // too much waits here already: it was never sent
};
BOOST_DESCRIBE_ENUM(BotFaultKind, too_many, blocked, not_modified, too_old, chat_migrated, picture_refused,
                    message_gone, bad_request, unauthorized, conflict, server, unreachable, bad_answer, overloaded)

struct BotFault {
    BotFaultKind kind{};
    std::string description{};  // Telegram's, or a sentence of ours
    std::chrono::seconds retry_after{};
    std::optional<std::int64_t> migrate_to_chat_id{};
};

}  // namespace tg_client
