#include "client_test_certificate.hpp"
#include "client_test_server.hpp"
#include "running_client.hpp"
#include "service_kit/http_client.hpp"
#include "test_support/temporary_folder.hpp"

#include <mutex>
#include <system_error>

#include <gmock/gmock.h>

namespace service_kit {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;

// A server whose certificate is for `names`, and settings that trust it.
class Secured {
public:
    explicit Secured(const std::string& names) : certificate_{names, folder_.path() / "ca.pem"} {}

    ClientSettings settings() const {
        auto settings = quick_settings();
        settings.extra_ca_file = (folder_.path() / "ca.pem").string();
        return settings;
    }
    std::string url(std::string_view host) const { return server_.url("/SECRET", "https", host); }
    unsigned connections() const { return server_.connections(); }
    std::string called() {
        const std::lock_guard lock{mutex_};
        return called_;
    }

private:
    void serve(TestPeer& peer) {
        if (!peer.start_tls(certificate_)) return;
        {
            const std::lock_guard lock{mutex_};
            called_ = peer.server_name();
        }
        answering([](const std::string&) { return answer_text(200, std::string(100'000, 'x')); })(peer);
    }

    test_support::TemporaryFolder folder_;
    TestCertificate certificate_;
    std::mutex mutex_;
    std::string called_;  // guarded by the mutex
    TestServer server_{[this](TestPeer& peer) { serve(peer); }};
};

void expect_untrusted(const ClientResult& result, std::string_view why) {
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().error, ClientError::tls_failed);
    EXPECT_THAT(result.error().message, HasSubstr(why));
    EXPECT_THAT(result.error().message, Not(HasSubstr("SECRET")));
}

TEST(Tls, TalksToAServerThatIsTrusted) {
    Secured server{"DNS:localhost"};
    RunningClient running{server.settings()};
    for (int i = 0; i < 3; ++i) {
        const auto result = running.get(server.url("localhost"));
        ASSERT_TRUE(result) << result.error().message;
        EXPECT_EQ(result.value().body.size(), 100'000U);
    }
    EXPECT_EQ(server.connections(), 1U);
    EXPECT_EQ(server.called(), "localhost");
}

TEST(Tls, TalksToAnAddressThatTheCertificateNames) {
    Secured server{"IP:127.0.0.1"};
    RunningClient running{server.settings()};
    EXPECT_TRUE(running.get(server.url("127.0.0.1")));
    EXPECT_EQ(server.called(), "");
}

TEST(Tls, RefusesACertificateForAnotherHost) {
    Secured server{"DNS:api.telegram.org,DNS:*.localhost"};
    RunningClient running{server.settings()};
    expect_untrusted(running.get(server.url("localhost")), "ostname mismatch");
    expect_untrusted(running.get(server.url("127.0.0.1")), "IP address mismatch");
    EXPECT_EQ(server.connections(), 2U);
}

TEST(Tls, RefusesAnUnknownAuthority) {
    Secured server{"DNS:localhost"};
    RunningClient running;
    expect_untrusted(running.get(server.url("localhost")), "certificate");
}

TEST(Tls, RefusesAServerWithoutTls) {
    TestServer server{[](TestPeer& peer) {
        peer.write("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n");
        peer.wait_for_end();
    }};
    RunningClient running;
    expect_untrusted(running.get(server.url("/SECRET", "https")), "");
}

TEST(Tls, GivesUpAHandshakeThatDoesNotGoOn) {
    TestServer server{[](TestPeer& peer) { peer.wait_for_end(); }};
    auto settings = quick_settings();
    settings.handshake_timeout = 30ms;
    RunningClient running{settings};
    const auto result = running.get(server.url("/", "https"));
    EXPECT_EQ(result.error().error, ClientError::timed_out);
    EXPECT_EQ(server.connections(), 3U);
}

TEST(Tls, TakesNoBodyThatMayHaveBeenCutShort) {
    test_support::TemporaryFolder folder;
    const TestCertificate certificate{"DNS:localhost", folder.path() / "ca.pem"};
    TestServer server{[&](TestPeer& peer) {
        if (!peer.start_tls(certificate)) return;
        peer.read_request();
        peer.write("HTTP/1.1 200 OK\r\n\r\nhalf of it");
        peer.cut();
    }};
    auto settings = quick_settings();
    settings.extra_ca_file = (folder.path() / "ca.pem").string();
    RunningClient running{settings};
    EXPECT_EQ(running.get(server.url("/", "https", "localhost")).error().error, ClientError::cut);
}

TEST(Tls, SaysWhichFileOfRootsCannotBeRead) {
    EventLoop loop;
    auto settings = quick_settings();
    settings.extra_ca_file = "/no/such/file.pem";
    try {
        const HttpClient client{loop, settings};
        FAIL() << "a missing file was taken";
    } catch (const std::system_error& error) {
        EXPECT_THAT(error.what(), HasSubstr("/no/such/file.pem"));
    }
}

}  // namespace
}  // namespace service_kit
