// Real servers on the loopback for the tests of the HTTP client: a script says what each connection lives through.
//
// Every connection has a thread of its own and blocks where it likes; the server's end ends them all.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace service_kit {

class TestCertificate;

// One connection, seen from the server.
class TestPeer {
public:
    TestPeer(int socket, unsigned number) : socket_{socket}, number_{number} {}
    ~TestPeer();
    TestPeer(const TestPeer&) = delete;
    TestPeer& operator=(const TestPeer&) = delete;

    // A whole request, head and body; none where the client has gone.
    std::optional<std::string> read_request();
    // `count` bytes, fewer where the client has gone.
    std::string read(std::size_t count);
    void write(std::string_view text);
    void wait_for_end();
    // Ends the connection of TCP without the end of TLS.
    void cut();
    // The connection will end with a reset rather than with its proper end.
    void reset_at_end();
    bool start_tls(const TestCertificate& certificate);
    // What the client called the server in TLS.
    std::string server_name() const;
    // Of the connection, from 0 on.
    unsigned number() const { return number_; }

private:
    std::size_t read_some(char* bytes, std::size_t count);

    int socket_;
    unsigned number_;
    std::shared_ptr<void> tls_{};
    std::string rest_{};
};

class TestServer {
public:
    using Script = std::function<void(TestPeer&)>;
    enum class Begin { listening, deaf };  // a deaf server's port is its own, but connections are refused

    explicit TestServer(Script script, Begin begin = Begin::listening);
    ~TestServer();
    TestServer(const TestServer&) = delete;
    TestServer& operator=(const TestServer&) = delete;

    void listen();
    std::uint16_t port() const { return port_; }
    std::string url(std::string_view target = "/", std::string_view scheme = "http",
                    std::string_view host = "127.0.0.1") const;
    unsigned connections() const { return connections_; }
    // Returns when every script has come to its end and its connection is closed.
    void wait_until_idle();

private:
    void accept();
    void serve(int socket, unsigned number);

    Script script_;
    int listener_;
    std::uint16_t port_{};
    std::atomic<unsigned> connections_{};
    std::mutex mutex_;
    std::condition_variable closed_;
    std::set<int> open_;  // guarded by the mutex
    std::vector<std::thread> threads_;
    std::thread accepting_;
};

// A script that answers every request of a connection.
TestServer::Script answering(std::function<std::string(const std::string& request)> answer);

// `headers` are whole lines: "Retry-After: 1\r\n".
std::string answer_text(int status, std::string_view body, std::string_view headers = {});

}  // namespace service_kit
