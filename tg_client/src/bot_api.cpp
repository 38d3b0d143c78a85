#include "tg_client/telegram/bot_api.hpp"

#include "service_kit/http_client.hpp"
#include "timer.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <optional>
#include <random>
#include <set>

namespace tg_client {
namespace {

using Clock = std::chrono::steady_clock;
using service_kit::ClientError;
using service_kit::ClientResult;
using std::chrono::milliseconds;

constexpr std::size_t longest_answer = std::size_t{32} * 1024 * 1024;

service_kit::ClientSettings client_settings(const BotAccess& access) {
    service_kit::ClientSettings settings;
    settings.user_agent = "kinosovet (bot)";
    settings.connections_per_host = 64;
    settings.idle_timeout = milliseconds{15'000};  // before Telegram closes it, which would look like a lost call
    settings.retry.retries = 0;
    // Growing pauses leave Telegram alone. A breaker would let one call through to see whether it is back, which might
    // be one that waits half a minute for updates.
    settings.breaker.failures = std::numeric_limits<unsigned>::max();
    settings.proxy = access.proxy;
    return settings;
}

// Whether nothing of the call can have arrived.
bool is_unsent(ClientError error) {
    return error == ClientError::unresolved || error == ClientError::unreachable || error == ClientError::tls_failed;
}

BotFault fault_of(const service_kit::ClientFault& fault) {
    const bool is_answered = fault.error == ClientError::bad_answer || fault.error == ClientError::too_large;
    return {.kind = is_answered ? BotFaultKind::bad_answer : BotFaultKind::unreachable, .description = fault.message};
}

BotFault stopped() { return {.kind = BotFaultKind::unreachable, .description = "the bot is stopping"}; }

// Of a path that goes nowhere else.
bool is_file_path(const std::string& path) {
    const auto is_fine = [](char letter) {
        return ('a' <= letter && letter <= 'z') || ('A' <= letter && letter <= 'Z') ||
               ('0' <= letter && letter <= '9') || letter == '_' || letter == '-' || letter == '.' || letter == '/';
    };
    return !path.empty() && std::ranges::all_of(path, is_fine) && path.find("..") == std::string::npos;
}

// A call, from when it was made until it is told.
struct Attempt {
    EncodedCall call;
    std::function<void(RawAnswer)> done;
    unsigned refusals = 0;  // by 429
    unsigned failures = 0;
};

}  // namespace

struct BotApi::State : std::enable_shared_from_this<State> {
    State(service_kit::EventLoop& given_loop, const BotAccess& given_access, service_kit::Metrics& given_metrics,
          const BotApiSettings& given)
        : loop{given_loop},
          access{given_access},
          metrics{given_metrics},
          settings{given},
          client{std::make_unique<service_kit::HttpClient>(given_loop, client_settings(given_access))} {}

    void start(const std::shared_ptr<Attempt>& attempt);
    void receive(const std::shared_ptr<Attempt>& attempt, const ClientResult& result);
    void finish(Attempt& attempt, RawAnswer answer);
    void put_off(const std::shared_ptr<Attempt>& attempt, milliseconds pause);
    std::optional<milliseconds> obedience(Attempt& attempt, const BotFault& fault);
    std::optional<milliseconds> pause_after_trouble(Attempt& attempt, bool was_not_done);
    // From one half to the whole.
    milliseconds with_chance(milliseconds pause);
    std::string without_token(std::string text) const;
    void count(std::string_view method, std::string_view outcome);
    void stop();

    service_kit::EventLoop& loop;
    BotAccess access;
    service_kit::Metrics& metrics;
    BotApiSettings settings;
    std::set<std::shared_ptr<Attempt>> put_off_ones{};
    std::map<std::string_view, Clock::time_point> held_methods{};
    std::mt19937 random{std::random_device{}()};
    bool is_stopped = false;
    std::unique_ptr<service_kit::HttpClient> client;  // is gone first: its receivers need the rest
};

void BotApi::State::start(const std::shared_ptr<Attempt>& attempt) {
    if (is_stopped) return finish(*attempt, stopped());
    const auto held = attempt->call.has_chat ? held_methods.end() : held_methods.find(attempt->call.method);
    if (held != held_methods.end()) {
        const auto left = std::chrono::ceil<milliseconds>(held->second - Clock::now());
        if (left > milliseconds{0}) return put_off(attempt, left);
        held_methods.erase(held);
    }
    service_kit::ClientRequest request{
        .method = service_kit::Method::post,
        .url = access.api_url + "/bot" + access.token + "/" + std::string{attempt->call.method},
        .body = attempt->call.body,
        .try_timeout = attempt->call.timeout,
        .total_timeout = attempt->call.timeout + milliseconds{30'000},  // for a place among the connections
        .retries = service_kit::Retries::never,
        .answer_bytes = longest_answer};
    request.headers.set("Content-Type", attempt->call.content_type);
    client->send(std::move(request),
                 [self = shared_from_this(), attempt](const ClientResult& result) { self->receive(attempt, result); });
}

void BotApi::State::receive(const std::shared_ptr<Attempt>& attempt, const ClientResult& result) {
    auto answer = result ? result_in(result.value()) : RawAnswer{fault_of(result.error())};
    if (answer || is_stopped) return finish(*attempt, std::move(answer));
    auto fault = answer.error();
    fault.description = without_token(std::move(fault.description));
    const bool is_trouble = fault.kind == BotFaultKind::server || fault.kind == BotFaultKind::unreachable;
    const auto pause = fault.kind == BotFaultKind::too_many ? obedience(*attempt, fault)
                       : is_trouble ? pause_after_trouble(*attempt, result || is_unsent(result.error().error))
                                    : std::nullopt;
    if (pause)
        put_off(attempt, *pause);
    else
        finish(*attempt, std::move(fault));
}

void BotApi::State::finish(Attempt& attempt, RawAnswer answer) {
    count(attempt.call.method, answer ? "ok" : api::choice_name(answer.error().kind));
    const auto done = std::exchange(attempt.done, nullptr);
    if (done) done(std::move(answer));
}

void BotApi::State::put_off(const std::shared_ptr<Attempt>& attempt, milliseconds pause) {
    put_off_ones.insert(attempt);
    after(loop, pause, [weak = weak_from_this(), attempt] {
        const auto self = weak.lock();
        if (self && self->put_off_ones.erase(attempt) > 0) self->start(attempt);
    });
}

std::optional<milliseconds> BotApi::State::obedience(Attempt& attempt, const BotFault& fault) {
    if (!attempt.call.has_chat)
        held_methods[attempt.call.method] =
            std::max(held_methods[attempt.call.method], Clock::now() + fault.retry_after);
    if (fault.retry_after > settings.longest_obedience || ++attempt.refusals > settings.obediences) return std::nullopt;
    return fault.retry_after + with_chance(settings.first_pause) / 2;
}

std::optional<milliseconds> BotApi::State::pause_after_trouble(Attempt& attempt, bool was_not_done) {
    if (!attempt.call.may_repeat && !was_not_done) return std::nullopt;
    if (attempt.failures >= settings.repeats) return std::nullopt;
    return with_chance(settings.first_pause * (1U << attempt.failures++));
}

milliseconds BotApi::State::with_chance(milliseconds pause) {
    return milliseconds{std::uniform_int_distribution<milliseconds::rep>{pause.count() / 2, pause.count()}(random)};
}

std::string BotApi::State::without_token(std::string text) const {
    for (auto at = text.find(access.token); at != std::string::npos; at = text.find(access.token))
        text.replace(at, access.token.size(), "<token>");
    return text;
}

void BotApi::State::count(std::string_view method, std::string_view outcome) {
    metrics
        .counter("telegram_calls_total", "Calls of the Bot API",
                 {{"method", std::string{method}}, {"outcome", std::string{outcome}}})
        .add();
}

void BotApi::State::stop() {
    is_stopped = true;
    client.reset();
    for (const auto& attempt : std::exchange(put_off_ones, {})) finish(*attempt, stopped());
}

BotApi::BotApi(service_kit::EventLoop& loop, const BotAccess& access, service_kit::Metrics& metrics,
               const BotApiSettings& settings)
    : state_{std::make_shared<State>(loop, access, metrics, settings)} {}

BotApi::~BotApi() { state_->stop(); }

void BotApi::send(EncodedCall call, std::function<void(RawAnswer)> done) {
    const auto attempt = std::make_shared<Attempt>(Attempt{std::move(call), std::move(done)});
    state_->loop.post([state = state_, attempt] { state->start(attempt); });
}

void BotApi::download(const std::string& file_path, std::size_t most_bytes, Done<std::string> done) {
    state_->loop.post([state = state_, file_path, most_bytes, done = std::move(done)] {
        if (state->is_stopped) return done(stopped());
        if (!is_file_path(file_path)) return done(BotFault{BotFaultKind::bad_answer, "the file's path makes no sense"});
        service_kit::ClientRequest request{
            .url = state->access.api_url + "/file/bot" + state->access.token + "/" + file_path,
            .answer_bytes = most_bytes};
        state->client->send(std::move(request), [state, done](ClientResult result) {
            if (!result) return done(fault_of(result.error()));
            auto& answer = result.value();
            if (answer.status == 200) return done(std::move(answer.body));
            const auto refusal = result_in(answer);
            done(refusal ? BotFault{BotFaultKind::bad_answer, "the file's answer makes no sense"} : refusal.error());
        });
    });
}

}  // namespace tg_client
