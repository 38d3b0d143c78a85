// The order, the pace and the bounds of what is sent.
#include "tg_client/telegram/outbox.hpp"

#include "fake_telegram.hpp"

#include <future>

#include <gmock/gmock.h>

namespace tg_client {
namespace {

using std::chrono::milliseconds;
using testing::ElementsAre;
using testing::Optional;

constexpr BotApiSettings quick{.first_pause = milliseconds{4}};

struct SendingBot {
    explicit SendingBot(FakeTelegram::Answer answer, const OutboxSettings& settings = {.per_second = 10'000})
        : telegram{std::move(answer)}, api{running.loop, telegram.access(), metrics, quick} {
        outbox = std::make_unique<Outbox>(running.loop, api, settings);
    }
    ~SendingBot() {
        running.stop();
        outbox.reset();
    }

    std::future<Sent> send(std::int64_t chat, Call call) {
        auto told = std::make_shared<std::promise<Sent>>();
        outbox->send(chat, std::move(call), [told](Sent sent) { told->set_value(std::move(sent)); });
        return told->get_future();
    }
    std::future<Sent> say(std::int64_t chat, const std::string& text) {
        return send(chat, SendMessage{.chat_id = chat, .text = text});
    }

    FakeTelegram telegram;
    service_kit::Metrics metrics;
    RunningLoop running;
    BotApi api;
    std::unique_ptr<Outbox> outbox;
};

// Opens once, and lets all through from then on.
class Gate {
public:
    void open() { open_.set_value(); }
    void wait() { opened_.wait(); }

private:
    std::promise<void> open_;
    std::shared_future<void> opened_ = open_.get_future().share();
};

std::vector<std::string> texts_of(const std::vector<FakeCall>& calls) {
    std::vector<std::string> texts;
    for (const auto& call : calls) {
        const auto at = call.body.find(R"("text":")") + 8;
        texts.push_back(call.body.substr(at, call.body.find('"', at) - at));
    }
    return texts;
}

TEST(Outbox, SendsToOneChatInOrderAndOneAtATime) {
    std::atomic<int> under_way = 0, most = 0;
    SendingBot bot{[&](const FakeCall& call) {
        most = std::max<int>(most, ++under_way);
        // The first takes longest, so that a second one under way would be told before it.
        std::this_thread::sleep_for(milliseconds{call.has("\"1\"") ? 30 : 1});
        --under_way;
        return fake_message(1);
    }};
    std::vector<std::future<Sent>> sent;
    for (const auto* text : {"1", "2", "3", "4", "5"}) sent.push_back(bot.say(5, text));
    for (auto& one : sent) EXPECT_TRUE(one.get());
    EXPECT_THAT(texts_of(bot.telegram.calls()), ElementsAre("1", "2", "3", "4", "5"));
    EXPECT_EQ(most, 1);
    EXPECT_EQ(bot.outbox->size(), 0U);
}

TEST(Outbox, TellsTheMessageAndItsPicture) {
    SendingBot bot{[](const FakeCall& call) {
        if (call.method == "editMessageText") return fake_refusal(400, "Bad Request: message is not modified");
        return call.method == "deleteMessage" ? fake_result("true") : fake_message(9);
    }};
    const auto sent = bot.send(5, SendPhoto{.chat_id = 5, .photo = Picture::at("https://a/b.jpg")}).get();
    EXPECT_EQ(sent.value().message_id, 9);
    EXPECT_EQ(sent.value().photo_file_id, "large");
    EXPECT_EQ(bot.send(5, DeleteMessage{5, 9}).get().value().message_id, 0);
    EXPECT_TRUE(bot.send(5, EditMessageText{.chat_id = 5, .message_id = 9, .text = "t"}).get())
        << "a message that is as wanted already is no fault";
}

TEST(Outbox, LetsOneChatWaitWithoutTheOthers) {
    std::atomic<bool> was_refused = false;
    SendingBot bot{[&](const FakeCall& call) {
        if (call.has("\"chat_id\":5,") && !was_refused.exchange(true))
            return fake_refusal(429, "Too Many Requests: retry after 1", R"({"retry_after":1})");
        return fake_message(1);
    }};
    const auto begin = std::chrono::steady_clock::now();
    auto first = bot.say(5, "first");
    auto second = bot.say(5, "second");
    while (!was_refused) std::this_thread::yield();
    EXPECT_TRUE(bot.say(6, "other").get());
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds{1});
    EXPECT_TRUE(first.get());
    EXPECT_TRUE(second.get());
    EXPECT_GE(std::chrono::steady_clock::now() - begin, std::chrono::seconds{1});
    EXPECT_THAT(texts_of(bot.telegram.calls()), ElementsAre("first", "other", "first", "second"));
}

TEST(Outbox, FollowsAGroupThatHasBecomeAnotherChat) {
    SendingBot bot{[](const FakeCall& call) {
        return call.has("\"chat_id\":-5,")
                   ? fake_refusal(400, "Bad Request: group chat was upgraded", R"({"migrate_to_chat_id":-1005})")
                   : fake_message(3);
    }};
    const auto sent = bot.say(-5, "hello").get();
    EXPECT_THAT(sent.value().migrated_to, Optional(-1005));
    EXPECT_EQ(sent.value().message_id, 3);
    EXPECT_THAT(texts_of(bot.telegram.calls()), ElementsAre("hello", "hello"));
}

TEST(Outbox, FollowsAGroupOnlyOnce) {
    SendingBot bot{[](const FakeCall& /*call*/) {
        return fake_refusal(400, "Bad Request: group chat was upgraded", R"({"migrate_to_chat_id":-5})");
    }};
    EXPECT_EQ(bot.say(-5, "hello").get().error().kind, BotFaultKind::chat_migrated);
    EXPECT_EQ(bot.telegram.calls().size(), 2U);
}

TEST(Outbox, RefusesWhatWouldWaitTooLong) {
    Gate gate;
    SendingBot bot{[&](const FakeCall& /*call*/) {
                       gate.wait();
                       return fake_message(1);
                   },
                   {.per_second = 10'000, .most_per_chat = 2, .most = 3}};
    auto one = bot.say(5, "1");
    auto two = bot.say(5, "2");
    EXPECT_EQ(bot.say(5, "3").get().error().kind, BotFaultKind::overloaded);
    auto other = bot.say(6, "4");
    EXPECT_EQ(bot.say(7, "5").get().error().kind, BotFaultKind::overloaded);
    EXPECT_EQ(bot.send(7, AnswerCallbackQuery{.callback_query_id = "1"}).get().error().kind, BotFaultKind::overloaded);
    EXPECT_EQ(bot.outbox->size(), 3U);
    gate.open();
    EXPECT_TRUE(one.get());
    EXPECT_TRUE(two.get());
    EXPECT_TRUE(other.get());
    EXPECT_TRUE(bot.say(5, "6").get());
}

TEST(Outbox, AnswersCallbacksPastAChatThatWaits) {
    Gate gate;
    SendingBot bot{[&](const FakeCall& call) {
        if (call.method != "sendMessage") return fake_result("true");
        gate.wait();
        return fake_message(1);
    }};
    auto waiting = bot.say(5, "1");
    EXPECT_TRUE(bot.send(5, AnswerCallbackQuery{.callback_query_id = "1"}).get());
    gate.open();
    EXPECT_TRUE(waiting.get());
}

TEST(Outbox, SpreadsCallsEvenly) {
    SendingBot bot{[](const FakeCall& /*call*/) { return fake_message(1); }, {.per_second = 50}};
    const auto begin = std::chrono::steady_clock::now();
    std::vector<std::future<Sent>> sent;
    for (int chat = 1; chat <= 11; ++chat) sent.push_back(bot.say(chat, "t"));
    for (auto& one : sent) EXPECT_TRUE(one.get());
    EXPECT_GE(std::chrono::steady_clock::now() - begin, milliseconds{200}) << "ten steps of 20 ms";
}

TEST(Outbox, TellsWhatStillWaitsWhenItEnds) {
    Gate gate;
    std::vector<std::future<Sent>> sent;
    {
        SendingBot bot{[&](const FakeCall& /*call*/) {
            gate.wait();
            return fake_message(1);
        }};
        for (const auto* text : {"1", "2", "3"}) sent.push_back(bot.say(5, text));
        while (bot.telegram.calls().empty()) std::this_thread::yield();
        gate.open();
    }
    for (auto& one : sent) EXPECT_EQ(one.wait_for(std::chrono::seconds{0}), std::future_status::ready);
}

}  // namespace
}  // namespace tg_client
