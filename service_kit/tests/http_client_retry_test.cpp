#include "client_test_server.hpp"
#include "running_client.hpp"
#include "service_kit/http_client.hpp"

#include <future>

#include <gmock/gmock.h>

namespace service_kit {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;

ClientError error_of(const ClientResult& result) { return result.error().error; }

// Answers its requests one after the other with what is in `statuses`, over all connections; then with 200.
class StatusServer {
public:
    explicit StatusServer(std::vector<int> statuses, std::string headers = {})
        : statuses_{std::move(statuses)}, headers_{std::move(headers)} {}

    std::string url() const { return server_.url(); }
    unsigned requests() const { return requests_; }

private:
    std::string answer() {
        const auto at = requests_++;
        return at < statuses_.size() ? answer_text(statuses_[at], "later", headers_) : answer_text(200, "ok");
    }

    std::vector<int> statuses_;
    std::string headers_;
    std::atomic<unsigned> requests_{};
    TestServer server_{answering([this](const std::string&) { return answer(); })};
};

TEST(Retries, AskAgainWhenTheServerMeansLater) {
    StatusServer server{{503, 502}};
    RunningClient running;
    const auto result = running.get(server.url());
    EXPECT_EQ(result.value().status, 200);
    EXPECT_EQ(result.value().tries, 3U);
}

TEST(Retries, EndWithTheLastAnswer) {
    StatusServer server{{503, 503, 504, 503}};
    RunningClient running;
    const auto result = running.get(server.url());
    EXPECT_EQ(result.value().status, 504);
    EXPECT_EQ(server.requests(), 3U);
}

TEST(Retries, AreNotForPostUnlessTheCallerSaysSo) {
    StatusServer server{{503}};
    RunningClient running;
    EXPECT_EQ(running.ask({.method = Method::post, .url = server.url()}).value().status, 503);
    EXPECT_EQ(server.requests(), 1U);

    StatusServer other{{503}};
    EXPECT_EQ(running.ask({.method = Method::post, .url = other.url(), .retries = Retries::always}).value().status,
              200);
}

TEST(Retries, CanBeForbidden) {
    StatusServer server{{503}};
    RunningClient running;
    EXPECT_EQ(running.ask({.url = server.url(), .retries = Retries::never}).value().status, 503);
}

TEST(Retries, WaitAsLongAsTheServerAsksFor) {
    StatusServer server{{429}, "Retry-After: 1\r\n"};
    RunningClient running;
    const auto start = std::chrono::steady_clock::now();
    EXPECT_EQ(running.get(server.url()).value().status, 200);
    EXPECT_GE(std::chrono::steady_clock::now() - start, 1s);
}

TEST(Retries, DoNotWaitBeyondTheWholeTime) {
    StatusServer server{{429}, "Retry-After: 60\r\n"};
    RunningClient running;
    const auto start = std::chrono::steady_clock::now();
    EXPECT_EQ(running.get(server.url()).value().status, 429);
    EXPECT_LT(std::chrono::steady_clock::now() - start, 5s);
}

TEST(Retries, ConnectAgainEvenForPost) {
    TestServer server{answering([](const std::string&) { return answer_text(200, "ok"); }), TestServer::Begin::deaf};
    auto settings = quick_settings();
    settings.retry = {.retries = 50, .first_pause = 20ms, .longest_pause = 20ms};
    settings.breaker.failures = 1000;
    RunningClient running{settings};
    std::promise<ClientResult> answered;
    running.client->send({.method = Method::post, .url = server.url()},
                         [&](ClientResult result) { answered.set_value(std::move(result)); });
    // On the loop's thread, after the first try has begun.
    running.loop.post([&] { server.listen(); });
    const auto result = answered.get_future().get();
    ASSERT_TRUE(result);
    EXPECT_EQ(result.value().tries, 1U);
}

// The first connection ends after one answer, at the moment of the second request.
TestServer::Script forgetful(std::promise<void>& second_request) {
    return [&](TestPeer& peer) {
        if (peer.number() > 0) return answering([](const std::string&) { return answer_text(200, "new"); })(peer);
        peer.read_request();
        peer.write(answer_text(200, "old"));
        if (peer.read_request()) second_request.set_value();
        peer.reset_at_end();
    };
}

TEST(AStaleConnection, IsReplacedWithoutARetryBeingCounted) {
    std::promise<void> second;
    TestServer server{forgetful(second)};
    auto settings = quick_settings();
    settings.retry.retries = 0;
    RunningClient running{settings};
    EXPECT_EQ(running.get(server.url()).value().body, "old");
    EXPECT_EQ(running.get(server.url()).value().body, "new");
    second.get_future().get();
}

TEST(AStaleConnection, IsNotReplacedForAPostThatMayHaveArrived) {
    std::promise<void> second;
    TestServer server{forgetful(second)};
    RunningClient running;
    EXPECT_EQ(running.get(server.url()).value().body, "old");
    EXPECT_EQ(error_of(running.ask({.method = Method::post, .url = server.url()})), ClientError::cut);
    EXPECT_EQ(server.connections(), 1U);
}

TEST(AStaleConnection, IsNotEvenTriedWhenItsEndIsKnown) {
    TestServer server{[&](TestPeer& peer) {
        peer.read_request();
        peer.write(answer_text(200, "ok"));
    }};
    RunningClient running;
    unsigned answers = 0;
    for (int i = 0; i < 20; ++i) {
        const auto result = running.ask({.method = Method::post, .url = server.url()});
        if (result) ++answers;
        server.wait_until_idle();
        std::this_thread::sleep_for(2ms);  // for the end of the connection to be known to the system
    }
    EXPECT_GE(answers, 15U);
}

TEST(Circuit, OpensAndClosesAgain) {
    StatusServer server{{503, 503}};
    auto settings = quick_settings();
    settings.retry.retries = 0;
    settings.breaker = {.failures = 2, .open_for = 200ms};
    RunningClient running{settings};
    for (int i = 0; i < 2; ++i) EXPECT_EQ(running.get(server.url()).value().status, 503);
    const auto refused = running.get(server.url());
    ASSERT_FALSE(refused);
    EXPECT_EQ(error_of(refused), ClientError::circuit_open);
    EXPECT_EQ(server.requests(), 2U);
    std::this_thread::sleep_for(210ms);
    for (int i = 0; i < 2; ++i) EXPECT_EQ(running.get(server.url()).value().status, 200);
}

TEST(Circuit, IsOfOneHost) {
    TestServer deaf{{}, TestServer::Begin::deaf};
    StatusServer server{{}};
    auto settings = quick_settings();
    settings.breaker = {.failures = 1, .open_for = 1h};
    RunningClient running{settings};
    const auto fault = running.get(deaf.url("/SECRET")).error();
    EXPECT_EQ(fault.error, ClientError::unreachable);
    EXPECT_THAT(fault.message, HasSubstr("http://127.0.0.1 could not be reached: Connection refused"));
    const auto refused = running.get(deaf.url("/SECRET")).error();
    EXPECT_EQ(refused.error, ClientError::circuit_open);
    EXPECT_THAT(refused.message, Not(HasSubstr("SECRET")));
    EXPECT_TRUE(running.get(server.url()));
}

TEST(Circuit, DoesNotOpenForClientsMistakes) {
    StatusServer server{{404, 400, 429, 401, 500}};
    auto settings = quick_settings();
    settings.retry.retries = 0;
    settings.breaker = {.failures = 1, .open_for = 1h};
    RunningClient running{settings};
    for (int i = 0; i < 6; ++i) EXPECT_TRUE(running.get(server.url()));
    EXPECT_EQ(server.requests(), 6U);
}

}  // namespace
}  // namespace service_kit
