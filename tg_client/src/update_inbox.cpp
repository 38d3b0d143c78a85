#include "tg_client/telegram/update_inbox.hpp"

#include "service_kit/workers.hpp"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <iterator>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

namespace tg_client {
namespace {

using Clock = std::chrono::steady_clock;
using service_kit::LogLevel;

// The last ids that were put in.
class RecentIds {
public:
    explicit RecentIds(std::size_t most) : most_{most} {}

    bool contains(std::int64_t id) const { return ids_.contains(id); }
    void add(std::int64_t id) {
        if (most_ == 0 || !ids_.insert(id).second) return;
        order_.push_back(id);
        if (order_.size() <= most_) return;
        ids_.erase(order_.front());
        order_.pop_front();
    }

private:
    std::size_t most_;
    std::deque<std::int64_t> order_;
    std::unordered_set<std::int64_t> ids_;
};

struct Entry {
    Update update;
    UpdateInbox::Handled handled;
    Clock::time_point taken = Clock::now();
    std::atomic<bool> is_handled = false;
};

double seconds_since(Clock::time_point begin) { return std::chrono::duration<double>(Clock::now() - begin).count(); }

}  // namespace

struct UpdateInbox::State : std::enable_shared_from_this<State> {
    State(const InboxSettings& given, Handler given_handler, service_kit::Log& given_log,
          service_kit::Metrics& given_metrics)
        : settings{given},
          handler{std::move(given_handler)},
          log{given_log},
          metrics{given_metrics},
          own_seconds{given_metrics.latency("telegram_update_own_seconds", "How long an update's handler ran")},
          whole_seconds{given_metrics.latency("telegram_update_seconds",
                                              "From when an update was taken until its last call was done")},
          recent{given.remembered},
          workers{given.threads, given.most} {}

    Taken take(Update update, Handled handled);
    void begin(std::shared_ptr<Entry> entry);
    void run(const std::shared_ptr<Entry>& entry);
    void finish(Entry& entry);
    void let_go_of_waiting();
    void count(std::string_view kind);

    InboxSettings settings;
    Handler handler;
    service_kit::Log& log;
    service_kit::Metrics& metrics;
    service_kit::Histogram& own_seconds;
    service_kit::Histogram& whole_seconds;

    std::mutex mutex;
    std::condition_variable changed;
    std::map<std::int64_t, std::deque<std::shared_ptr<Entry>>> lanes;  // guarded by the mutex, as are the next
    std::set<std::int64_t> unhandled;
    RecentIds recent;
    std::size_t under_way = 0;
    bool is_stopping = false;  // begins nothing more
    bool is_stopped = false;   // says nothing more

    service_kit::Workers workers;
};

UpdateInbox::Taken UpdateInbox::State::take(Update update, Handled handled) {
    const auto id = update.update_id;
    const auto chat = lane_of(update);
    const auto kind = kind_of(update);
    auto entry = std::make_shared<Entry>(std::move(update), std::move(handled));
    {
        const std::lock_guard lock{mutex};
        if (unhandled.contains(id)) return Taken::in_hand;
        if (recent.contains(id)) return Taken::again;
        if (is_stopping || unhandled.size() >= settings.most) return Taken::full;
        auto& lane = lanes[chat];
        if (lane.size() >= settings.most_per_chat) return Taken::full;
        unhandled.insert(id);
        lane.push_back(entry);
        if (lane.size() > 1) entry = nullptr;
        if (entry) ++under_way;
    }
    count(kind);
    if (entry) begin(std::move(entry));
    return Taken::yes;
}

// It was counted as under way. The workers take as much as the inbox does, and nothing when it has stopped.
void UpdateInbox::State::begin(std::shared_ptr<Entry> entry) {
    workers.offer([self = shared_from_this(), entry = std::move(entry)] { self->run(entry); });
}

void UpdateInbox::State::run(const std::shared_ptr<Entry>& entry) {
    // When the last one lets go of it, the update is handled.
    const std::shared_ptr<void> last{nullptr,
                                     [self = shared_from_this(), entry](void* /*none*/) { self->finish(*entry); }};
    const auto begun = Clock::now();
    try {
        handler(entry->update, [self = shared_from_this(), entry, last] { self->finish(*entry); });
    } catch (const std::exception& error) {
        log.write(LogLevel::error, "the handler of an update failed",
                  {{"update_id", entry->update.update_id}, {"what", error.what()}});
        finish(*entry);
    }
    own_seconds.observe(seconds_since(begun));
}

void UpdateInbox::State::finish(Entry& entry) {
    if (entry.is_handled.exchange(true)) return;
    {
        const std::lock_guard lock{mutex};
        if (is_stopped) return;
    }
    whole_seconds.observe(seconds_since(entry.taken));
    if (entry.handled) entry.handled();
    std::shared_ptr<Entry> next;
    {
        const std::lock_guard lock{mutex};
        unhandled.erase(entry.update.update_id);
        recent.add(entry.update.update_id);
        const auto lane = lanes.find(lane_of(entry.update));
        lane->second.pop_front();
        if (!lane->second.empty() && !is_stopping) next = lane->second.front();
        if (lane->second.empty()) lanes.erase(lane);
        if (!next) --under_way;
        changed.notify_all();
    }
    if (next) begin(std::move(next));
}

// Whoever waits for an update that never begins is told so by the end of what it gave.
void UpdateInbox::State::let_go_of_waiting() {
    std::vector<std::shared_ptr<Entry>> waiting;
    const std::lock_guard lock{mutex};
    is_stopping = true;
    for (auto& [chat, lane] : lanes) {
        std::move(lane.begin() + 1, lane.end(), std::back_inserter(waiting));
        lane.resize(1);
    }
}

void UpdateInbox::State::count(std::string_view kind) {
    metrics.counter("telegram_updates_total", "Updates that came", {{"kind", std::string{kind}}}).add();
}

void InboxSettings::add_to(service_kit::SettingsReader& reader) {
    reader.add("update-threads", threads, {1, 256}, "Threads on which updates are handled");
    reader.add("updates-waiting", most, {200, 100'000}, "Updates that may wait or be under way");
    reader.add("updates-per-chat", most_per_chat, {1, 100'000}, "The same, of one chat");
}

UpdateInbox::UpdateInbox(const InboxSettings& settings, Handler handler, service_kit::Log& log,
                         service_kit::Metrics& metrics)
    : state_{std::make_shared<State>(settings, std::move(handler), log, metrics)} {}

UpdateInbox::~UpdateInbox() { stop(std::chrono::milliseconds{0}); }

UpdateInbox::Taken UpdateInbox::take(Update update, Handled handled) {
    return state_->take(std::move(update), std::move(handled));
}

void UpdateInbox::pass_over(const PoisonUpdate& poison) {
    state_->count("poison");
    state_->log.write(LogLevel::warning, "an update makes no sense and is passed over",
                      {{"update_id", poison.update_id.value_or(0)}, {"why", poison.why}});
}

std::size_t UpdateInbox::unhandled() const {
    const std::lock_guard lock{state_->mutex};
    return state_->unhandled.size();
}

std::optional<std::int64_t> UpdateInbox::first_unhandled() const {
    const std::lock_guard lock{state_->mutex};
    return state_->unhandled.empty() ? std::nullopt : std::optional{*state_->unhandled.begin()};
}

bool UpdateInbox::has_room_for(std::size_t updates) const { return unhandled() + updates <= state_->settings.most; }

void UpdateInbox::stop(std::chrono::milliseconds patience) {
    state_->let_go_of_waiting();
    {
        std::unique_lock lock{state_->mutex};
        state_->changed.wait_for(lock, patience, [this] { return state_->under_way == 0; });
        state_->is_stopped = true;
    }
    state_->workers.finish();
}

}  // namespace tg_client
