// The part of HistoryStore that keeps what people think of films.
#include "cursor.hpp"
#include "db_service/history_store.hpp"
#include "moment.hpp"
#include "rated_film.hpp"
#include "store_state.hpp"

#include <limits>
#include <map>
#include <string_view>

namespace db_service {
namespace {

std::string ratings_list(const api::RatingsQuery& query) {
    return "ratings " + query.session_id + (query.rating ? " " + std::string{api::choice_name(*query.rating)} : "");
}

// In the order of films, which is that of the locks: a list of pairs as JSON.
std::string in_order(const std::map<std::string_view, api::Opinion>& opinions) {
    std::string text{"["};
    for (const auto& [film, opinion] : opinions) {
        text += text.size() == 1 ? "[" : ",[";
        api::append_text(text, film);
        text.append(",").append(std::to_string(static_cast<int>(opinion))).append("]");
    }
    return text + "]";
}

}  // namespace

api::RatedFilm rated_film(const Query& row) {
    return {.film = row.text(1),
            .rating = static_cast<api::Opinion>(row.number(2)),
            .rated_at = moment_text(row.number(3))};
}

Stored<std::int64_t> HistoryStore::rate(const std::string& session,
                                        const std::vector<api::FilmOpinion>& opinions) const {
    std::map<std::string_view, api::Opinion> last;
    for (const auto& [film, opinion] : opinions) last[film] = opinion;
    const auto ratings = in_order(last);
    const auto count = static_cast<std::int64_t>(last.size());
    const auto most = static_cast<std::int64_t>(state_->settings.most_ratings);
    const auto& sql = state_->sql;
    return state_->attempt<std::int64_t>(Operation::rate, [&](Connection& connection) {
        const auto now = milliseconds_now();
        const auto trim = [&] { connection.query(sql.trim_ratings).set("session", session).set("most", most).run(); };
        auto& put = connection.query(sql.put_ratings).set("session", session).set("now", now).set("ratings", ratings);
        if (sql.open_session.is_empty()) {  // it opens the session itself, and says whether that may hold too many now
            put.set("room", std::max<std::int64_t>(0, most - count)).run();
            const bool may_be_full = put.number(1) != 0;
            put.finish();
            if (may_be_full) trim();
            return count;
        }
        Transaction transaction{connection};
        connection.query(sql.open_session).set("session", session).set("now", now).run();
        put.run();
        trim();
        transaction.commit();
        return count;
    });
}

Stored<api::RatingsPage> HistoryStore::ratings(const api::RatingsQuery& query) const {
    auto before = std::optional{std::numeric_limits<std::int64_t>::max()};
    if (query.cursor) before = read_cursor(*query.cursor, ratings_list(query));
    if (!before) return StoreFault::bad_cursor;
    const auto limit = static_cast<std::size_t>(query.limit);
    return state_->attempt<api::RatingsPage>(Operation::ratings, [&](Connection& connection) {
        auto& row = connection.query(query.rating ? state_->sql.list_ratings_of_kind : state_->sql.list_ratings);
        if (query.rating) row.set("rating", static_cast<std::int64_t>(*query.rating));
        row.set("session", query.session_id).set("before", *before).set("limit", std::int64_t{query.limit} + 1).run();
        api::RatingsPage page;
        std::int64_t last = 0;
        for (; row.has_row() && page.ratings.size() < limit; row.next()) {
            page.ratings.push_back(rated_film(row));
            last = row.number(0);
        }
        if (row.has_row()) page.next_cursor = cursor_text(last, ratings_list(query));
        row.finish();
        return page;
    });
}

Stored<bool> HistoryStore::remove_rating(const std::string& session, const std::string& film) const {
    return state_->attempt<bool>(Operation::remove_rating, [&](Connection& connection) {
        return connection.query(state_->sql.remove_rating).set("session", session).set("film", film).run().changed() >
               0;
    });
}

}  // namespace db_service
