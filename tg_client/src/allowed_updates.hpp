// The kinds of updates that Telegram is asked for: those that are read (telegram/types.hpp).
#pragma once

#include <string>
#include <vector>

namespace tg_client {

inline std::vector<std::string> allowed_updates() {
    return {"message", "callback_query", "inline_query", "chosen_inline_result", "my_chat_member"};
}

}  // namespace tg_client
