// Calls of the Bot API against a small Telegram on the loopback: answers, faults, repeats, files.
#include "tg_client/telegram/bot_api.hpp"

#include "fake_telegram.hpp"

#include <future>

#include <gmock/gmock.h>

namespace tg_client {
namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

constexpr BotApiSettings quick{.first_pause = milliseconds{4}};

// A bot whose calls are waited for.
struct WaitingBot {
    explicit WaitingBot(FakeTelegram::Answer answer) : telegram{std::move(answer)} {}
    ~WaitingBot() { running.stop(); }

    template <class T>
    core::Result<typename T::Answer, BotFault> call(const T& request) {
        std::promise<core::Result<typename T::Answer, BotFault>> told;
        api->call(request, [&](auto answer) { told.set_value(std::move(answer)); });
        return told.get_future().get();
    }
    template <class T>
    BotFaultKind fault_of(const T& request) {
        const auto answer = call(request);
        return answer ? throw std::logic_error{"it should have failed"} : answer.error().kind;
    }

    FakeTelegram telegram;
    service_kit::Metrics metrics;
    RunningLoop running;
    std::unique_ptr<BotApi> api = std::make_unique<BotApi>(running.loop, telegram.access(), metrics, quick);
};

SendMessage greeting() { return {.chat_id = 5, .text = "Привет"}; }

TEST(BotApi, TellsTheResultAsTheMethodPromisesIt) {
    WaitingBot bot{[](const FakeCall& call) {
        if (call.method == "getMe") return fake_result(R"({"id":42,"is_bot":true,"first_name":"Kino","x":[]})");
        if (call.method == "editMessageText") return fake_result("true");
        return fake_message(7);
    }};
    EXPECT_EQ(bot.call(GetMe{}).value().first_name, "Kino");
    EXPECT_EQ(bot.call(greeting()).value().message_id, 7);
    EXPECT_EQ(bot.call(EditMessageText{.inline_message_id = "x", .text = "t"}).value(), std::nullopt);
    EXPECT_EQ(bot.call(EditMessageCaption{.chat_id = 5, .message_id = 7, .caption = "t"}).value()->message_id, 7);
    EXPECT_EQ(bot.telegram.calls().front().body, "{}");
    EXPECT_THAT(bot.metrics.text(), HasSubstr(R"(telegram_calls_total{method="sendMessage",outcome="ok"} 1)"));
}

TEST(BotApi, TellsFaultsApart) {
    const std::vector<std::tuple<int, std::string, std::string, BotFaultKind>> faults{
        {403, "Forbidden: bot was blocked by the user", "", BotFaultKind::blocked},
        {400, "Bad Request: message is not modified: specified new message...", "", BotFaultKind::not_modified},
        {400, "Bad Request: query is too old and response timeout expired or query ID is invalid", "",
         BotFaultKind::too_old},
        {400, "Bad Request: group chat was upgraded to a supergroup chat",
         R"({"migrate_to_chat_id":-1001234567890123})", BotFaultKind::chat_migrated},
        {400, "Bad Request: failed to get HTTP URL content", "", BotFaultKind::picture_refused},
        {400, "Bad Request: wrong type of the web page content", "", BotFaultKind::picture_refused},
        {400, "Bad Request: message to edit not found", "", BotFaultKind::message_gone},
        {400, "Bad Request: can't parse entities", "", BotFaultKind::bad_request},
        {401, "Unauthorized", "", BotFaultKind::unauthorized},
        {409, "Conflict: terminated by other getUpdates request", "", BotFaultKind::conflict},
        {429, "Too Many Requests: retry after 3600", R"({"retry_after":3600})", BotFaultKind::too_many},
    };
    for (const auto& [status, description, parameters, kind] : faults) {
        WaitingBot bot{[&](const FakeCall& /*call*/) { return fake_refusal(status, description, parameters); }};
        const auto answer = bot.call(greeting());
        ASSERT_FALSE(answer) << description;
        EXPECT_EQ(answer.error().kind, kind) << description;
        EXPECT_EQ(answer.error().description, description);
        EXPECT_THAT(bot.telegram.calls(), SizeIs(1)) << description;
        if (kind == BotFaultKind::chat_migrated) {
            EXPECT_EQ(answer.error().migrate_to_chat_id, -1001234567890123);
        }
        if (kind == BotFaultKind::too_many) {
            EXPECT_EQ(answer.error().retry_after, std::chrono::hours{1});
        }
    }
}

TEST(BotApi, ObeysWhenToldToWait) {
    std::atomic<int> calls = 0;
    WaitingBot bot{[&](const FakeCall& /*call*/) {
        return ++calls == 1 ? fake_refusal(429, "Too Many Requests: retry after 1", R"({"retry_after":1})")
                            : fake_message(1);
    }};
    const auto begin = std::chrono::steady_clock::now();
    EXPECT_TRUE(bot.call(greeting()));
    EXPECT_GE(std::chrono::steady_clock::now() - begin, std::chrono::seconds{1});
    EXPECT_EQ(calls, 2);
}

TEST(BotApi, HoldsAllCallsOfAMethodWithoutAChatThatIsTooMuch) {
    std::atomic<int> calls = 0;
    WaitingBot bot{[&](const FakeCall& call) {
        if (call.method == "getMe") return fake_result(R"({"id":42,"is_bot":true,"first_name":"K"})");
        return ++calls == 1 ? fake_refusal(429, "Too Many Requests", R"({"retry_after":1})") : fake_result("true");
    }};
    const auto begin = std::chrono::steady_clock::now();
    std::promise<void> first;
    bot.api->call(AnswerInlineQuery{.inline_query_id = "1"}, [&](const auto& /*answer*/) { first.set_value(); });
    while (calls == 0) std::this_thread::yield();
    EXPECT_TRUE(bot.call(GetMe{}));
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds{1});
    EXPECT_TRUE(bot.call(AnswerInlineQuery{.inline_query_id = "2"}));
    EXPECT_GE(std::chrono::steady_clock::now() - begin, std::chrono::seconds{1});
    first.get_future().get();
    EXPECT_EQ(calls, 3);
}

TEST(BotApi, RepeatsAfterTroubleWhatMayBeRepeated) {
    std::atomic<int> calls = 0;
    WaitingBot bot{[&](const FakeCall& /*call*/) {
        switch (++calls) {
            case 1:
                return FakeAnswer{502, "<html>"};
            case 2:
                return no_answer();
            case 3:
                return fake_refusal(500, "Internal Server Error");
            default:
                return fake_result("true");
        }
    }};
    EXPECT_TRUE(bot.call(AnswerCallbackQuery{.callback_query_id = "1"}));
    EXPECT_EQ(calls, 4);
}

TEST(BotApi, NeverRepeatsAMessageThatMayHaveArrived) {
    WaitingBot bot{[](const FakeCall& /*call*/) { return no_answer(); }};
    EXPECT_EQ(bot.fault_of(greeting()), BotFaultKind::unreachable);
    EXPECT_THAT(bot.telegram.calls(), SizeIs(1));
}

TEST(BotApi, RepeatsAMessageThatTelegramSaysItDidNotTake) {
    std::atomic<int> calls = 0;
    WaitingBot bot{[&](const FakeCall& /*call*/) {
        switch (++calls) {
            case 1:
                return FakeAnswer{502, "<html>"};
            case 2:
                return fake_refusal(500, "Internal Server Error");
            default:
                return fake_result(R"({"message_id":1,"date":1,"chat":{"id":5,"type":"private"}})");
        }
    }};
    EXPECT_TRUE(bot.call(greeting()));
    EXPECT_EQ(calls, 3);
}

TEST(BotApi, TakesNoAnswerThatMakesNoSense) {
    for (const auto* body : {"", "nonsense", "[]", R"({"ok":1})", R"({"ok":true})", R"({"ok":true,"result":5})"}) {
        WaitingBot bot{[&](const FakeCall& /*call*/) { return FakeAnswer{200, body}; }};
        EXPECT_EQ(bot.fault_of(greeting()), BotFaultKind::bad_answer) << body;
    }
}

TEST(BotApi, NeverTellsTheToken) {
    WaitingBot echo{[](const FakeCall& /*call*/) { return fake_refusal(400, "no such path /bot42:SECRET/x"); }};
    const auto answer = echo.call(greeting());
    EXPECT_THAT(answer.error().description, Not(HasSubstr("SECRET")));

    BotAccess access{.token = "42:SECRET", .api_url = "http://127.0.0.1:1"};
    service_kit::Metrics metrics;
    RunningLoop running;
    BotApi api{running.loop, access, metrics, quick};
    std::promise<BotFault> told;
    api.call(greeting(), [&](const auto& result) { told.set_value(result.error()); });
    const auto fault = told.get_future().get();
    EXPECT_EQ(fault.kind, BotFaultKind::unreachable);
    EXPECT_THAT(fault.description, Not(HasSubstr("SECRET")));
    EXPECT_THAT(metrics.text(), Not(HasSubstr("SECRET")));
    running.stop();
}

TEST(BotApi, SendsAFileAlongAsAPart) {
    WaitingBot bot{[](const FakeCall& /*call*/) { return fake_message(1); }};
    const auto picture =
        Picture::upload("po\"ster\r\n.jpg", std::make_shared<const std::string>(std::string{"\xFF\xD8\0\r\n--x", 8}));
    EXPECT_TRUE(bot.call(SendPhoto{.chat_id = 5,
                                   .photo = picture,
                                   .caption = "<b>А</b>",
                                   .reply_markup = InlineKeyboardMarkup{{{{.text = "t", .url = "https://a"}}}}}));
    const auto call = bot.telegram.calls().front();
    ASSERT_THAT(call.content_type, HasSubstr("multipart/form-data; boundary="));
    const auto line = "--" + call.content_type.substr(call.content_type.find('=') + 1);
    const auto field = [&](const std::string& name, const std::string& text) {
        return line + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + text + "\r\n";
    };
    EXPECT_EQ(call.body, field("chat_id", "5") + field("photo", "attach://upload") + field("caption", "<b>А</b>") +
                             field("parse_mode", "HTML") +
                             field("reply_markup", R"({"inline_keyboard":[[{"text":"t","url":"https://a"}]]})") + line +
                             "\r\nContent-Disposition: form-data; name=\"upload\"; filename=\"po%22ster.jpg\"\r\n"
                             "Content-Type: application/octet-stream\r\n\r\n" +
                             picture.bytes() + "\r\n" + line + "--\r\n");
}

TEST(BotApi, FetchesFilesFromWhereTelegramSays) {
    WaitingBot bot{[](const FakeCall& call) {
        return call.method == "file_1.json" ? FakeAnswer{200, "bytes"} : fake_refusal(404, "Not Found");
    }};
    const auto fetch = [&](const std::string& path) {
        std::promise<core::Result<std::string, BotFault>> told;
        bot.api->download(path, 1000, [&](auto result) { told.set_value(std::move(result)); });
        return told.get_future().get();
    };
    EXPECT_EQ(fetch("documents/file_1.json").value(), "bytes");
    EXPECT_FALSE(fetch("documents/file_2.json"));
    for (const auto* path : {"", "../getMe", "a?b", "a b"})
        EXPECT_EQ(fetch(path).error().kind, BotFaultKind::bad_answer) << path;
    EXPECT_THAT(bot.telegram.calls(), SizeIs(2));
}

TEST(BotApi, TellsWhatIsNotAnsweredWhenItEnds) {
    WaitingBot bot{[](const FakeCall& /*call*/) { return fake_refusal(429, "Too Many", R"({"retry_after":30})"); }};
    std::vector<BotFaultKind> told;
    bot.api->call(greeting(), [&](const auto& answer) { told.push_back(answer.error().kind); });
    while (bot.telegram.calls().empty()) std::this_thread::yield();
    bot.running.stop();
    bot.api.reset();
    EXPECT_THAT(told, testing::ElementsAre(BotFaultKind::unreachable));
}

}  // namespace
}  // namespace tg_client
