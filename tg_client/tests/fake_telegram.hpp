// A small Telegram on the loopback for the tests: each call is answered by a function of the test, on a thread of its
// connection. And a loop that runs on a thread of its own.
#pragma once

#include "service_kit/event_loop.hpp"
#include "tg_client/telegram/access.hpp"

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

namespace tg_client {

struct FakeCall {
    std::string method{};
    std::string content_type{};
    std::string body{};

    bool has(std::string_view text) const { return body.find(text) != std::string::npos; }
};

struct FakeAnswer {
    int status = 200;
    std::string body{};
};

FakeAnswer fake_result(const std::string& json);
// "parameters" as JSON, or nothing.
FakeAnswer fake_refusal(int status, const std::string& description, const std::string& parameters = {});
FakeAnswer fake_message(int id);
// The connection is closed without an answer.
FakeAnswer no_answer();

class FakeTelegram {
public:
    using Answer = std::function<FakeAnswer(const FakeCall&)>;

    explicit FakeTelegram(Answer answer);
    ~FakeTelegram();
    FakeTelegram(const FakeTelegram&) = delete;
    FakeTelegram& operator=(const FakeTelegram&) = delete;

    BotAccess access() const;
    // All calls until now.
    std::vector<FakeCall> calls() const;

private:
    void accept();
    void serve(int socket);

    Answer answer_;
    int listener_;
    std::uint16_t port_{};
    mutable std::mutex mutex_;
    std::vector<FakeCall> calls_;  // guarded by the mutex, as are the next
    std::set<int> open_;
    std::vector<std::thread> threads_;
    std::thread accepting_;
};

class RunningLoop {
public:
    RunningLoop();
    ~RunningLoop();
    RunningLoop(const RunningLoop&) = delete;
    RunningLoop& operator=(const RunningLoop&) = delete;

    // Ends the loop; what belongs to it may be destroyed from then on.
    void stop();

    service_kit::EventLoop loop;

private:
    std::shared_ptr<void> work_;  // what keeps the loop running
    std::thread thread_;
};

}  // namespace tg_client
