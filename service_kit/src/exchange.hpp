// One request on its way to its answer, and the small decisions of HTTP about it.
//
// Pure functions over plain values.
#pragma once

#include "http_server.hpp"
#include "site.hpp"

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace service_kit {

struct Exchange {
    Request request{};
    Responder respond{};
    std::shared_ptr<const Site> site{};
    const Route* route{};  // of the site; none where no route fits
    std::chrono::steady_clock::time_point begun = std::chrono::steady_clock::now();
    std::string asked{};  // the key under which the answer may be kept; empty where it may not
    bool packs = false;   // the client takes gzip
    bool was_kept = false;
};

// Why `request` is not what `route` takes, by its Accept and Content-Type headers.
std::optional<api::Problem> find_mismatch(const Route& route, const Request& request);

// All of a request that its answer depends on.
std::string what_was_asked(const Exchange& exchange);

// Turns an answer that the client has already, by If-None-Match, into 304.
void leave_out_unchanged(const Request& request, Response& response);
// Says to a browser that pages from the request's origin may read the answer, where it is one of `origins`.
void allow_origin(const std::vector<std::string>& origins, const Request& request, Response& response);

api::Problem not_ready();
api::Problem overloaded();
api::Problem no_such_path(const Request& request);
api::Problem wrong_method(const Request& request);
Response options_response(const std::vector<Method>& allowed);
// A problem, with the Allow header where the path takes other methods.
Response problem_response(api::Problem problem, const std::vector<Method>& allowed);

}  // namespace service_kit
