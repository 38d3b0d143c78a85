// The connections to one host: how many there may be at once, who waits for one, and which are kept for later.
//
// A place among the connections is handed from one request straight to the one that has waited longest. On the loop's
// thread.
#pragma once

#include "circuit_breaker.hpp"
#include "client_connection.hpp"

#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <vector>

namespace service_kit {

// Stands in line for a place.
struct PlaceWaiter {
    std::function<void()> wake{};
    bool has_place = false;
};

class HostPool {
public:
    explicit HostPool(const ClientSettings& settings);

    // Gives `waiter` a place at once, or puts it in line, to be woken when it has one.
    void ask(PlaceWaiter& waiter);
    // Out of the line, and its place, if it has one, to the next.
    void leave(PlaceWaiter& waiter);

    // A kept connection that can be used, the one used last; none where there is none.
    std::shared_ptr<ClientConnection> take_kept();
    void keep(std::shared_ptr<ClientConnection> connection);
    // Closes those kept for longer than the settings say.
    void sweep(on_loop::Clock::time_point now);
    void close_kept();

    bool has_kept() const { return !kept_.empty(); }
    // Whether nothing is lost by forgetting the host.
    bool is_unused() const { return kept_.empty() && waiting_.empty() && places_taken_ == 0 && breaker.is_fresh(); }

    CircuitBreaker breaker;

private:
    struct Kept {
        std::shared_ptr<ClientConnection> connection{};
        on_loop::Clock::time_point since{};
    };

    std::size_t most_places_;
    std::chrono::milliseconds idle_timeout_;
    std::size_t places_taken_{};
    std::deque<PlaceWaiter*> waiting_{};
    std::vector<Kept> kept_{};  // the one used last is the last
};

// A place held or waited for, given up when it goes out of scope.
class Place {
public:
    Place(HostPool& pool, std::function<void()> wake) : pool_{pool}, waiter_{std::move(wake)} { pool_.ask(waiter_); }
    ~Place() { pool_.leave(waiter_); }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;

    bool is_there() const { return waiter_.has_place; }

private:
    HostPool& pool_;
    PlaceWaiter waiter_;
};

}  // namespace service_kit
