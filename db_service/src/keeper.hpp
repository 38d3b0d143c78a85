// Watches over the database: brings it up to date when it comes, and knows whether it is there.
//
// A thread of its own asks it every second, four times a second while it is away. Whether it is there is asked without
// a lock. A database that is newer than the program ends the watch.
#pragma once

#include "connection_pool.hpp"
#include "service_kit/log.hpp"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

namespace db_service {

class Keeper {
public:
    // `patience` is how long an answer may take before the database counts as away. `log` must outlive it.
    Keeper(ConnectionPool::Opener open, std::chrono::milliseconds patience, service_kit::Log& log);
    ~Keeper();
    Keeper(const Keeper&) = delete;
    Keeper& operator=(const Keeper&) = delete;

    // Tries once, here and now, then goes on watching. Throws NewerDatabase; `on_newer` is called with the sentence
    // where that is found out later.
    void begin(std::function<void(const std::string&)> on_newer);
    // Watches no longer: nothing is called after this.
    void end();

    // Why the database cannot be asked now, in a few words.
    std::optional<std::string> trouble() const;
    // A request had no luck: look at once.
    void suspect();

private:
    enum class State { away, updating, there, newer };

    void watch(const std::stop_token& stopping);
    void look();
    bool answers();
    void bring_up();
    void turn_to(State state);

    ConnectionPool::Opener open_;
    std::chrono::milliseconds patience_;
    service_kit::Log& log_;
    std::function<void(const std::string&)> on_newer_;
    std::unique_ptr<Connection> connection_;
    bool is_told_ = false;  // the log has it that the database is away
    std::atomic<State> state_ = State::away;
    std::atomic<std::chrono::steady_clock::time_point> last_seen_{};
    std::mutex guard_;
    std::condition_variable_any woken_;
    bool is_suspected_ = false;
    std::jthread watching_;  // the last member: ends first
};

}  // namespace db_service
