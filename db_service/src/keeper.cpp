#include "keeper.hpp"

#include "database_fault.hpp"
#include "migrations.hpp"

#include <utility>

namespace db_service {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds between_looks{1000};
constexpr milliseconds between_tries{250};

}  // namespace

Keeper::Keeper(ConnectionPool::Opener open, milliseconds patience, service_kit::Log& log)
    : open_{std::move(open)}, patience_{patience + 2 * between_looks}, log_{log} {}

Keeper::~Keeper() = default;

void Keeper::begin(std::function<void(const std::string&)> on_newer) {
    if (watching_.joinable()) return;
    on_newer_ = std::move(on_newer);
    look();
    watching_ = std::jthread{[this](const std::stop_token& stopping) { watch(stopping); }};
}

void Keeper::end() {
    watching_.request_stop();
    if (watching_.joinable()) watching_.join();
}

std::optional<std::string> Keeper::trouble() const {
    switch (state_.load()) {
        case State::away:
            return "the database is away";
        case State::updating:
            return "the database is being brought up to date";
        case State::newer:
            return "the database is of a newer program";
        case State::there:
            break;
    }
    // The watch itself waits for an answer.
    if (steady_clock::now() - last_seen_.load() > patience_) return "the database does not answer";
    return std::nullopt;
}

void Keeper::suspect() {
    {
        const std::lock_guard lock{guard_};
        is_suspected_ = true;
    }
    woken_.notify_one();
}

void Keeper::watch(const std::stop_token& stopping) {
    while (!stopping.stop_requested()) {
        {
            std::unique_lock lock{guard_};
            const auto pause = state_ == State::there ? between_looks : between_tries;
            const bool is_there = state_ == State::there;
            woken_.wait_for(lock, stopping, pause, [this, is_there] { return is_there && is_suspected_; });
            is_suspected_ = false;
        }
        if (stopping.stop_requested()) return;
        try {
            look();
        } catch (const NewerDatabase& newer) {
            on_newer_(newer.what());
            return;
        }
    }
}

void Keeper::look() {
    try {
        if (!answers()) bring_up();
        last_seen_ = steady_clock::now();
        turn_to(State::there);
    } catch (const NewerDatabase&) {
        turn_to(State::newer);
        throw;
    } catch (const soci::soci_error& error) {
        connection_.reset();
        const auto fault = fault_of(error);
        if (!std::exchange(is_told_, true))
            log_.write(service_kit::LogLevel::error, "the database is away",
                       {{"kind", name_of(fault.kind)}, {"code", fault.code}});
        turn_to(State::away);
    }
}

// Whether it is there, by the connection of the last time.
bool Keeper::answers() {
    if (!connection_ || state_ != State::there || !connection_->looks_alive()) return false;
    try {
        connection_->query(statements_for(connection_->engine()).ping).run().finish();
        return true;
    } catch (const soci::soci_error&) {
        connection_.reset();
        return false;
    }
}

void Keeper::bring_up() {
    connection_ = open_();
    if (state_ != State::there) turn_to(State::updating);
    if (const auto steps = migrate(*connection_); steps > 0)
        log_.write(service_kit::LogLevel::info, "the database was brought up to date",
                   {{"steps", std::int64_t{steps}}, {"now_at", std::int64_t{newest_migration()}}});
}

void Keeper::turn_to(State state) {
    const auto before = state_.exchange(state);
    if (state != State::there || before == State::there) return;
    is_told_ = false;
    log_.write(service_kit::LogLevel::info, "the database is there");
}

}  // namespace db_service
