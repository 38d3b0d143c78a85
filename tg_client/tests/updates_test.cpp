// Updates that are asked for and updates that are sent, against a small Telegram with a queue.
#include "tg_client/telegram/updates.hpp"

#include "fake_telegram.hpp"
#include "test_support/temporary_folder.hpp"

#include <algorithm>
#include <condition_variable>
#include <future>
#include <map>

#include <boost/json/parse.hpp>
#include <gmock/gmock.h>

namespace tg_client {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

std::string message_json(std::int64_t id, std::int64_t chat) {
    return R"({"update_id":)" + std::to_string(id) + R"(,"message":{"message_id":1,"date":1,"chat":{"id":)" +
           std::to_string(chat) + R"(,"type":"private"},"text":"t"}})";
}

// Gives updates as Telegram does: at most 100 from the offset on, all before it are confirmed; waits where there are
// none.
class Queue {
public:
    void add(std::int64_t id, std::string json) {
        const std::lock_guard lock{mutex_};
        updates_.emplace(id, std::move(json));
        changed_.notify_all();
    }
    std::vector<std::int64_t> unconfirmed() const {
        const std::lock_guard lock{mutex_};
        std::vector<std::int64_t> ids;
        for (const auto& [id, json] : updates_) ids.push_back(id);
        return ids;
    }
    FakeAnswer answer(const FakeCall& call) {
        if (call.method != "getUpdates") return fake_result("true");
        const auto asked = boost::json::parse(call.body).as_object();
        std::unique_lock lock{mutex_};
        updates_.erase(updates_.begin(), updates_.lower_bound(asked.at("offset").as_int64()));
        if (asked.at("timeout").as_int64() > 0) changed_.wait_for(lock, 300ms, [this] { return !updates_.empty(); });
        std::string list;
        std::int64_t left = asked.at("limit").as_int64();
        for (auto update = updates_.begin(); update != updates_.end() && left > 0; ++update, --left)
            list += (list.empty() ? "" : ",") + update->second;
        return fake_result("[" + list + "]");
    }

private:
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::map<std::int64_t, std::string> updates_;  // guarded by the mutex
};

// A bot that asks for updates and keeps those of chat 13 in hand until it is let go.
struct PollingBot {
    explicit PollingBot(FakeTelegram::Answer answer, const std::string& folder = {}) : telegram{std::move(answer)} {
        polling = std::make_unique<LongPolling>(
            UpdatePlaces{running.loop, *api, *inbox, log},
            PollingSettings{.timeout = 1s, .stop_timeout = 200ms, .state_folder = folder, .pause = 5ms});
        polling->start();
    }
    // As if it was killed: nothing more is confirmed.
    ~PollingBot() {
        running.stop();
        polling.reset();
        inbox.reset();
        api.reset();
    }

    void handle(const Update& update, UpdateInbox::Handled handled) {
        const std::lock_guard lock{mutex};
        ids.push_back(update.update_id);
        if (lane_of(update) == 13)
            kept.push_back(std::move(handled));
        else
            handled();
    }
    std::vector<std::int64_t> handled_ids() {
        const std::lock_guard lock{mutex};
        return ids;
    }
    void wait_for(std::size_t count) {
        while (handled_ids().size() < count) std::this_thread::sleep_for(1ms);
    }
    void let_go() {
        const std::lock_guard lock{mutex};
        for (const auto& handled : std::exchange(kept, {})) handled();
    }

    FakeTelegram telegram;
    service_kit::Log log{"test", service_kit::LogLevel::off};
    service_kit::Metrics metrics;
    std::mutex mutex;
    std::vector<std::int64_t> ids;           // guarded by the mutex
    std::vector<UpdateInbox::Handled> kept;  // the same
    RunningLoop running;
    std::unique_ptr<BotApi> api = std::make_unique<BotApi>(running.loop, telegram.access(), metrics,
                                                           BotApiSettings{.repeats = 0, .first_pause = 4ms});
    std::unique_ptr<UpdateInbox> inbox = std::make_unique<UpdateInbox>(
        InboxSettings{.threads = 1, .most = 400, .most_per_chat = 400},
        [this](const Update& update, UpdateInbox::Handled handled) { handle(update, std::move(handled)); }, log,
        metrics);
    std::unique_ptr<LongPolling> polling;
};

void wait_until(const std::function<bool()>& is_so) {
    while (!is_so()) std::this_thread::sleep_for(1ms);
}

TEST(LongPolling, TakesTheWebhookAwayAndHandlesEachUpdateOnce) {
    Queue queue;
    for (int id = 1; id <= 250; ++id) queue.add(id, message_json(id, id % 5));
    PollingBot bot{[&](const FakeCall& call) { return queue.answer(call); }};
    bot.wait_for(250);
    wait_until([&] { return queue.unconfirmed().empty(); });
    auto ids = bot.handled_ids();
    std::ranges::sort(ids);
    EXPECT_EQ(ids.size(), 250U);
    EXPECT_EQ(std::ranges::adjacent_find(ids), ids.end());
    EXPECT_EQ(bot.telegram.calls().front().method, "deleteWebhook");
    EXPECT_TRUE(bot.telegram.calls()[1].has(R"("allowed_updates":["message","callback_query",)"));
}

TEST(LongPolling, ConfirmsNothingThatIsNotHandled) {
    Queue queue;
    for (int id = 1; id <= 3; ++id) queue.add(id, message_json(id, id == 2 ? 13 : 5));
    PollingBot bot{[&](const FakeCall& call) { return queue.answer(call); }};
    bot.wait_for(3);
    queue.add(4, message_json(4, 6));
    bot.wait_for(4);
    EXPECT_THAT(queue.unconfirmed(), ElementsAre(2, 3, 4));
    bot.let_go();
    wait_until([&] { return queue.unconfirmed().empty(); });
    EXPECT_EQ(bot.handled_ids().size(), 4U);
}

TEST(LongPolling, ConfirmsWhatIsHandledWhenItStops) {
    Queue queue;
    for (int id = 1; id <= 3; ++id) queue.add(id, message_json(id, id == 3 ? 13 : 5));
    PollingBot bot{[&](const FakeCall& call) { return queue.answer(call); }};
    bot.wait_for(3);
    bot.polling->stop();
    EXPECT_THAT(queue.unconfirmed(), ElementsAre(3));
    bot.let_go();
}

TEST(LongPolling, LetsNoSlowChatHoldUpTheOthersWithAFolder) {
    const test_support::TemporaryFolder folder;
    Queue queue;
    queue.add(1, message_json(1, 13));
    for (int id = 2; id <= 290; ++id) queue.add(id, message_json(id, id % 5));
    PollingBot bot{[&](const FakeCall& call) { return queue.answer(call); }, folder.path()};
    bot.wait_for(290);
    wait_until([&] { return queue.unconfirmed().empty(); });
    EXPECT_EQ(bot.inbox->first_unhandled(), 1);
    bot.let_go();
}

TEST(LongPolling, LosesNothingWhenItIsKilled) {
    const test_support::TemporaryFolder folder;
    Queue queue;
    const auto answer = [&](const FakeCall& call) { return queue.answer(call); };
    for (int id = 1; id <= 3; ++id) queue.add(id, message_json(id, id == 2 ? 13 : 5));
    {
        PollingBot bot{answer, folder.path()};
        bot.wait_for(3);
        wait_until([&] { return queue.unconfirmed().empty(); });
    }
    {
        PollingBot bot{answer, folder.path()};
        bot.wait_for(1);
        EXPECT_THAT(bot.handled_ids(), ElementsAre(2));
        bot.let_go();
        wait_until([&] { return bot.inbox->unhandled() == 0; });
    }
    queue.add(4, message_json(4, 5));
    PollingBot bot{answer, folder.path()};
    bot.wait_for(1);
    EXPECT_THAT(bot.handled_ids(), ElementsAre(4));
}

TEST(LongPolling, PassesOverWhatMakesNoSense) {
    Queue queue;
    queue.add(1, R"({"update_id":1,"message":"poison"})");
    queue.add(2, message_json(2, 5));
    queue.add(3, R"({"update_id":3,"message":7})");
    PollingBot bot{[&](const FakeCall& call) { return queue.answer(call); }};
    bot.wait_for(1);
    wait_until([&] { return queue.unconfirmed().empty(); });
    EXPECT_THAT(bot.handled_ids(), ElementsAre(2));
}

TEST(LongPolling, GoesOnAfterTrouble) {
    Queue queue;
    queue.add(1, message_json(1, 5));
    std::atomic<int> calls = 0;
    PollingBot bot{[&](const FakeCall& call) {
        if (call.method == "getUpdates" && ++calls == 1)
            return fake_refusal(409, "Conflict: terminated by other getUpdates request");
        return queue.answer(call);
    }};
    bot.wait_for(1);
    EXPECT_THAT(bot.handled_ids(), ElementsAre(1));
}

TEST(LongPolling, AsksNoFasterThanItsPauseForWhatItHas) {
    Queue queue;
    queue.add(1, message_json(1, 13));
    PollingBot bot{[&](const FakeCall& call) { return queue.answer(call); }};
    bot.wait_for(1);
    const auto begin = std::chrono::steady_clock::now();
    const auto before = bot.telegram.calls().size();
    std::this_thread::sleep_for(100ms);
    const auto calls = bot.telegram.calls().size() - before;
    EXPECT_LE(calls, (std::chrono::steady_clock::now() - begin) / 5ms + 1) << "once in 5 ms";
    bot.let_go();
}

// A webhook whose route is called as the service would.
struct Hooked {
    explicit Hooked(UpdateInbox::Handler handler) : inbox{{.threads = 2}, std::move(handler), log, metrics} {
        auto access = telegram.access();
        access.webhook_url = "https://bot.example/telegram/";
        access.webhook_secret = "hook_secret";
        webhook = std::make_unique<Webhook>(UpdatePlaces{running.loop, api, inbox, log}, access);
    }
    ~Hooked() { running.stop(); }

    int status_of(const std::string& body, const std::string& secret = "hook_secret") const {
        service_kit::Request request{.method = service_kit::Method::post, .body = body};
        if (!secret.empty()) request.headers.add("x-telegram-bot-api-secret-token", secret);
        return webhook->route([this] { return is_ready; }).handle({request}).status;
    }

    std::atomic<int> tries = 0;
    FakeTelegram telegram{[this](const FakeCall& /*call*/) {
        return ++tries == 1 ? fake_refusal(400, "Bad Request: bad webhook") : fake_result("true");
    }};
    service_kit::Log log{"test", service_kit::LogLevel::off};
    service_kit::Metrics metrics;
    RunningLoop running;
    BotApi api{running.loop, telegram.access(), metrics};
    UpdateInbox inbox;
    std::unique_ptr<Webhook> webhook;
    bool is_ready = true;
};

TEST(Webhook, TakesUpdatesOnlyWithItsSecret) {
    std::atomic<int> calls = 0;
    const Hooked hooked{[&](const Update& /*update*/, const UpdateInbox::Handled& handled) {
        ++calls;
        handled();
    }};
    for (const auto* secret : {"", "hook_secre", "hook_secrex", "hook_secret2"})
        EXPECT_EQ(hooked.status_of(message_json(1, 5), secret), 401) << secret;
    EXPECT_EQ(calls, 0);
    EXPECT_EQ(hooked.status_of(message_json(1, 5)), 200);
    EXPECT_EQ(hooked.status_of(message_json(1, 5)), 200) << "it has come before";
    EXPECT_EQ(calls, 1);
    EXPECT_EQ(hooked.status_of("nonsense"), 200) << "it would come again and again";
}

TEST(Webhook, AnswersOnlyWhenTheUpdateIsHandled) {
    std::promise<UpdateInbox::Handled> given;
    const Hooked hooked{
        [&](const Update& /*update*/, UpdateInbox::Handled handled) { given.set_value(std::move(handled)); }};
    auto status = std::async(std::launch::async, [&] { return hooked.status_of(message_json(1, 5)); });
    const auto handled = given.get_future().get();
    EXPECT_EQ(hooked.status_of(message_json(1, 5)), 503) << "it is in hand";
    EXPECT_EQ(status.wait_for(20ms), std::future_status::timeout);
    handled();
    EXPECT_EQ(status.get(), 200);
}

TEST(Webhook, HasUpdatesComeAgainWhileTheBotStarts) {
    Hooked hooked{[](const Update& /*update*/, const UpdateInbox::Handled& handled) { handled(); }};
    hooked.is_ready = false;
    EXPECT_EQ(hooked.status_of(message_json(1, 5)), 503);
    EXPECT_EQ(hooked.status_of(message_json(1, 5), "wrong"), 401);
    hooked.is_ready = true;
    EXPECT_EQ(hooked.status_of(message_json(1, 5)), 200);
}

TEST(Webhook, HasUpdatesComeAgainThatHadNotBegunAtTheEnd) {
    std::promise<UpdateInbox::Handled> given;
    Hooked hooked{[&](const Update& /*update*/, UpdateInbox::Handled handled) { given.set_value(std::move(handled)); }};
    auto first = std::async(std::launch::async, [&] { return hooked.status_of(message_json(1, 5)); });
    const auto handled = given.get_future().get();
    auto second = std::async(std::launch::async, [&] { return hooked.status_of(message_json(2, 5)); });
    wait_until([&] { return hooked.inbox.unhandled() == 2; });
    auto stopped = std::async(std::launch::async, [&] { hooked.inbox.stop(10s); });
    EXPECT_EQ(second.get(), 503);
    handled();
    EXPECT_EQ(first.get(), 200);
}

TEST(Webhook, TellsTelegramWhereToSendUpdatesTo) {
    const Hooked hooked{[](const Update& /*update*/, const UpdateInbox::Handled& handled) { handled(); }};
    hooked.webhook->start();
    wait_until([&] { return !hooked.telegram.calls().empty(); });
    const auto call = hooked.telegram.calls().front();
    EXPECT_EQ(call.method, "setWebhook");
    EXPECT_TRUE(call.has(R"("url":"https://bot.example/telegram/","secret_token":"hook_secret")"));
}

TEST(Webhook, IsARouteThatWaitsOnThreadsOfItsOwn) {
    const Hooked hooked{[](const Update& /*update*/, const UpdateInbox::Handled& handled) { handled(); }};
    const auto route = hooked.webhook->route([] { return true; });
    EXPECT_EQ(route.path, "/telegram/");
    EXPECT_EQ(route.body_bytes, 1024U * 1024U);
    EXPECT_NE(route.workers, nullptr);
    EXPECT_TRUE(route.is_hidden);
}

}  // namespace
}  // namespace tg_client
