// The backend over HTTP: ml/... and db/... below one address.
#pragma once

#include "service_kit/http_client.hpp"
#include "tg_client/dialogue/backend.hpp"

#include <chrono>
#include <string>

namespace tg_client {

// A client for each service, although both are behind one door: the trouble of one must not close the other.
struct BackendClients {
    service_kit::HttpClient& films;
    service_kit::HttpClient& notes;
};

struct BackendAccess {
    std::string url{};            // ends in a slash
    std::string service_token{};  // of db_service; empty where it wants none
    std::chrono::milliseconds timeout{5'000};
};

// One for each update, whose id goes along so that it can be followed through all logs.
class HttpBackend : public Backend {
public:
    HttpBackend(const BackendClients& clients, const BackendAccess& access, std::string request_id)
        : clients_{clients}, access_{access}, request_id_{std::move(request_id)} {}

    Got<api::RecommendAnswer> recommend(const api::RecommendRequest& asked) override;
    Got<api::SearchAnswer> search(const api::SearchQuery& asked) override;
    Got<api::FilmAnswer> film(const api::FilmQuery& asked) override;
    Got<api::FilmAnswer> random_film(const api::RandomQuery& asked) override;
    Got<api::MatchAnswer> match(const api::MatchRequest& asked) override;
    Got<PictureBytes> poster(const api::FilmQuery& asked) override;
    Got<core::Done> keep(const api::HistoryRequest& asked, std::string_view idempotency_key) override;
    Got<api::HistoryPage> history(const api::HistoryQuery& asked) override;
    Got<api::ShownAnswer> shown(const api::ShownRequest& asked) override;
    Got<api::RatingsPage> ratings(const api::RatingsQuery& asked) override;
    Got<core::Done> rate(const api::RatingsRequest& asked) override;
    Got<core::Done> remove_rating(const api::RatingQuery& asked) override;
    Got<api::SessionSettings> settings(const api::SessionPath& asked) override;
    Got<core::Done> put_settings(const api::SessionPath& session, const api::SessionSettings& settings) override;
    Got<std::string> everything_about(const api::SessionPath& session) override;
    Got<api::Forgotten> forget(const api::SessionQuery& session) override;

    // What no conversation needs.
    Got<api::SessionToken> open_session(const api::SessionRequest& asked);

private:
    Got<std::string> send(service_kit::Method method, const std::string& path, std::string body,
                          const service_kit::Headers& more = {}) const;

    const BackendClients clients_;
    const BackendAccess& access_;
    std::string request_id_;
};

}  // namespace tg_client
