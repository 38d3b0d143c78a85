#include "tg_client/running_bot.hpp"

#include "greeting_bytes.hpp"
#include "tg_client/bot.hpp"
#include "tg_client/dialogue/texts.hpp"
#include "tg_client/mini_app_door.hpp"
#include "tg_client/telegram/updates.hpp"
#include "timer.hpp"

#include <atomic>
#include <chrono>
#include <iterator>
#include <utility>

namespace tg_client {
namespace {

using service_kit::LogLevel;

constexpr std::chrono::seconds pause_before_telegram_is_asked_again{3};

// The services are near: whether one is back is tried soon, for somebody waits with a finger on "Retry".
service_kit::ClientSettings client_settings(const Settings& settings) {
    return {.user_agent = "kinosovet-bot",
            .connections_per_host = settings.threads,
            .retry = {.retries = 1, .first_pause = std::chrono::milliseconds{50}},
            .breaker = {.failures = 10, .open_for = std::chrono::milliseconds{1'000}}};
}

template <std::size_t Size>
PictureBytes picture(const unsigned char (&bytes)[Size]) {
    return std::make_shared<const std::string>(std::begin(bytes), std::end(bytes));
}

}  // namespace

// In the order in which it is made.
struct RunningBot::State : std::enable_shared_from_this<State> {
    State(const Settings& given, service_kit::EventLoop& given_loop, service_kit::Log& given_log,
          service_kit::Metrics& metrics)
        : settings{given},
          loop{given_loop},
          log{given_log},
          access{given.backend_url, given.service_token},
          films{given_loop, client_settings(given)},
          notes{given_loop, client_settings(given)},
          api{given_loop, given.access, metrics},
          outbox{given_loop, api, {.per_second = given.pace}},
          inbox{InboxSettings{.threads = given.threads},
                [this](const Update& update, UpdateInbox::Handled handled) { bot->handle(update, std::move(handled)); },
                given_log, metrics} {
        const UpdatePlaces places{loop, api, inbox, log};
        if (settings.access.webhook_url.empty())
            polling = std::make_unique<LongPolling>(places, settings.polling);
        else
            webhook = std::make_unique<Webhook>(places, settings.access);
    }

    void ask_who_i_am();
    void learn_who_i_am(const core::Result<User, BotFault>& told);
    void introduce();
    template <class T>
    void tell(const T& call, const std::string& language);

    const Settings& settings;
    service_kit::EventLoop& loop;
    service_kit::Log& log;
    const BackendAccess access;
    service_kit::HttpClient films, notes;
    BotApi api;
    Outbox outbox;
    std::unique_ptr<Bot> bot{};  // none before it is known who it is
    UpdateInbox inbox;
    std::unique_ptr<LongPolling> polling{};
    std::unique_ptr<Webhook> webhook{};
    std::function<void(const std::string&)> refused{};
    std::atomic<bool> is_started = false;
    std::atomic<bool> is_talking = false;
    std::atomic<bool> is_ending = false;
};

void RunningBot::State::ask_who_i_am() {
    if (is_ending) return;
    api.call(GetMe{}, [weak = weak_from_this()](const core::Result<User, BotFault>& told) {
        if (const auto self = weak.lock()) self->learn_who_i_am(told);
    });
}

void RunningBot::State::learn_who_i_am(const core::Result<User, BotFault>& told) {
    if (is_ending) return;
    if (!told) {
        if (told.error().kind == BotFaultKind::unauthorized)
            return refused("Telegram does not take TELEGRAM_BOT_TOKEN: ask @BotFather for the bot's token");
        log.write(LogLevel::warning, "Telegram is away", {{"why", std::string_view{told.error().description}}});
        return after(loop, pause_before_telegram_is_asked_again, [weak = weak_from_this()] {
            if (const auto self = weak.lock()) self->ask_who_i_am();
        });
    }
    const auto name = told.value().username.value_or("");
    bot = std::make_unique<Bot>(BotSelf{name, settings.public_url, picture(greeting_ru), picture(greeting_en)}, access,
                                Bot::Ways{api, outbox, {films, notes}, log});
    introduce();
    is_talking = true;
    if (polling)
        polling->start();
    else
        webhook->start();
    log.write(LogLevel::info, "talking", {{"bot", std::string_view{name}}, {"webhook", webhook != nullptr}});
}

// What people see before they write. It is no reason not to begin when Telegram does not take it just now.
void RunningBot::State::introduce() {
    for (const auto language : {api::Language::ru, api::Language::en}) {
        // Whoever speaks neither is spoken to in English.
        const std::string code = language == api::Language::ru ? "ru" : "";
        tell(SetMyCommands{commands_in(language), code}, code);
        tell(SetMyDescription{std::string{texts_in(language).description}, code}, code);
        tell(SetMyShortDescription{std::string{texts_in(language).short_description}, code}, code);
    }
}

template <class T>
void RunningBot::State::tell(const T& call, const std::string& language) {
    api.call(call, [weak = weak_from_this(), language](const core::Result<typename T::Answer, BotFault>& told) {
        const auto self = weak.lock();
        if (self && !told)
            self->log.write(LogLevel::warning, "Telegram did not take what the bot says of itself",
                            {{"language", language}, {"why", std::string_view{told.error().description}}});
    });
}

RunningBot::RunningBot(const Settings& settings, service_kit::EventLoop& loop, service_kit::Log& log,
                       service_kit::Metrics& metrics)
    : state_{std::make_shared<State>(settings, loop, log, metrics)} {}

RunningBot::~RunningBot() { state_->is_ending = true; }

void RunningBot::start(std::function<void(const std::string&)> refused) {
    if (state_->is_started.exchange(true)) return;
    state_->refused = std::move(refused);
    state_->loop.post([weak = state_->weak_from_this()] {
        if (const auto self = weak.lock()) self->ask_who_i_am();
    });
}

std::vector<service_kit::Route> RunningBot::routes() const {
    const auto& token = state_->settings.access.token;
    std::vector<service_kit::Route> routes{MiniAppDoor::route({token, {state_->films, state_->notes}, state_->access})};
    if (state_->webhook)
        routes.push_back(state_->webhook->route([weak = state_->weak_from_this()] {
            const auto self = weak.lock();
            return self && self->is_talking;
        }));
    return routes;
}

std::optional<std::string> RunningBot::trouble() const {
    return state_->is_talking ? std::nullopt : std::optional<std::string>{"Telegram has not answered yet"};
}

void RunningBot::finish() {
    state_->is_ending = true;
    if (state_->polling && state_->is_talking)
        state_->polling->stop();
    else
        state_->inbox.stop(state_->settings.service.stop_timeout);
}

}  // namespace tg_client
