#include "tg_client/telegram/outbox.hpp"

#include "timer.hpp"

#include <atomic>
#include <chrono>
#include <deque>
#include <map>
#include <type_traits>
#include <utility>

namespace tg_client {
namespace {

using Clock = std::chrono::steady_clock;

BotFault overloaded() {
    return {.kind = BotFaultKind::overloaded, .description = "too many calls wait to be sent already"};
}

BotFault stopped() { return {.kind = BotFaultKind::unreachable, .description = "the bot is stopping"}; }

bool is_answer(const Call& call) {
    return std::holds_alternative<AnswerCallbackQuery>(call) || std::holds_alternative<AnswerInlineQuery>(call);
}

void move_to(Call& call, std::int64_t chat) {
    std::visit(
        [chat](auto& one) {
            if constexpr (requires { one.chat_id; }) one.chat_id = chat;
        },
        call);
}

// What is known of a message that Telegram has now; nothing of calls that make none.
template <class Answer>
SentMessage told_by(const Answer& answer) {
    SentMessage sent;
    if constexpr (std::is_same_v<Answer, EditedMessage>) {
        if (answer) return told_by(*answer);
    } else if constexpr (std::is_same_v<Answer, Message>) {
        sent.message_id = answer.message_id;
        // The largest one comes last.
        if (answer.photo && !answer.photo->empty()) sent.photo_file_id = answer.photo->back().file_id;
    }
    return sent;
}

struct Entry {
    Call call;
    Outbox::Done done;
    std::optional<std::int64_t> migrated_to{};
};

// Moments evenly spread, none of them kept for later.
class Pace {
public:
    explicit Pace(std::size_t per_second) : step_{Clock::duration{std::chrono::seconds{1}} / per_second} {}

    Clock::duration left(Clock::time_point now) const { return next_ - now; }
    void step(Clock::time_point now) { next_ = std::max(next_, now) + step_; }

private:
    Clock::duration step_;
    Clock::time_point next_{};
};

}  // namespace

struct Outbox::State : std::enable_shared_from_this<State> {
    State(service_kit::EventLoop& given_loop, BotApi& given_api, const OutboxSettings& given)
        : loop{given_loop}, api{given_api}, settings{given}, pace{given.per_second} {}

    void admit(std::int64_t chat, std::shared_ptr<Entry> entry);
    void send_ready_ones();
    void start(std::int64_t chat, const std::shared_ptr<Entry>& entry);
    void receive(std::int64_t chat, const std::shared_ptr<Entry>& entry, Sent sent);
    void go_on_with(std::int64_t chat);
    void tell(Entry& entry, Sent sent);
    void stop();

    service_kit::EventLoop& loop;
    BotApi& api;
    OutboxSettings settings;
    Pace pace;
    std::map<std::int64_t, std::deque<std::shared_ptr<Entry>>> lanes{};  // by chat; the first is ready or under way
    std::deque<std::int64_t> ready{};                                    // chats whose first may go out
    std::atomic<std::size_t> size = 0;
    bool is_waiting = false;  // for the next moment
    bool is_stopped = false;
};

void Outbox::State::admit(std::int64_t chat, std::shared_ptr<Entry> entry) {
    if (is_stopped) return entry->done(stopped());
    if (size >= settings.most) return entry->done(overloaded());
    if (is_answer(entry->call)) {
        ++size;
        return start(0, entry);
    }
    auto& lane = lanes[chat];
    if (lane.size() >= settings.most_per_chat) return entry->done(overloaded());
    ++size;
    lane.push_back(std::move(entry));
    if (lane.size() > 1) return;
    ready.push_back(chat);
    send_ready_ones();
}

void Outbox::State::send_ready_ones() {
    while (!ready.empty() && !is_waiting && !is_stopped) {
        const auto now = Clock::now();
        if (const auto left = pace.left(now); left > Clock::duration{0}) {
            is_waiting = true;
            after(loop, std::chrono::ceil<std::chrono::milliseconds>(left), [weak = weak_from_this()] {
                const auto self = weak.lock();
                if (!self) return;
                self->is_waiting = false;
                self->send_ready_ones();
            });
            return;
        }
        pace.step(now);
        const auto chat = ready.front();
        ready.pop_front();
        start(chat, lanes.at(chat).front());
    }
}

void Outbox::State::start(std::int64_t chat, const std::shared_ptr<Entry>& entry) {
    std::visit(
        [&]<class T>(const T& call) {
            api.call(call, [self = shared_from_this(), chat, entry](core::Result<typename T::Answer, BotFault> answer) {
                self->receive(chat, entry, answer ? Sent{told_by(answer.value())} : Sent{answer.error()});
            });
        },
        entry->call);
}

void Outbox::State::receive(std::int64_t chat, const std::shared_ptr<Entry>& entry, Sent sent) {
    const auto new_chat = sent ? std::nullopt : sent.error().migrate_to_chat_id;
    if (new_chat && !entry->migrated_to && !is_stopped) {
        entry->migrated_to = new_chat;
        move_to(entry->call, *new_chat);
        return start(chat, entry);
    }
    if (!sent && is_harmless(sent.error())) sent = SentMessage{};
    if (sent) sent.value().migrated_to = entry->migrated_to;
    if (!is_answer(entry->call)) go_on_with(chat);
    tell(*entry, std::move(sent));
    send_ready_ones();
}

void Outbox::State::go_on_with(std::int64_t chat) {
    const auto lane = lanes.find(chat);
    if (lane == lanes.end()) return;  // the outbox has been destroyed
    lane->second.pop_front();
    if (lane->second.empty())
        lanes.erase(lane);
    else
        ready.push_back(chat);
}

void Outbox::State::tell(Entry& entry, Sent sent) {
    const auto done = std::exchange(entry.done, nullptr);
    if (!done) return;
    --size;
    done(std::move(sent));
}

// What is under way is told by its answer, or by the end of the BotApi.
void Outbox::State::stop() {
    is_stopped = true;
    for (const auto chat : ready) {
        const auto first = lanes.at(chat).front();
        tell(*first, stopped());
    }
    for (auto& [chat, lane] : std::exchange(lanes, {}))
        for (std::size_t at = 1; at < lane.size(); ++at) tell(*lane[at], stopped());
}

void OutboxSettings::add_to(service_kit::SettingsReader& reader) {
    reader.add("sends-per-second", per_second, {1, 1'000},
               "Messages sent and changed in a second, in all chats together");
    reader.add("sends-per-chat", most_per_chat, {1, 10'000}, "Calls to one chat that may wait");
    reader.add("sends-waiting", most, {1, 1'000'000}, "Calls that may wait in all");
}

Outbox::Outbox(service_kit::EventLoop& loop, BotApi& api, const OutboxSettings& settings)
    : state_{std::make_shared<State>(loop, api, settings)} {}

Outbox::~Outbox() { state_->stop(); }

void Outbox::send(std::int64_t chat, Call call, Done done) {
    auto entry = std::make_shared<Entry>(Entry{std::move(call), std::move(done)});
    state_->loop.post([state = state_, chat, entry = std::move(entry)] { state->admit(chat, entry); });
}

std::size_t Outbox::size() const { return state_->size; }

}  // namespace tg_client
