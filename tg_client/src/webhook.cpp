#include "allowed_updates.hpp"
#include "service_kit/secrets.hpp"
#include "tg_client/telegram/updates.hpp"
#include "timer.hpp"

#include <atomic>
#include <future>
#include <string_view>

namespace tg_client {
namespace {

using service_kit::LogLevel;
using service_kit::Response;

constexpr std::size_t threads = 40;  // Telegram sends as many at once
constexpr std::size_t largest_update = std::size_t{1024} * 1024;
constexpr std::chrono::seconds pause_between_tries{10};
constexpr std::chrono::seconds longest_wait{50};  // Telegram itself waits a minute
constexpr const char* secret_header = "X-Telegram-Bot-Api-Secret-Token";

Response come_again(std::string title) {
    auto response = service_kit::problem_response({.status = 503, .code = "not_handled", .title = std::move(title)});
    response.headers.set("Retry-After", "1");
    return response;
}

Response taken() { return service_kit::json_response(200, "{}"); }

Response answer_to(const service_kit::Request& request, UpdateInbox& inbox) {
    auto read = read_update(request.body);
    if (!read) return inbox.pass_over(read.error()), taken();
    auto handled = std::make_shared<std::promise<void>>();
    auto future = handled->get_future();
    // The inbox alone keeps the promise: it breaks when the inbox lets go of the update.
    switch (inbox.take(std::move(read).value(), [handled = std::move(handled)] { handled->set_value(); })) {
        case UpdateInbox::Taken::again:
            return taken();
        case UpdateInbox::Taken::in_hand:
            return come_again("The update is being handled");
        case UpdateInbox::Taken::full:
            return come_again("Too many updates wait");
        case UpdateInbox::Taken::yes:
            break;
    }
    if (future.wait_for(longest_wait) != std::future_status::ready) return come_again("The update takes long");
    try {
        future.get();
        return taken();
    } catch (const std::future_error&) {
        return come_again("The bot is stopping");  // the update was put away and not begun
    }
}

}  // namespace

struct Webhook::State : std::enable_shared_from_this<State> {
    State(const UpdatePlaces& given_places, const BotAccess& given_access)
        : places{given_places}, access{given_access} {}

    void set();
    void receive(const core::Result<bool, BotFault>& answer);

    UpdatePlaces places;
    BotAccess access;
    std::atomic<bool> is_stopped = false;
};

void Webhook::State::set() {
    if (is_stopped) return;
    places.api.call(SetWebhook{.url = access.webhook_url,
                               .secret_token = access.webhook_secret,
                               .allowed_updates = allowed_updates(),
                               .max_connections = threads},
                    [self = shared_from_this()](const core::Result<bool, BotFault>& answer) { self->receive(answer); });
}

void Webhook::State::receive(const core::Result<bool, BotFault>& answer) {
    if (is_stopped) return;
    if (answer) return places.log.write(LogLevel::info, "Telegram sends updates to the webhook");
    places.log.write(LogLevel::error, "the webhook could not be set",
                     {{"kind", api::choice_name(answer.error().kind)}, {"description", answer.error().description}});
    after(places.loop, pause_between_tries, [weak = weak_from_this()] {
        if (const auto self = weak.lock()) self->set();
    });
}

Webhook::Webhook(const UpdatePlaces& places, const BotAccess& access)
    : state_{std::make_shared<State>(places, access)} {}

Webhook::~Webhook() { state_->is_stopped = true; }

void Webhook::start() {
    state_->places.loop.post([state = state_] { state->set(); });
}

service_kit::Route Webhook::route(std::function<bool()> is_ready) const {
    service_kit::Route route{
        .method = service_kit::Method::post, .path = "/telegram/", .summary = "Takes an update from Telegram"};
    route.handle = [secret = state_->access.webhook_secret, is_ready = std::move(is_ready),
                    &inbox = state_->places.inbox](const service_kit::Call& call) {
        const auto given = call.request.headers.find(secret_header);
        if (!given || !service_kit::is_same_secret(*given, secret))
            return service_kit::problem_response(
                {.status = 401, .code = "unauthorized", .title = "The secret of the webhook is missing or wrong"});
        return is_ready() ? answer_to(call.request, inbox) : come_again("The bot is starting");
    };
    route.is_hidden = true;
    return std::move(route)
        .takes_up_to(largest_update)
        .waits_on(std::make_shared<service_kit::Workers>(threads, threads));
}

}  // namespace tg_client
