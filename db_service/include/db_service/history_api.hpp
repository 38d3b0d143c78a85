// The HTTP API over the store: every route of db_service.
//
// Immutable, any number of threads. Who may ask is decided in one place for all of them (authority.hpp).
#pragma once

#include "db_service/authority.hpp"
#include "db_service/history_store.hpp"
#include "service_kit/route.hpp"

#include <memory>
#include <vector>

namespace db_service {

class HistoryApi {
public:
    using Call = service_kit::Call;
    using AddedEntry = service_kit::Reply<api::HistoryEntry>;
    using NewSettings = service_kit::Placed<api::SessionPath, api::SessionSettings>;

    HistoryApi(std::shared_ptr<const HistoryStore> store, std::shared_ptr<const Authority> authority)
        : store_{std::move(store)}, authority_{std::move(authority)} {}

    api::Outcome<api::SessionToken> open_session(const api::SessionRequest& asked, const Call& call) const;
    api::Outcome<AddedEntry> add(const api::HistoryRequest& asked, const Call& call) const;
    api::Outcome<api::HistoryPage> history(const api::HistoryQuery& asked, const Call& call) const;
    api::Outcome<api::ShownAnswer> shown(const api::ShownRequest& asked, const Call& call) const;
    api::Outcome<api::Forgotten> forget(const api::SessionQuery& asked, const Call& call) const;
    api::Outcome<api::RatingsStored> rate(const api::RatingsRequest& asked, const Call& call) const;
    api::Outcome<api::RatingsPage> ratings(const api::RatingsQuery& asked, const Call& call) const;
    api::Outcome<api::RatingRemoved> remove_rating(const api::RatingQuery& asked, const Call& call) const;
    api::Outcome<api::SessionSettings> settings(const api::SessionPath& asked, const Call& call) const;
    api::Outcome<api::SessionSettings> put_settings(const NewSettings& asked, const Call& call) const;
    api::Outcome<api::SessionExport> all_of(const api::SessionPath& asked, const Call& call) const;

private:
    std::shared_ptr<const HistoryStore> store_;
    std::shared_ptr<const Authority> authority_;
};

// The whole API, a line a route.
std::vector<service_kit::Route> routes_of(const std::shared_ptr<const HistoryStore>& store,
                                          const std::shared_ptr<const Authority>& authority);

}  // namespace db_service
