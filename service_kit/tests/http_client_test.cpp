#include "service_kit/http_client.hpp"

#include "client_test_server.hpp"
#include "running_client.hpp"

#include <future>
#include <latch>

#include <gmock/gmock.h>

namespace service_kit {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

ClientError error_of(const ClientResult& result) { return result.error().error; }

TEST(HttpClient, AsksAndTellsWhatWasAnswered) {
    std::string seen;
    TestServer server{answering([&](const std::string& request) {
        seen = request;
        return answer_text(404, "no such film", "X-Reason: gone\r\n");
    })};
    RunningClient running;
    const auto result = running.ask({.url = server.url("/films?q=%D0%90"), .answer_bytes = 100});
    ASSERT_TRUE(result);
    EXPECT_EQ(result.value().status, 404);
    EXPECT_EQ(result.value().body, "no such film");
    EXPECT_EQ(result.value().headers.find("x-reason"), "gone");
    EXPECT_EQ(result.value().tries, 1U);
    EXPECT_EQ(seen, "GET /films?q=%D0%90 HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(server.port()) +
                        "\r\nUser-Agent: kinosovet\r\nAccept: */*\r\n\r\n");
}

TEST(HttpClient, SendsBodiesAndHeadersButFramesThemItself) {
    std::string seen;
    TestServer server{answering([&](const std::string& request) {
        seen = request;
        return answer_text(200, "");
    })};
    RunningClient running;
    ClientRequest request{.method = Method::post, .url = server.url(), .body = std::string(1'000'000, 'x')};
    request.headers.add("Content-Type", "multipart/form-data; boundary=b");
    request.headers.add("content-length", "3");
    request.headers.add("Host", "elsewhere");
    request.headers.add("X-Line", "a\r\nX-Smuggled: b");
    ASSERT_TRUE(running.ask(request));
    EXPECT_THAT(seen, StartsWith("POST / HTTP/1.1\r\nHost: 127.0.0.1"));
    EXPECT_THAT(seen.substr(0, 500), HasSubstr("Content-Length: 1000000\r\n\r\nxxx"));
    EXPECT_THAT(seen.substr(0, 500), HasSubstr("X-Line: a  X-Smuggled: b\r\n"));
    EXPECT_THAT(seen.substr(0, 500), Not(HasSubstr("elsewhere")));
}

TEST(HttpClient, KeepsConnections) {
    TestServer server{answering([](const std::string&) { return answer_text(200, "ok"); })};
    RunningClient running;
    for (int i = 0; i < 5; ++i) ASSERT_TRUE(running.get(server.url()));
    EXPECT_EQ(server.connections(), 1U);
}

TEST(HttpClient, DoesNotKeepWhatTheServerEnds) {
    TestServer server{answering([](const std::string&) { return answer_text(200, "ok", "Connection: close\r\n"); })};
    RunningClient running;
    for (int i = 0; i < 3; ++i) ASSERT_TRUE(running.get(server.url()));
    EXPECT_EQ(server.connections(), 3U);
}

TEST(HttpClient, DoesNotKeepAConnectionThatSaysMoreThanWasAsked) {
    TestServer server{answering([](const std::string&) { return answer_text(200, "ok") + answer_text(200, "evil"); })};
    RunningClient running;
    for (int i = 0; i < 3; ++i) EXPECT_EQ(running.get(server.url()).value().body, "ok");
    EXPECT_EQ(server.connections(), 3U);
}

TEST(HttpClient, LetsIdleConnectionsGo) {
    std::promise<void> gone;
    TestServer server{[&](TestPeer& peer) {
        peer.read_request();
        peer.write(answer_text(200, "ok"));
        peer.wait_for_end();
        gone.set_value();
    }};
    auto settings = quick_settings();
    settings.idle_timeout = 30ms;
    RunningClient running{settings};
    ASSERT_TRUE(running.get(server.url()));
    EXPECT_EQ(gone.get_future().wait_for(5s), std::future_status::ready);
}

TEST(HttpClient, ReportsRedirectsAndFollowsNone) {
    TestServer server{answering([](const std::string&) { return answer_text(302, "", "Location: /else\r\n"); })};
    RunningClient running;
    const auto result = running.get(server.url());
    EXPECT_EQ(result.value().status, 302);
    EXPECT_EQ(result.value().headers.find("Location"), "/else");
    EXPECT_EQ(server.connections(), 1U);
}

TEST(HttpClient, WaitsForNoBodyAfterHead) {
    TestServer server{answering([](const std::string&) { return "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n"; })};
    RunningClient running;
    for (int i = 0; i < 2; ++i) {
        const auto result = running.ask({.method = Method::head, .url = server.url()});
        EXPECT_EQ(result.value().headers.find("Content-Length"), "9");
    }
    EXPECT_EQ(server.connections(), 1U);
}

TEST(HttpClient, HearsAnAnswerThatComesBeforeTheBodyWasSent) {
    TestServer server{[](TestPeer& peer) {
        peer.read(10);
        peer.write(answer_text(413, "too long", "Connection: close\r\n"));
        peer.wait_for_end();
    }};
    RunningClient running;
    const auto result = running.ask({.method = Method::post, .url = server.url(), .body = std::string(100'000, 'x')});
    EXPECT_EQ(result.value().status, 413);
}

TEST(HttpClient, AnswersAHundredRequestsOverFewConnections) {
    TestServer server{answering(
        [](const std::string& request) { return answer_text(200, request.substr(4, request.find(" HTTP") - 4)); })};
    auto settings = quick_settings();
    settings.connections_per_host = 8;
    RunningClient running{settings};
    std::latch answered{100};
    std::atomic<int> right{};
    for (int i = 0; i < 100; ++i) {
        const auto target = "/" + std::to_string(i);
        running.client->send({.url = server.url(target)}, [&, target](const ClientResult& result) {
            if (result && result.value().body == target) ++right;
            answered.count_down();
        });
    }
    answered.wait();
    EXPECT_EQ(right, 100);
    EXPECT_LE(server.connections(), 8U);
}

TEST(HttpClient, LooksUpNames) {
    TestServer server{answering([](const std::string&) { return answer_text(200, "ok"); })};
    RunningClient running;
    EXPECT_TRUE(running.get(server.url("/", "http", "localhost")));
}

TEST(HttpClient, DoesNotHoldUpItsOwnLoop) {
    RunningClient running;
    std::promise<bool> refused;
    running.loop.post([&] {
        try {
            static_cast<void>(running.get("http://127.0.0.1/"));
            refused.set_value(false);
        } catch (const std::logic_error&) {
            refused.set_value(true);
        }
    });
    EXPECT_TRUE(refused.get_future().get());
}

TEST(HttpClient, TellsThoseWhoWaitThatItEnds) {
    std::latch asked{2};
    TestServer server{[&](TestPeer& peer) {
        peer.read_request();
        asked.count_down();
        peer.wait_for_end();
    }};
    auto settings = quick_settings();
    settings.connections_per_host = 2;
    RunningClient running{settings};
    int stopped = 0;
    std::promise<void> done;
    // Two are being asked, the third waits for a place.
    for (int i = 0; i < 3; ++i)
        running.client->send({.url = server.url()}, [&](const ClientResult& result) {
            if (!result && error_of(result) == ClientError::stopped) ++stopped;
        });
    asked.wait();
    running.loop.post([&] {
        running.client.reset();
        done.set_value();
    });
    done.get_future().wait();
    EXPECT_EQ(stopped, 3);
}

TEST(HttpClient, MayEndWithALoopThatDoesNotRun) {
    TestServer server{[](TestPeer& peer) { peer.wait_for_end(); }};
    int stopped = 0;
    {
        EventLoop loop;
        HttpClient client{loop, quick_settings()};
        const auto count = [&](const ClientResult& result) { stopped += result ? 0 : 1; };
        client.send({.url = server.url()}, count);
        client.send({.url = "http://localhost:1/"}, count);
        loop.post([&] { loop.stop(); });
        loop.run();
        client.send({.url = server.url()}, count);
    }
    EXPECT_EQ(stopped, 3);
}

TEST(HttpClient, MayBeAskedFromManyThreads) {
    TestServer server{answering([](const std::string&) { return answer_text(200, "ok"); })};
    RunningClient running;
    std::atomic<int> right{};
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 4; ++i)
            threads.emplace_back([&] {
                for (int j = 0; j < 10; ++j) right += running.get(server.url()) ? 1 : 0;
            });
    }
    EXPECT_EQ(right, 40);
}

}  // namespace
}  // namespace service_kit
