#include "store_state.hpp"

#include <stdexcept>

namespace db_service {
namespace {

ConnectionPool::Opener opener(const DatabaseUrl& url, const StoreSettings& settings) {
    const ConnectionLimits limits{.statement_timeout = settings.statement_timeout,
                                  .lock_timeout = settings.statement_timeout};
    return [url, limits] { return std::make_unique<Connection>(url, limits); };
}

}  // namespace

HistoryStore::State::State(const DatabaseUrl& url, const StoreSettings& chosen, service_kit::Log& given_log,
                           service_kit::Metrics& metrics)
    : settings{chosen},
      is_file{url.engine == Engine::sqlite},
      sql{statements_for(url.engine)},
      log{given_log},
      pool{opener(url, chosen), chosen.connections, metrics},
      keeper{opener(url, chosen), chosen.statement_timeout, given_log} {
    for (std::size_t place = 0; place < latencies.size(); ++place)
        latencies[place] = &metrics.latency("database_seconds", "How long the store took",
                                            {{"operation", std::string{operation_names[place]}}});
    for (const auto kind : {FaultKind::away, FaultKind::busy, FaultKind::slow, FaultKind::refused})
        failures[static_cast<std::size_t>(kind)] = &metrics.counter(
            "database_failures_total", "What the database did not do", {{"kind", std::string{name_of(kind)}}});
}

StoreFault HistoryStore::State::failed(FaultKind kind, const std::string& code) {
    failures[static_cast<std::size_t>(kind)]->add();
    if (kind == FaultKind::away) {
        keeper.suspect();
        return StoreFault::away;
    }
    log.write(service_kit::LogLevel::warning, "the database did not do it", {{"kind", name_of(kind)}, {"code", code}});
    if (kind == FaultKind::busy) return StoreFault::busy;
    if (kind == FaultKind::slow) return StoreFault::slow;
    throw std::runtime_error{"the database refused a statement with the code " + code};
}

}  // namespace db_service
