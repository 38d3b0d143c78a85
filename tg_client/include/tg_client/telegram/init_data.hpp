// Who opened a Mini App, by what Telegram gave it to show.
//
// Telegram signs initData with the bot's token, so whoever shows it has it from Telegram or from somebody who has.
// Pure; any bytes may come. https://core.telegram.org/bots/webapps#validating-data-received-via-the-mini-app
#pragma once

#include "core/base/result.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace tg_client {

// `forged`: it is no initData of this bot, whatever is wrong with it. `expired`: it was, but is no longer good.
enum class InitDataFault { forged, expired };

constexpr std::chrono::hours init_data_age{24};

// The id of the person. `now` is in Unix seconds.
core::Result<std::int64_t, InitDataFault> person_in(std::string_view init_data, std::string_view bot_token,
                                                    std::int64_t now);

}  // namespace tg_client
