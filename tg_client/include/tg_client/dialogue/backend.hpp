// What the bot asks of ml_service and db_service, behind the one door BACKEND_URL.
//
// Calls wait for their answer, so they belong on the threads that handle updates; any of them, at the same time.
// Nothing is thrown: an answer, or why there is none.
#pragma once

#include "api/film_requests.hpp"
#include "api/history.hpp"
#include "api/ratings.hpp"
#include "api/sessions.hpp"
#include "core/base/result.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace tg_client {

struct BackendFault {
    enum class Kind {
        away,            // no answer, or one that says so
        unknown_film,    // see nearest
        unknown_filter,  // a genre that does not exist
        refused,         // the backend did not like the question; asking again does not help
    };
    Kind kind{};
    std::vector<api::Candidate> nearest{};
};

template <class Answer>
using Got = core::Result<Answer, BackendFault>;

using PictureBytes = std::shared_ptr<const std::string>;

class Backend {
public:
    Backend() = default;
    Backend(const Backend&) = delete;
    Backend& operator=(const Backend&) = delete;
    virtual ~Backend() = default;

    virtual Got<api::RecommendAnswer> recommend(const api::RecommendRequest& asked) = 0;
    virtual Got<api::SearchAnswer> search(const api::SearchQuery& asked) = 0;
    virtual Got<api::FilmAnswer> film(const api::FilmQuery& asked) = 0;
    virtual Got<api::FilmAnswer> random_film(const api::RandomQuery& asked) = 0;
    virtual Got<api::MatchAnswer> match(const api::MatchRequest& asked) = 0;
    virtual Got<PictureBytes> poster(const api::FilmQuery& asked) = 0;

    // Stored once for each key, however often it is asked.
    virtual Got<core::Done> keep(const api::HistoryRequest& asked, std::string_view idempotency_key) = 0;
    virtual Got<api::HistoryPage> history(const api::HistoryQuery& asked) = 0;
    virtual Got<api::ShownAnswer> shown(const api::ShownRequest& asked) = 0;
    virtual Got<api::RatingsPage> ratings(const api::RatingsQuery& asked) = 0;
    virtual Got<core::Done> rate(const api::RatingsRequest& asked) = 0;
    virtual Got<core::Done> remove_rating(const api::RatingQuery& asked) = 0;
    virtual Got<api::SessionSettings> settings(const api::SessionPath& asked) = 0;
    virtual Got<core::Done> put_settings(const api::SessionPath& session, const api::SessionSettings& settings) = 0;
    // JSON, as it came.
    virtual Got<std::string> everything_about(const api::SessionPath& session) = 0;
    virtual Got<api::Forgotten> forget(const api::SessionQuery& session) = 0;
};

}  // namespace tg_client
