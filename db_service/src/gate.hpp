// The one way from a route to a handler of the API: past the authority.
//
// Whose token it is is looked at before what was asked is read, and whether it is for the session that was asked about
// before the handler is called. What names no session is for the services alone.
#pragma once

#include "db_service/authority.hpp"
#include "db_service/history_api.hpp"
#include "service_kit/route.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace db_service {

// The session that `asked` is about.
template <class Asked>
std::optional<std::string_view> session_in(const Asked& asked) {
    if constexpr (service_kit::is_placed<Asked>)
        return session_in(asked.path);
    else if constexpr (std::is_same_v<Asked, api::SessionPath>)
        return asked.id;
    else if constexpr (std::is_same_v<decltype(asked.session_id), std::string>)
        return asked.session_id;
    else
        return std::nullopt;
}

// A handler with the authority before it.
template <class Asked, class Answer>
class Guarded {
public:
    using Handler = service_kit::HandlerOf<HistoryApi, Asked, Answer>;

    Guarded(std::shared_ptr<const HistoryApi> api, std::shared_ptr<const Authority> authority, Handler handler)
        : api_{std::move(api)}, authority_{std::move(authority)}, handler_{handler} {}

    api::Outcome<Answer> answer(const Asked& asked, const service_kit::Call& call) const {
        if (auto refusal = authority_->refusal(call.request, session_in(asked))) return *std::move(refusal);
        return (api_.get()->*handler_)(asked, call);
    }

private:
    std::shared_ptr<const HistoryApi> api_;
    std::shared_ptr<const Authority> authority_;
    Handler handler_;
};

// Refuses at once what comes without a token, and lets nobody on the way keep an answer.
service_kit::Route closed_to_strangers(service_kit::Route route, std::shared_ptr<const Authority> authority);

class Gate {
public:
    Gate(std::shared_ptr<const HistoryApi> api, std::shared_ptr<const Authority> authority)
        : api_{std::move(api)}, authority_{std::move(authority)} {}

    template <class Asked, class Answer>
    service_kit::Route get(std::string path, std::string summary,
                           service_kit::HandlerOf<HistoryApi, Asked, Answer> handler) const {
        return guarded(told(service_kit::Method::get, std::move(path), std::move(summary)), handler);
    }
    template <class Asked, class Answer>
    service_kit::Route put(std::string path, std::string summary,
                           service_kit::HandlerOf<HistoryApi, Asked, Answer> handler) const {
        return guarded(told(service_kit::Method::put, std::move(path), std::move(summary)), handler);
    }
    template <class Asked, class Answer>
    service_kit::Route post(std::string path, std::string summary,
                            service_kit::HandlerOf<HistoryApi, Asked, Answer> handler) const {
        return guarded(told(service_kit::Method::post, std::move(path), std::move(summary)), handler);
    }
    // Answers 201.
    template <class Asked, class Answer>
    service_kit::Route create(std::string path, std::string summary,
                              service_kit::HandlerOf<HistoryApi, Asked, Answer> handler) const {
        auto route = told(service_kit::Method::post, std::move(path), std::move(summary));
        route.answer_status = 201;
        return guarded(std::move(route), handler);
    }
    template <class Asked, class Answer>
    service_kit::Route remove(std::string path, std::string summary,
                              service_kit::HandlerOf<HistoryApi, Asked, Answer> handler) const {
        return guarded(told(service_kit::Method::remove, std::move(path), std::move(summary)), handler);
    }

private:
    static service_kit::Route told(service_kit::Method method, std::string path, std::string summary) {
        return {.method = method, .path = std::move(path), .summary = std::move(summary)};
    }
    template <class Asked, class Answer>
    service_kit::Route guarded(service_kit::Route route,
                               service_kit::HandlerOf<HistoryApi, Asked, Answer> handler) const {
        auto behind = std::make_shared<const Guarded<Asked, Answer>>(api_, authority_, handler);
        return closed_to_strangers(
            service_kit::route(std::move(route), std::move(behind), &Guarded<Asked, Answer>::answer), authority_);
    }

    std::shared_ptr<const HistoryApi> api_;
    std::shared_ptr<const Authority> authority_;
};

}  // namespace db_service
