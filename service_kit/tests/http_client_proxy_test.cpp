#include "client_test_certificate.hpp"
#include "client_test_server.hpp"
#include "running_client.hpp"
#include "service_kit/http_client.hpp"
#include "test_support/temporary_folder.hpp"

#include <stdexcept>

#include <gmock/gmock.h>

namespace service_kit {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;
using namespace std::string_literals;

// A proxy is played by the server that is at its other end too: names need not resolve, as they do not behind a block.
class ByProxy : public testing::Test {
protected:
    ClientSettings settings(const TestServer& proxy, std::string_view scheme, std::string_view login = {}) const {
        auto settings = quick_settings();
        settings.proxy = std::string{scheme} + "://" + std::string{login} + "127.0.0.1:" + std::to_string(proxy.port());
        settings.extra_ca_file = (folder.path() / "ca.pem").string();
        settings.retry.retries = 0;
        return settings;
    }

    // Goes on as the host behind the proxy.
    void serve_securely(TestPeer& peer) const {
        if (peer.start_tls(certificate))
            answering([](const std::string& request) { return answer_text(200, request); })(peer);
    }

    test_support::TemporaryFolder folder;
    TestCertificate certificate{"DNS:films.example", folder.path() / "ca.pem"};
};

TEST_F(ByProxy, PlainHttpIsAskedWithTheWholeAddress) {
    TestServer proxy{answering([](const std::string& request) { return answer_text(200, request); })};
    RunningClient running{settings(proxy, "http", "me:p%40ss@")};
    const auto result = running.get("http://films.example/posters?id=1");
    ASSERT_TRUE(result) << result.error().message;
    EXPECT_THAT(result.value().body,
                StartsWith("GET http://films.example/posters?id=1 HTTP/1.1\r\nHost: films.example\r\n"));
    EXPECT_THAT(result.value().body, HasSubstr("Proxy-Authorization: Basic bWU6cEBzcw==\r\n"));
}

TEST_F(ByProxy, HttpsGoesThroughATunnel) {
    std::string asked;
    TestServer proxy{[&](TestPeer& peer) {
        asked = *peer.read_request();
        peer.write("HTTP/1.1 200 Connection established\r\n\r\n");
        serve_securely(peer);
    }};
    RunningClient running{settings(proxy, "http", "me:pass@")};
    for (int i = 0; i < 2; ++i) {
        const auto result = running.get("https://films.example/posters");
        ASSERT_TRUE(result) << result.error().message;
        EXPECT_THAT(result.value().body, StartsWith("GET /posters HTTP/1.1\r\nHost: films.example\r\n"));
        EXPECT_THAT(result.value().body, Not(HasSubstr("Proxy-Authorization")));
    }
    EXPECT_THAT(asked, StartsWith("CONNECT films.example:443 HTTP/1.1\r\nHost: films.example:443\r\n"));
    EXPECT_THAT(asked, HasSubstr("Proxy-Authorization: Basic bWU6cGFzcw==\r\n"));
    EXPECT_EQ(proxy.connections(), 1U);
}

TEST_F(ByProxy, ATunnelThatIsRefusedIsAFault) {
    TestServer proxy{[](TestPeer& peer) {
        peer.read_request();
        peer.write("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 5\r\n\r\nno!!!");
        peer.wait_for_end();
    }};
    RunningClient running{settings(proxy, "http", "me:SECRET@")};
    const auto fault = running.get("https://films.example/SECRET").error();
    EXPECT_EQ(fault.error, ClientError::unreachable);
    EXPECT_EQ(fault.message, "https://films.example could not be reached: the proxy answered 407");
}

TEST_F(ByProxy, TheCertificateBehindATunnelIsChecked) {
    TestServer proxy{[&](TestPeer& peer) {
        peer.read_request();
        peer.write("HTTP/1.1 200 OK\r\n\r\n");
        serve_securely(peer);
    }};
    RunningClient running{settings(proxy, "http")};
    EXPECT_EQ(running.get("https://api.telegram.org/").error().error, ClientError::tls_failed);
}

TEST_F(ByProxy, SocksNeedsNoLogin) {
    std::string greeting;
    std::string asked;
    TestServer proxy{[&](TestPeer& peer) {
        greeting = peer.read(3);
        peer.write("\x05\x00"s);
        asked = peer.read(5 + 13 + 2);
        peer.write("\x05\x00\x00\x01\x7F\x00\x00\x01\x00\x50"s);
        serve_securely(peer);
    }};
    RunningClient running{settings(proxy, "socks5")};
    const auto result = running.get("https://films.example/posters");
    ASSERT_TRUE(result) << result.error().message;
    EXPECT_THAT(result.value().body, StartsWith("GET /posters HTTP/1.1\r\n"));
    EXPECT_EQ(greeting, "\x05\x01\x00"s);
    EXPECT_EQ(asked, "\x05\x01\x00\x03\x0D"s + "films.example" + "\x01\xBB"s);
}

TEST_F(ByProxy, SocksTakesUserAndPassword) {
    std::string login;
    TestServer proxy{[&](TestPeer& peer) {
        peer.read(4);
        peer.write("\x05\x02"s);
        login = peer.read(3 + 2 + 4);
        peer.write("\x01\x00"s);
        peer.read(10);
        // With the name of the proxy as the address it connects from.
        peer.write("\x05\x00\x00\x03\x03one\x00\x50"s);
        answering([](const std::string& request) { return answer_text(200, request); })(peer);
    }};
    RunningClient running{settings(proxy, "socks5h", "me:pass@")};
    const auto result = running.get("http://127.0.0.1/posters");
    ASSERT_TRUE(result) << result.error().message;
    EXPECT_THAT(result.value().body, StartsWith("GET /posters HTTP/1.1\r\n"));
    EXPECT_EQ(login, "\x01\x02me\x04pass"s);
}

TEST_F(ByProxy, SocksSaysWhyItRefuses) {
    struct Refusal {
        std::string choice, login, answer;
        std::string_view why;
    };
    for (const auto& [choice, login, answer, why] :
         {Refusal{"\x05\xFF"s, "", "", "wants another way to log in"},
          Refusal{"HTTP/1.1 400"s, "", "", "does not speak SOCKS 5"},
          Refusal{"\x05\x02"s, "\x01\x01"s, "", "does not take the user and password"},
          Refusal{"\x05\x00"s, "", "\x05\x05\x00\x01\x00\x00\x00\x00\x00\x00"s, "the host refused"},
          Refusal{"\x05\x00"s, "", "\x05\xF0\x00\x01\x00\x00\x00\x00\x00\x00"s, "the proxy failed"}}) {
        TestServer proxy{[&](TestPeer& peer) {
            peer.read(4);
            peer.write(choice);
            if (!login.empty()) peer.read(11);
            peer.write(login);
            if (!answer.empty()) peer.read(20);
            peer.write(answer);
            peer.wait_for_end();
        }};
        RunningClient running{settings(proxy, "socks5", "me:SECRET@")};
        const auto fault = running.get("https://films.example/").error();
        EXPECT_EQ(fault.error, ClientError::unreachable);
        EXPECT_THAT(fault.message, HasSubstr(why));
        EXPECT_THAT(fault.message, Not(HasSubstr("SECRET")));
    }
}

TEST_F(ByProxy, AProxyThatIsNotThereIsAFault) {
    TestServer proxy{{}, TestServer::Begin::deaf};
    RunningClient running{settings(proxy, "socks5")};
    const auto fault = running.get("http://films.example/").error();
    EXPECT_EQ(fault.error, ClientError::unreachable);
    EXPECT_THAT(fault.message, HasSubstr("no connection to the proxy"));
}

TEST_F(ByProxy, AProxyThatMakesNoSenseIsRefusedAtOnce) {
    EventLoop loop;
    for (const auto* proxy : {"127.0.0.1:1080", "https://me:SECRET@proxy/", "ftp://me:SECRET@proxy/"}) {
        ClientSettings settings;
        settings.proxy = proxy;
        try {
            const HttpClient client{loop, settings};
            ADD_FAILURE() << proxy << " was taken";
        } catch (const std::invalid_argument& error) {
            EXPECT_THAT(error.what(), Not(HasSubstr("SECRET")));
        }
    }
}

}  // namespace
}  // namespace service_kit
