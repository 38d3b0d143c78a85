#include "connection_pool.hpp"

namespace db_service {

ConnectionPool::ConnectionPool(Opener open, std::size_t size, service_kit::Metrics& metrics)
    : open_{std::move(open)},
      size_{size},
      waits_{metrics.latency("database_pool_wait_seconds", "How long a request waited for a connection")},
      opened_{metrics.counter("database_connections_opened_total", "Connections that were opened")},
      timed_out_{metrics.counter("database_pool_timeouts_total", "Requests that got no connection in time")},
      replaced_{metrics.counter("database_connections_replaced_total", "Connections that were found dead")} {
    metrics.gauge("database_connections_in_use", "Connections that are lent",
                  [this] { return static_cast<double>(lent_shown_.load()); });
    metrics.gauge("database_connections_most", "Connections that there may be",
                  [most = size] { return static_cast<double>(most); });
}

ConnectionPool::Lease::~Lease() {
    if (pool_ != nullptr) pool_->give_back(std::move(connection_));
}

std::optional<ConnectionPool::Lease> ConnectionPool::lease(std::chrono::milliseconds patience) {
    const auto begun = std::chrono::steady_clock::now();
    auto taken = take(patience);
    waits_.observe(std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count());
    if (!taken) {
        timed_out_.add();
        return std::nullopt;
    }
    Lease lease{*this, std::move(*taken)};
    return lease;
}

std::optional<std::unique_ptr<Connection>> ConnectionPool::take(std::chrono::milliseconds patience) {
    std::unique_ptr<Connection> taken;
    {
        std::unique_lock lock{guard_};
        if (!given_back_.wait_for(lock, patience, [this] { return lent_ < size_; })) return std::nullopt;
        lent_shown_ = ++lent_;
        // The one that was used last: its statements are warm, and those that are not needed grow old together.
        if (!idle_.empty()) {
            taken = std::move(idle_.back());
            idle_.pop_back();
        }
    }
    try {
        if (taken && !taken->looks_alive()) {
            replaced_.add();
            taken.reset();
        }
        if (!taken) {
            taken = open_();
            opened_.add();
        }
    } catch (...) {
        give_back(nullptr);
        throw;
    }
    return taken;
}

void ConnectionPool::give_back(std::unique_ptr<Connection> connection) {
    {
        const std::lock_guard lock{guard_};
        lent_shown_ = --lent_;
        if (connection) idle_.push_back(std::move(connection));
    }
    given_back_.notify_one();
}

}  // namespace db_service
