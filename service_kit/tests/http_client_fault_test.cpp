#include "client_test_server.hpp"
#include "running_client.hpp"
#include "service_kit/http_client.hpp"

#include <atomic>
#include <future>

#include <gmock/gmock.h>

namespace service_kit {
namespace {

using namespace std::chrono_literals;
using testing::AnyOf;
using testing::HasSubstr;
using testing::Not;

ClientError error_of(const ClientResult& result) { return result.error().error; }

std::chrono::milliseconds since(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start);
}

TEST(HttpClient, GivesUpATryAndTheWholeInTime) {
    std::atomic<unsigned> requests{};
    TestServer server{[&](TestPeer& peer) {
        if (peer.read_request()) ++requests;
        peer.wait_for_end();
    }};
    RunningClient running;
    const auto start = std::chrono::steady_clock::now();
    EXPECT_EQ(error_of(running.ask({.url = server.url(), .try_timeout = 50ms})), ClientError::timed_out);
    EXPECT_EQ(requests, 3U);
    EXPECT_GE(since(start), 150ms);
    const auto again = std::chrono::steady_clock::now();
    EXPECT_EQ(error_of(running.ask({.url = server.url(), .total_timeout = 60ms})), ClientError::timed_out);
    EXPECT_GE(since(again), 60ms);
    EXPECT_LT(since(again), 5s);
}

TEST(HttpClient, GivesUpABodyThatTrickles) {
    TestServer server{[](TestPeer& peer) {
        peer.read_request();
        peer.write("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab");
        peer.wait_for_end();
    }};
    RunningClient running;
    const auto result = running.ask({.url = server.url(), .try_timeout = 40ms, .retries = Retries::never});
    EXPECT_EQ(error_of(result), ClientError::timed_out);
}

TEST(HttpClient, GivesUpWaitingForAPlace) {
    TestServer server{[](TestPeer& peer) { peer.wait_for_end(); }};
    auto settings = quick_settings();
    settings.connections_per_host = 1;
    RunningClient running{settings};
    std::promise<ClientResult> first;
    running.client->send({.url = server.url(), .total_timeout = 300ms},
                         [&](ClientResult result) { first.set_value(std::move(result)); });
    const auto start = std::chrono::steady_clock::now();
    EXPECT_EQ(error_of(running.ask({.url = server.url(), .total_timeout = 30ms})), ClientError::timed_out);
    EXPECT_LT(since(start), 290ms);
    EXPECT_EQ(error_of(first.get_future().get()), ClientError::timed_out);
    EXPECT_EQ(server.connections(), 1U);
}

TEST(HttpClient, RefusesAnswersThatAreTooLong) {
    TestServer server{answering([](const std::string&) { return answer_text(200, std::string(101, 'x')); })};
    RunningClient running;
    EXPECT_EQ(error_of(running.ask({.url = server.url(), .answer_bytes = 100})), ClientError::too_large);
    EXPECT_TRUE(running.ask({.url = server.url(), .answer_bytes = 101}));
}

TEST(HttpClient, KnowsWhatIsNotHttp) {
    TestServer server{answering([](const std::string&) { return "220 mail.example ESMTP\r\n\r\n"; })};
    RunningClient running;
    EXPECT_EQ(error_of(running.get(server.url())), ClientError::bad_answer);
    EXPECT_EQ(server.connections(), 1U);
}

TEST(HttpClient, KnowsAConnectionThatEndsTooSoon) {
    TestServer server{[](TestPeer& peer) {
        peer.read_request();
        peer.write("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab");
    }};
    RunningClient running;
    EXPECT_EQ(error_of(running.get(server.url())), ClientError::cut);
    EXPECT_EQ(server.connections(), 3U);
}

TEST(HttpClient, DoesNotWaitForANameThatIsNotFound) {
    RunningClient running;
    const auto start = std::chrono::steady_clock::now();
    const auto result = running.ask({.url = "http://no-such-host.invalid/", .total_timeout = 300ms});
    EXPECT_THAT(error_of(result), AnyOf(ClientError::unresolved, ClientError::timed_out));
    EXPECT_LT(since(start), 3s);
}

TEST(HttpClient, RefusesAddressesThatMakeNoSense) {
    RunningClient running;
    for (const auto* url :
         {"", "films", "ftp://host/", "socks5://host/", "http://user:SECRET@host/", "http://ho st/SECRET"}) {
        const auto result = running.get(url);
        EXPECT_EQ(error_of(result), ClientError::bad_url);
        EXPECT_THAT(result.error().message, Not(HasSubstr("SECRET")));
    }
}

TEST(HttpClient, NeverTellsSecrets) {
    const auto fault_with = [](const TestServer::Script& script, std::size_t answer_bytes = 10) {
        TestServer server{script};
        auto settings = quick_settings();
        settings.retry.retries = 0;
        RunningClient running{settings};
        ClientRequest request{
            .url = server.url("/botSECRET/getMe?apikey=SECRET"), .try_timeout = 50ms, .answer_bytes = answer_bytes};
        request.headers.add("X-API-KEY", "SECRET");
        return running.ask(request).error();
    };
    const std::vector<ClientFault> faults{
        fault_with([](TestPeer& peer) { peer.read_request(); }),
        fault_with([](TestPeer& peer) { peer.wait_for_end(); }),
        fault_with(answering([](const std::string&) { return answer_text(200, "far too long"); })),
        fault_with(answering([](const std::string& request) { return request; })),
    };
    EXPECT_THAT(faults, testing::ElementsAre(testing::Field(&ClientFault::error, ClientError::cut),
                                             testing::Field(&ClientFault::error, ClientError::timed_out),
                                             testing::Field(&ClientFault::error, ClientError::too_large),
                                             testing::Field(&ClientFault::error, ClientError::bad_answer)));
    for (const auto& fault : faults) {
        EXPECT_THAT(fault.message, HasSubstr("http://127.0.0.1"));
        EXPECT_THAT(fault.message, Not(AnyOf(HasSubstr("SECRET"), HasSubstr("bot"), HasSubstr("apikey"))));
    }
}

}  // namespace
}  // namespace service_kit
