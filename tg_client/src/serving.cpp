#include "tg_client/serving.hpp"

#include "greeting_bytes.hpp"
#include "tg_client/bot.hpp"
#include "tg_client/dialogue/texts.hpp"
#include "tg_client/telegram/updates.hpp"

#include <chrono>
#include <future>
#include <iterator>
#include <memory>
#include <stdexcept>
#include <thread>

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

// Waits for the answer; not on the loop's thread.
template <class T>
core::Result<typename T::Answer, BotFault> ask(BotApi& api, const T& call) {
    auto answer = std::make_shared<std::promise<core::Result<typename T::Answer, BotFault>>>();
    api.call(call, [answer](core::Result<typename T::Answer, BotFault> told) { answer->set_value(std::move(told)); });
    return answer->get_future().get();
}

}  // namespace

// What lives as long as the service, in the order in which it is made.
class Serving {
public:
    Serving(const Settings& settings, service_kit::Service& service, service_kit::Log& log,
            service_kit::Metrics& metrics)
        : settings_{settings},
          service_{service},
          log_{log},
          metrics_{metrics},
          access_{settings.backend_url, settings.service_token},
          films_{service.loop(), client_settings(settings)},
          notes_{service.loop(), client_settings(settings)},
          api_{service.loop(), settings.access, metrics},
          outbox_{service.loop(), api_, {.per_second = settings.pace}} {}

    // Called again on SIGHUP, upon which nothing changes.
    std::shared_ptr<const service_kit::Served> load() {
        if (!bot_) begin();
        auto served = std::make_shared<service_kit::Served>();
        if (webhook_) served->routes.push_back(webhook_->route());
        return served;
    }

    // Finishes what was begun. The loop, which has ended with the service, runs until that is done.
    void end() {
        std::thread telegram{[this] { service_.loop().run(); }};
        if (polling_) polling_->stop();
        if (webhook_) inbox_->stop(settings_.service.stop_timeout);
        service_.loop().stop();
        telegram.join();
    }

private:
    // Whose token it is; waits until Telegram says so.
    User self() {
        for (;;) {
            auto told = ask(api_, GetMe{});
            if (told) return std::move(told).value();
            if (told.error().kind == BotFaultKind::unauthorized)
                throw std::runtime_error{
                    "Telegram does not take TELEGRAM_BOT_TOKEN: ask @BotFather for the bot's token"};
            log_.write(LogLevel::warning, "Telegram is away", {{"why", std::string_view{told.error().description}}});
            std::this_thread::sleep_for(pause_before_telegram_is_asked_again);
        }
    }

    // What people see before they write. It is no reason not to begin when Telegram does not take it just now.
    void introduce() {
        for (const auto language : {api::Language::ru, api::Language::en}) {
            // Whoever speaks neither is spoken to in English.
            const std::string code = language == api::Language::ru ? "ru" : "";
            const auto commands = ask(api_, SetMyCommands{commands_in(language), code});
            const auto text = std::string{texts_in(language).description};
            const auto described = ask(api_, SetMyDescription{text, code});
            const auto shortly =
                ask(api_, SetMyShortDescription{std::string{texts_in(language).short_description}, code});
            if (!commands || !described || !shortly)
                log_.write(LogLevel::warning, "Telegram did not take what the bot says of itself",
                           {{"language", code}});
        }
    }

    void begin() {
        const auto bot = self();
        BotSelf self{bot.username.value_or(""), settings_.public_url, picture(greeting_ru), picture(greeting_en)};
        bot_ = std::make_unique<Bot>(std::move(self), access_, Bot::Ways{api_, outbox_, {films_, notes_}, log_});
        introduce();
        inbox_ = std::make_unique<UpdateInbox>(
            InboxSettings{.threads = settings_.threads},
            [this](const Update& update, UpdateInbox::Handled handled) { bot_->handle(update, std::move(handled)); },
            log_, metrics_);
        const UpdatePlaces places{service_.loop(), api_, *inbox_, log_};
        if (settings_.access.webhook_url.empty()) {
            polling_ = std::make_unique<LongPolling>(places, settings_.polling);
            polling_->start();
        } else {
            webhook_ = std::make_unique<Webhook>(places, settings_.access);
            webhook_->start();
        }
        log_.write(LogLevel::info, "talking",
                   {{"bot", std::string_view{*bot.username}}, {"webhook", webhook_ != nullptr}});
    }

    const Settings& settings_;
    service_kit::Service& service_;
    service_kit::Log& log_;
    service_kit::Metrics& metrics_;
    const BackendAccess access_;
    service_kit::HttpClient films_, notes_;
    BotApi api_;
    Outbox outbox_;
    std::unique_ptr<Bot> bot_;
    std::unique_ptr<UpdateInbox> inbox_;
    std::unique_ptr<LongPolling> polling_;
    std::unique_ptr<Webhook> webhook_;
};

int serve(const Settings& settings, service_kit::Log& log, service_kit::Metrics& metrics, const std::string& version) {
    service_kit::Service service{
        settings.service, {"tg_client", "The Telegram bot: a film in, films like it out.", version}, log, metrics};
    Serving serving{settings, service, log, metrics};
    const int code = service.run([&serving] { return serving.load(); });
    serving.end();
    return code;
}

}  // namespace tg_client
