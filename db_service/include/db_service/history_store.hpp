// What people asked, saw and said of films, kept in PostgreSQL or SQLite.
//
// What a method returns as done is committed and survives a crash. A database that is away is a fault, and is watched
// for: nothing needs to be started again. Any thread. Knows nothing of HTTP, tokens and who may see what.
#pragma once

#include "api/history.hpp"
#include "api/ratings.hpp"
#include "api/sessions.hpp"
#include "core/base/result.hpp"
#include "db_service/database_url.hpp"
#include "service_kit/log.hpp"
#include "service_kit/metrics.hpp"

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace db_service {

struct StoreSettings {
    std::size_t connections = 8;
    std::chrono::milliseconds statement_timeout{5'000};
    std::chrono::milliseconds pool_timeout{2'000};
    // What a session may hold; the oldest go when there is more.
    std::size_t most_entries = api::most_entries;
    std::size_t most_ratings = api::most_ratings;
};

// Why there is no answer. `away`: no database that answers; `busy`: too many want something at once; `slow`: it took
// longer than it may; `key_reused`: the key has been used for something else; `bad_cursor`: it is of another list.
enum class StoreFault { away, busy, slow, key_reused, bad_cursor };

template <class Answer>
using Stored = core::Result<Answer, StoreFault>;

struct StoredEntry {
    api::HistoryEntry entry{};
    bool was_there = false;  // stored by an earlier request with the same key
};

class HistoryStore {
public:
    // `log` and `metrics` must outlive it.
    HistoryStore(const DatabaseUrl& url, const StoreSettings& settings, service_kit::Log& log,
                 service_kit::Metrics& metrics);
    ~HistoryStore();
    HistoryStore(const HistoryStore&) = delete;
    HistoryStore& operator=(const HistoryStore&) = delete;

    // Connects and brings the database up to date, now if it is there, else as soon as it is. Throws
    // std::runtime_error where it is of a newer program; calls `on_newer` with that sentence where it turns out later.
    void begin(std::function<void(const std::string&)> on_newer);
    // Watches over the database no longer, so that `on_newer` is not called after this.
    void end();
    // Why it cannot serve now, in a few words. Quick.
    std::optional<std::string> trouble() const;

    // With a key, the same entry is stored once however often it is sent: the key is good as long as the entry is.
    Stored<StoredEntry> add(const api::HistoryRequest& request, const std::optional<std::string>& key) const;
    Stored<api::HistoryPage> history(const api::HistoryQuery& query) const;
    Stored<api::ShownAnswer> shown(const api::ShownRequest& wish) const;

    // All or nothing; of a film that is there twice the last rating counts. Returns how many films were rated.
    Stored<std::int64_t> rate(const std::string& session, const std::vector<api::FilmOpinion>& opinions) const;
    Stored<api::RatingsPage> ratings(const api::RatingsQuery& query) const;
    Stored<bool> remove_rating(const std::string& session, const std::string& film) const;

    // The defaults where none were put.
    Stored<api::SessionSettings> settings(const std::string& session) const;
    Stored<api::SessionSettings> put_settings(const std::string& session, const api::SessionSettings& settings) const;
    Stored<api::SessionExport> all_of(const std::string& session) const;
    Stored<api::Forgotten> forget(const std::string& session) const;

    // Forgets entries that are older, and sessions as old that hold nothing any longer. Returns how many entries.
    Stored<std::int64_t> prune(std::chrono::days age) const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace db_service
