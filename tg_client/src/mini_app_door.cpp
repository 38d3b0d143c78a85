#include "tg_client/mini_app_door.hpp"

#include "tg_client/telegram/init_data.hpp"

#include <chrono>

namespace tg_client {
namespace {

constexpr std::size_t threads = 4;
constexpr std::size_t queue = 64;

std::int64_t seconds_now() {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::seconds>(now).count();
}

api::Problem problem_of(InitDataFault fault) {
    if (fault == InitDataFault::expired)
        return {.status = 401,
                .code = "init_data_expired",
                .title = "The Mini App was opened too long ago",
                .remedy = "open it again"};
    return {.status = 401,
            .code = "bad_init_data",
            .title = "This is not what Telegram gave a Mini App of this bot",
            .remedy = "send Telegram.WebApp.initData as it is"};
}

}  // namespace

api::Outcome<MiniAppDoor::Opened> MiniAppDoor::open(const api::MiniAppRequest& asked,
                                                    const service_kit::Call& call) const {
    const auto person = person_in(asked.init_data, ways_.bot_token, seconds_now());
    if (!person) return problem_of(person.error());
    HttpBackend backend{ways_.backend, ways_.access, call.request.id};
    const auto session = backend.open_session({.session_id = "tg:" + std::to_string(person.value()), .days = 1});
    if (!session)
        return api::Problem{.status = 503,
                            .code = "sessions_away",
                            .title = "No session can be opened now",
                            .remedy = "try again; recommendations need none",
                            .retry_after = 2};
    Opened opened{.message = session.value()};
    opened.headers.add("Cache-Control", "no-store");
    return opened;
}

service_kit::Route MiniAppDoor::route(Ways ways) {
    return service_kit::post("/telegram/session", "A session for whoever opened the Mini App",
                             std::make_shared<const MiniAppDoor>(std::move(ways)), &MiniAppDoor::open)
        .waits_on(std::make_shared<service_kit::Workers>(threads, queue))
        .tells({"Cache-Control", "no-store: the token is for this person alone"})
        .may_fail(401, "bad_init_data, init_data_expired")
        .may_fail(503, "sessions_away");
}

}  // namespace tg_client
