#include "allowed_updates.hpp"
#include "tg_client/telegram/updates.hpp"
#include "timer.hpp"
#include "update_journal.hpp"

#include <algorithm>
#include <atomic>
#include <future>
#include <optional>
#include <utility>

namespace tg_client {
namespace {

using service_kit::LogLevel;
using std::chrono::milliseconds;

constexpr std::size_t most_at_once = 100;
constexpr milliseconds first_pause{500};
constexpr milliseconds longest_pause{30'000};
constexpr std::chrono::seconds confirming{5};

std::string_view sentence_of(BotFaultKind kind) {
    if (kind == BotFaultKind::conflict)
        return "somebody else gets this bot's updates: stop the other process, or take the webhook away";
    if (kind == BotFaultKind::unauthorized) return "Telegram does not know the token: check TELEGRAM_BOT_TOKEN";
    return "updates could not be had";
}

}  // namespace

struct LongPolling::State : std::enable_shared_from_this<State> {
    State(const UpdatePlaces& given_places, const PollingSettings& given) : places{given_places}, settings{given} {
        if (!settings.state_folder.empty()) journal.emplace(settings.state_folder);
        if (journal) next = journal->next();
    }

    void take_journal();
    void take_webhook_away();
    void ask();
    void receive(const std::vector<UpdateRead>& updates);
    bool take(const UpdateRead& read, bool& is_new);
    bool pass_over(const PoisonUpdate& poison);
    UpdateInbox::Taken hand_over(const Update& update);
    void try_again(const BotFault& fault, void (State::*step)());
    void later(milliseconds pause, void (State::*step)());
    GetUpdates question() const;

    UpdatePlaces places;
    PollingSettings settings;
    std::optional<UpdateJournal> journal{};
    std::int64_t next{};  // after the last one that came
    unsigned failures{};
    std::atomic<bool> is_stopped = false;
};

void LongPolling::State::take_journal() {
    if (!journal) return;
    const auto updates = journal->unhandled();
    if (!updates.empty())
        places.log.write(LogLevel::info, "going on with updates of an earlier process",
                         {{"updates", static_cast<std::int64_t>(updates.size())}});
    for (const auto& update : updates) hand_over(update);
}

void LongPolling::State::take_webhook_away() {
    if (is_stopped) return;
    places.api.call(DeleteWebhook{}, [self = shared_from_this()](const core::Result<bool, BotFault>& answer) {
        if (!answer) return self->try_again(answer.error(), &State::take_webhook_away);
        self->failures = 0;
        self->ask();
    });
}

GetUpdates LongPolling::State::question() const {
    const auto first = journal ? std::nullopt : places.inbox.first_unhandled();
    return {.offset = first.value_or(next),
            .limit = most_at_once,
            .timeout = std::chrono::duration_cast<std::chrono::seconds>(settings.timeout).count(),
            .allowed_updates = allowed_updates()};
}

void LongPolling::State::ask() {
    if (is_stopped) return;
    if (!places.inbox.has_room_for(most_at_once)) return later(settings.pause, &State::ask);
    places.api.call(question(), [self = shared_from_this()](const core::Result<GetUpdates::Answer, BotFault>& answer) {
        if (self->is_stopped) return;
        if (!answer) return self->try_again(answer.error(), &State::ask);
        self->failures = 0;
        self->receive(answer.value());
    });
}

void LongPolling::State::receive(const std::vector<UpdateRead>& updates) {
    bool is_new = updates.empty();
    for (const auto& read : updates) {
        if (take(read, is_new)) continue;
        places.log.write(LogLevel::error, "the journal of updates cannot be written",
                         {{"folder", settings.state_folder}});
        return later(longest_pause, &State::ask);
    }
    if (is_new)
        ask();
    else
        later(settings.pause, &State::ask);
}

// False where it could not be put down, and will have to come again.
bool LongPolling::State::take(const UpdateRead& read, bool& is_new) {
    if (!read) return pass_over(read.error());
    const auto& update = read.value();
    if (journal && !journal->came(update)) return false;
    next = update.update_id + 1;
    is_new |= hand_over(update) == UpdateInbox::Taken::yes;
    return true;
}

bool LongPolling::State::pass_over(const PoisonUpdate& poison) {
    places.inbox.pass_over(poison);
    if (!poison.update_id) return true;
    if (journal && !journal->passed_over(*poison.update_id)) return false;
    next = *poison.update_id + 1;
    return true;
}

UpdateInbox::Taken LongPolling::State::hand_over(const Update& update) {
    const auto id = update.update_id;
    const auto handled = [weak = weak_from_this(), id] {
        const auto self = weak.lock();
        if (self && self->journal && !self->journal->handled(id))
            self->places.log.write(LogLevel::error, "the journal of updates cannot be written", {{"update_id", id}});
    };
    const auto taken = places.inbox.take(update, handled);
    if (taken == UpdateInbox::Taken::again) handled();
    if (taken == UpdateInbox::Taken::full) {
        places.log.write(LogLevel::warning, "an update is passed over: too many of its chat wait", {{"update_id", id}});
        handled();
    }
    return taken;
}

void LongPolling::State::try_again(const BotFault& fault, void (State::*step)()) {
    const bool is_ours = fault.kind == BotFaultKind::conflict || fault.kind == BotFaultKind::unauthorized;
    places.log.write(is_ours ? LogLevel::error : LogLevel::warning, sentence_of(fault.kind),
                     {{"kind", api::choice_name(fault.kind)}, {"description", fault.description}});
    constexpr unsigned most_doublings = 6;
    const auto pause = std::min(longest_pause, first_pause * (1U << std::min(failures++, most_doublings)));
    later(std::max<milliseconds>(pause, fault.retry_after), step);
}

void LongPolling::State::later(milliseconds pause, void (State::*step)()) {
    after(places.loop, pause, [weak = weak_from_this(), step] {
        if (const auto self = weak.lock()) (self.get()->*step)();
    });
}

void PollingSettings::add_to(service_kit::SettingsReader& reader) {
    using std::chrono::seconds;
    reader.add("polling-timeout", timeout, {seconds{1}, seconds{50}}, "How long Telegram waits for something to tell");
    reader.add("state-folder", state_folder, "Folder for updates that are not handled yet; none: Telegram keeps them");
}

LongPolling::LongPolling(const UpdatePlaces& places, const PollingSettings& settings)
    : state_{std::make_shared<State>(places, settings)} {}

LongPolling::~LongPolling() { state_->is_stopped = true; }

void LongPolling::start() {
    state_->places.loop.post([state = state_] {
        state->take_journal();
        state->take_webhook_away();
    });
}

void LongPolling::stop() {
    state_->is_stopped = true;
    state_->places.inbox.stop(state_->settings.stop_timeout);
    // This ends the question that is still open, too.
    const auto told = std::make_shared<std::promise<void>>();
    auto future = told->get_future();
    state_->places.loop.post([state = state_, told] {
        auto question = state->question();
        question.limit = 1;
        question.timeout = 0;
        state->places.api.call(
            question, [told](const core::Result<GetUpdates::Answer, BotFault>& /*told*/) { told->set_value(); });
    });
    future.wait_for(confirming);
}

}  // namespace tg_client
