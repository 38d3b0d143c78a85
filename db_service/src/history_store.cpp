#include "db_service/history_store.hpp"

#include "api/json.hpp"
#include "cursor.hpp"
#include "moment.hpp"
#include "rated_film.hpp"
#include "store_state.hpp"
#include "wish.hpp"

#include <limits>
#include <string_view>
#include <unordered_set>

namespace db_service {
namespace {

constexpr auto no_cursor = std::numeric_limits<std::int64_t>::max();

std::string history_list(const std::string& session) { return "history " + session; }

// Columns as find_by_key and list_history give them.
api::HistoryEntry entry_of(const Query& row, const std::string& session) {
    api::HistoryEntry entry;
    entry.id = row.number(0);
    entry.session_id = session;
    entry.film = row.text(1);
    entry.liked.text = row.text(2);
    entry.disliked.text = row.text(3);
    if (auto filters = row.optional_text(4)) entry.filters.emplace().text = std::move(*filters);
    entry.recommendation.text = row.text(5);
    entry.index_version = row.optional_text(6);
    entry.created_at = moment_text(row.number(7));
    return entry;
}

api::HistoryEntry entry_of(const api::HistoryRequest& request, std::int64_t now) {
    api::HistoryEntry entry;
    entry.session_id = request.session_id;
    entry.film = request.film;
    entry.liked.text = api::text_of(request.liked);
    entry.disliked.text = api::text_of(request.disliked);
    if (request.filters) entry.filters.emplace().text = api::write(*request.filters);
    entry.recommendation.text = api::text_of(request.recommendation);
    entry.index_version = request.index_version;
    entry.created_at = moment_text(now);
    return entry;
}

struct NewEntry {
    api::HistoryEntry entry{};
    std::int64_t now{};
    std::int64_t wish{};
    std::int64_t body_hash{};
    const std::optional<std::string>& key;
};

Query& given(Query& query, const NewEntry& added) {
    const auto& entry = added.entry;
    return query.set("session", entry.session_id)
        .set("wish", added.wish)
        .set("film", entry.film)
        .set("liked", entry.liked.text)
        .set("disliked", entry.disliked.text)
        .set_or_null("filters", entry.filters ? std::optional{entry.filters->text} : std::nullopt)
        .set("recommendation", entry.recommendation.text)
        .set_or_null("index_version", entry.index_version)
        .set("now", added.now)
        .set_or_null("key", added.key)
        .set("body_hash", added.body_hash);
}

// Whether it was stored, and under which id; not where its key has been used.
bool insert(Connection& connection, NewEntry& added, const Statements& sql, std::size_t most) {
    const auto limit = static_cast<std::int64_t>(most);
    auto& query = given(connection.query(sql.add_entry), added);
    if (sql.open_session.is_empty()) query.set("most", limit);
    query.run();
    if (!query.has_row()) return false;
    added.entry.id = query.number(0);
    const auto number = query.number(1);
    query.finish();
    if (!sql.trim_history.is_empty() && number > limit)
        connection.query(sql.trim_history).set("session", added.entry.session_id).set("most", limit).run();
    return true;
}

// The same where it takes several statements.
bool insert_in_steps(Connection& connection, NewEntry& added, const Statements& sql, std::size_t most) {
    Transaction transaction{connection};
    connection.query(sql.open_session).set("session", added.entry.session_id).set("now", added.now).run();
    const bool is_new = insert(connection, added, sql, most);
    transaction.commit();
    return is_new;
}

// Columns as find_session gives them.
api::SessionSettings settings_of(const Query& row) {
    api::FieldFaults faults;
    const auto put = row.optional_text(1);
    return put ? api::read<api::SessionSettings>(*put, faults) : api::SessionSettings{};
}

// The films of the newest entries, as long as they are not too many, in the order they were shown.
std::vector<std::string> films_shown(const std::vector<std::string>& newest_first) {
    std::vector<std::vector<std::string>> lists;
    std::unordered_set<std::string> distinct;
    for (auto entry = newest_first.begin(); entry != newest_first.end() && distinct.size() < api::most_films_shown;
         ++entry) {
        api::FieldFaults faults;
        std::string fault;
        const auto value = api::parse_json(*entry, fault);
        auto& list = lists.emplace_back();
        if (value) api::read_value(*value, list, {}, api::Place{faults});
        distinct.insert(list.begin(), list.end());
    }
    std::vector<std::string> films;
    for (auto list = lists.rbegin(); list != lists.rend(); ++list)
        for (auto& film : *list)
            if (distinct.erase(film) > 0) films.push_back(std::move(film));
    if (films.size() > api::most_films_shown)
        films.erase(films.begin(), films.end() - static_cast<std::ptrdiff_t>(api::most_films_shown));
    return films;
}

}  // namespace

HistoryStore::HistoryStore(const DatabaseUrl& url, const StoreSettings& settings, service_kit::Log& log,
                           service_kit::Metrics& metrics)
    : state_{std::make_unique<State>(url, settings, log, metrics)} {}

HistoryStore::~HistoryStore() = default;

void HistoryStore::begin(std::function<void(const std::string&)> on_newer) {
    state_->keeper.begin(std::move(on_newer));
}

void HistoryStore::end() { state_->keeper.end(); }

std::optional<std::string> HistoryStore::trouble() const { return state_->keeper.trouble(); }

Stored<StoredEntry> HistoryStore::add(const api::HistoryRequest& request, const std::optional<std::string>& key) const {
    const auto now = milliseconds_now();
    NewEntry added{.entry = entry_of(request, now),
                   .now = now,
                   .wish = wish_number({request.film, request.liked, request.disliked, request.filters}),
                   .body_hash = number_of(api::write(request)),
                   .key = key};
    const auto& sql = state_->sql;
    const auto most = state_->settings.most_entries;
    return state_->attempt<StoredEntry>(Operation::add, [&](Connection& connection) -> Stored<StoredEntry> {
        const bool is_new = sql.open_session.is_empty() ? insert(connection, added, sql, most)
                                                        : insert_in_steps(connection, added, sql, most);
        if (is_new) return StoredEntry{std::move(added.entry), false};
        auto& found =
            connection.query(sql.find_by_key).set("session", request.session_id).set_or_null("key", key).run();
        // Forgotten in between: as if it had never been there, so that it is sent again.
        if (!found.has_row()) return StoreFault::busy;
        const bool is_same = found.number(8) == added.body_hash;
        StoredEntry there{entry_of(found, request.session_id), true};
        found.finish();
        if (!is_same) return StoreFault::key_reused;
        return there;
    });
}

Stored<api::HistoryPage> HistoryStore::history(const api::HistoryQuery& query) const {
    auto before = std::optional{no_cursor};
    if (query.cursor) before = read_cursor(*query.cursor, history_list(query.session_id));
    if (!before) return StoreFault::bad_cursor;
    const auto limit = static_cast<std::size_t>(query.limit);
    return state_->attempt<api::HistoryPage>(Operation::history, [&](Connection& connection) {
        api::HistoryPage page;
        page.history.reserve(limit);
        auto& row = connection.query(state_->sql.list_history)
                        .set("session", query.session_id)
                        .set("before", *before)
                        .set("limit", static_cast<std::int64_t>(limit + 1))
                        .run();
        for (; row.has_row() && page.history.size() < limit; row.next())
            page.history.push_back(entry_of(row, query.session_id));
        if (row.has_row()) page.next_cursor = cursor_text(page.history.back().id, history_list(query.session_id));
        row.finish();
        return page;
    });
}

Stored<api::ShownAnswer> HistoryStore::shown(const api::ShownRequest& wish) const {
    const auto number = wish_number({wish.film, wish.liked, wish.disliked, wish.filters});
    return state_->attempt<api::ShownAnswer>(Operation::shown, [&](Connection& connection) {
        std::vector<std::string> lists;
        auto& row = connection.query(state_->sql.list_shown)
                        .set("session", wish.session_id)
                        .set("wish", number)
                        .set("limit", static_cast<std::int64_t>(api::most_films_shown))
                        .run();
        for (; row.has_row(); row.next()) lists.push_back(row.text(0));
        return api::ShownAnswer{films_shown(lists)};
    });
}

Stored<api::SessionSettings> HistoryStore::settings(const std::string& session) const {
    return state_->attempt<api::SessionSettings>(Operation::settings, [&](Connection& connection) {
        auto& found = connection.query(state_->sql.find_session).set("session", session).run();
        auto put = found.has_row() ? settings_of(found) : api::SessionSettings{};
        found.finish();
        return put;
    });
}

Stored<api::SessionSettings> HistoryStore::put_settings(const std::string& session,
                                                        const api::SessionSettings& settings) const {
    return state_->attempt<api::SessionSettings>(Operation::put_settings, [&](Connection& connection) {
        connection.query(state_->sql.put_settings)
            .set("session", session)
            .set("now", milliseconds_now())
            .set("settings", api::write(settings))
            .run();
        return settings;
    });
}

Stored<api::SessionExport> HistoryStore::all_of(const std::string& session) const {
    return state_->attempt<api::SessionExport>(Operation::all_of, [&](Connection& connection) {
        api::SessionExport all;
        all.session_id = session;
        auto& found = connection.query(state_->sql.find_session).set("session", session).run();
        if (found.has_row()) {
            all.created_at = moment_text(found.number(0));
            all.settings = settings_of(found);
        }
        found.finish();
        auto& entries = connection.query(state_->sql.list_history)
                            .set("session", session)
                            .set("before", no_cursor)
                            .set("limit", static_cast<std::int64_t>(state_->settings.most_entries))
                            .run();
        for (; entries.has_row(); entries.next()) all.history.push_back(entry_of(entries, session));
        auto& ratings = connection.query(state_->sql.list_ratings)
                            .set("session", session)
                            .set("before", no_cursor)
                            .set("limit", static_cast<std::int64_t>(state_->settings.most_ratings))
                            .run();
        for (; ratings.has_row(); ratings.next()) all.ratings.push_back(rated_film(ratings));
        return all;
    });
}

Stored<api::Forgotten> HistoryStore::forget(const std::string& session) const {
    const auto& sql = state_->sql;
    return state_->attempt<api::Forgotten>(Operation::forget, [&](Connection& connection) {
        api::Forgotten forgotten;
        if (sql.forget_ratings.is_empty()) {
            auto& counts = connection.query(sql.forget).set("session", session).run();
            forgotten = {counts.number(0), counts.number(1)};
            counts.finish();
            return forgotten;
        }
        Transaction transaction{connection};
        forgotten.history = connection.query(sql.forget).set("session", session).run().changed();
        forgotten.ratings = connection.query(sql.forget_ratings).set("session", session).run().changed();
        connection.query(sql.forget_session).set("session", session).run();
        transaction.commit();
        return forgotten;
    });
}

Stored<std::int64_t> HistoryStore::prune(std::chrono::days age) const {
    constexpr std::int64_t at_once = 2'000;  // so that nobody waits long for what is locked meanwhile
    const auto before = milliseconds_now() - std::chrono::duration_cast<std::chrono::milliseconds>(age).count();
    std::int64_t gone = 0;
    for (std::int64_t step = at_once; step == at_once;) {
        const auto pruned = state_->attempt<std::int64_t>(Operation::prune, [&](Connection& connection) {
            return connection.query(state_->sql.prune_history)
                .set("before", before)
                .set("limit", at_once)
                .run()
                .changed();
        });
        if (!pruned) return pruned;
        step = pruned.value();
        gone += step;
    }
    const auto emptied = state_->attempt<std::int64_t>(Operation::prune, [&](Connection& connection) {
        return connection.query(state_->sql.prune_sessions).set("before", before).run().changed();
    });
    if (!emptied) return emptied;
    return gone;
}

}  // namespace db_service
