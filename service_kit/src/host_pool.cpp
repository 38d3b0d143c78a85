#include "host_pool.hpp"

#include <algorithm>

namespace service_kit {

HostPool::HostPool(const ClientSettings& settings)
    : breaker{settings.breaker},
      most_places_{std::max<std::size_t>(settings.connections_per_host, 1)},
      idle_timeout_{settings.idle_timeout} {}

void HostPool::ask(PlaceWaiter& waiter) {
    if (places_taken_ < most_places_) {
        ++places_taken_;
        waiter.has_place = true;
    } else {
        waiting_.push_back(&waiter);
    }
}

void HostPool::leave(PlaceWaiter& waiter) {
    if (!std::exchange(waiter.has_place, false)) {
        std::erase(waiting_, &waiter);
    } else if (waiting_.empty()) {
        --places_taken_;
    } else {
        auto& next = *waiting_.front();
        waiting_.pop_front();
        next.has_place = true;
        next.wake();
    }
}

std::shared_ptr<ClientConnection> HostPool::take_kept() {
    while (!kept_.empty()) {
        auto connection = std::move(kept_.back().connection);
        kept_.pop_back();
        if (connection->is_quiet()) return connection;
        connection->close();
    }
    return nullptr;
}

void HostPool::keep(std::shared_ptr<ClientConnection> connection) {
    if (kept_.size() >= most_places_) return connection->close();
    connection->lift_deadline();
    kept_.push_back({std::move(connection), on_loop::Clock::now()});
}

void HostPool::sweep(on_loop::Clock::time_point now) {
    std::erase_if(kept_, [&](const Kept& kept) {
        const bool goes = now - kept.since >= idle_timeout_ || !kept.connection->is_quiet();
        if (goes) kept.connection->close();
        return goes;
    });
}

void HostPool::close_kept() {
    for (const auto& kept : kept_) kept.connection->close();
    kept_.clear();
}

}  // namespace service_kit
