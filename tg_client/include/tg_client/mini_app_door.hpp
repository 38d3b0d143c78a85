// Lets people in who come by a Mini App of Telegram: their initData for a token of their session, which is that of
// their chat with the bot.
//
// Immutable, any number of threads; the handler waits for db_service.
#pragma once

#include "api/problem.hpp"
#include "api/sessions.hpp"
#include "service_kit/route.hpp"
#include "tg_client/dialogue/http_backend.hpp"

#include <string>

namespace tg_client {

class MiniAppDoor {
public:
    struct Ways {
        std::string bot_token{};
        BackendClients backend;
        const BackendAccess& access;
    };
    using Opened = service_kit::Reply<api::SessionToken>;

    // References are kept.
    explicit MiniAppDoor(Ways ways) : ways_{std::move(ways)} {}

    api::Outcome<Opened> open(const api::MiniAppRequest& asked, const service_kit::Call& call) const;

    // POST /telegram/session
    static service_kit::Route route(Ways ways);

private:
    Ways ways_;
};

}  // namespace tg_client
