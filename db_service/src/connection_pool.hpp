// Connections that are kept and lent, one thread a time.
//
// They are opened when they are needed, up to a number; one that does not look alive is replaced as it is lent. Any
// thread. Figures of use and waiting go to the metrics.
#pragma once

#include "connection.hpp"
#include "service_kit/metrics.hpp"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace db_service {

class ConnectionPool {
public:
    using Opener = std::function<std::unique_ptr<Connection>()>;

    // `metrics` must outlive it.
    ConnectionPool(Opener open, std::size_t size, service_kit::Metrics& metrics);
    ConnectionPool(const ConnectionPool&) = delete;
    ConnectionPool& operator=(const ConnectionPool&) = delete;

    class Lease {
    public:
        Lease(ConnectionPool& pool, std::unique_ptr<Connection> connection)
            : pool_{&pool}, connection_{std::move(connection)} {}
        Lease(Lease&& other) noexcept : pool_{other.pool_}, connection_{std::move(other.connection_)} {
            other.pool_ = nullptr;
        }
        Lease& operator=(Lease&&) = delete;
        Lease(const Lease&) = delete;
        Lease& operator=(const Lease&) = delete;
        // Gives it back.
        ~Lease();

        Connection& operator*() { return *connection_; }
        // It is not to be used again: something went wrong on it.
        void spoil() { connection_.reset(); }

    private:
        ConnectionPool* pool_;
        std::unique_ptr<Connection> connection_;
    };

    // None where all are lent for as long as `patience`; throws what opening one throws.
    std::optional<Lease> lease(std::chrono::milliseconds patience);

private:
    // None where none came in time.
    std::optional<std::unique_ptr<Connection>> take(std::chrono::milliseconds patience);
    void give_back(std::unique_ptr<Connection> connection);

    Opener open_;
    std::size_t size_;
    std::mutex guard_;
    std::condition_variable given_back_;
    std::vector<std::unique_ptr<Connection>> idle_;
    std::size_t lent_ = 0;
    std::atomic<std::size_t> lent_shown_ = 0;
    service_kit::Histogram& waits_;
    service_kit::Counter &opened_, &timed_out_, &replaced_;
};

}  // namespace db_service
