// What HistoryStore is made of: the pool, the keeper, the figures, and the one way by which all of it asks the
// database.
//
// Any thread.
#pragma once

#include "connection_pool.hpp"
#include "database_fault.hpp"
#include "db_service/history_store.hpp"
#include "keeper.hpp"
#include "statements.hpp"

#include <array>
#include <chrono>
#include <mutex>
#include <string_view>

namespace db_service {

enum class Operation {
    add,
    history,
    shown,
    rate,
    ratings,
    remove_rating,
    settings,
    put_settings,
    all_of,
    forget,
    prune
};
inline constexpr std::array<std::string_view, 11> operation_names{
    "add",      "history",      "shown",  "rate",   "ratings", "remove_rating",
    "settings", "put_settings", "all_of", "forget", "prune"};
constexpr bool writes(Operation operation) {
    return operation == Operation::add || operation == Operation::rate || operation == Operation::remove_rating ||
           operation == Operation::put_settings || operation == Operation::forget || operation == Operation::prune;
}

struct HistoryStore::State {
    State(const DatabaseUrl& url, const StoreSettings& chosen, service_kit::Log& given_log,
          service_kit::Metrics& metrics);

    // What `work` makes of a connection; the fault where the database has none for it. Throws std::runtime_error,
    // without a word of what was asked, where the database refuses what it should do.
    template <class Answer, class Work>
    Stored<Answer> attempt(Operation operation, const Work& work) {
        if (keeper.trouble()) return failed(FaultKind::away, "not there");
        const Timer timer{*latencies[static_cast<std::size_t>(operation)]};
        try {
            const auto turn = writes(operation) ? take_turn() : Turn{};
            if (writes(operation) && is_file && !turn.owns_lock()) return failed(FaultKind::busy, "no turn");
            auto lease = pool.lease(settings.pool_timeout);
            if (!lease) return failed(FaultKind::busy, "no connection");
            try {
                return work(**lease);
            } catch (...) {
                lease->spoil();
                throw;
            }
        } catch (const soci::soci_error& error) {
            const auto fault = fault_of(error);
            return failed(fault.kind, fault.code);
        }
    }

    const StoreSettings settings;
    const bool is_file;
    const Statements& sql;
    service_kit::Log& log;
    ConnectionPool pool;
    Keeper keeper;
    std::array<service_kit::Histogram*, operation_names.size()> latencies{};
    std::array<service_kit::Counter*, 4> failures{};
    std::timed_mutex writing;

private:
    using Turn = std::unique_lock<std::timed_mutex>;

    class Timer {
    public:
        explicit Timer(service_kit::Histogram& histogram) : histogram_{histogram} {}
        ~Timer() {
            histogram_.observe(std::chrono::duration<double>(std::chrono::steady_clock::now() - begun_).count());
        }
        Timer(const Timer&) = delete;
        Timer& operator=(const Timer&) = delete;

    private:
        service_kit::Histogram& histogram_;
        std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
    };

    // SQLite takes one writer at a time: waiting here is fair, and cheaper than asking it again and again.
    Turn take_turn() { return is_file ? Turn{writing, settings.pool_timeout} : Turn{}; }
    StoreFault failed(FaultKind kind, const std::string& code);
};

}  // namespace db_service
