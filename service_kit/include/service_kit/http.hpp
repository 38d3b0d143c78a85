// Requests and answers of HTTP as plain values: what a handler sees of the protocol.
//
// Knows nothing of sockets. Names of headers compare without regard to case. A response's body is shared, so that an
// answer that is kept is sent again without a copy.
#pragma once

#include "api/films.hpp"
#include "api/json.hpp"
#include "api/problem.hpp"

#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace service_kit {

enum class Method { get, head, post, put, patch, remove, options, other };

inline constexpr std::array<std::string_view, 8> method_names{"GET",   "HEAD",   "POST",    "PUT",
                                                              "PATCH", "DELETE", "OPTIONS", "OTHER"};
constexpr std::string_view method_name(Method method) { return method_names[static_cast<std::size_t>(method)]; }

class Headers {
public:
    // The first value of `name`; none where there is no such header.
    std::optional<std::string_view> find(std::string_view name) const;
    // All values of `name`, joined by ", " as HTTP means it; empty where there is none.
    std::string all(std::string_view name) const;
    void add(std::string_view name, std::string_view value);
    // Takes the place of what `name` had.
    void set(std::string_view name, std::string_view value);

    auto begin() const { return fields_.begin(); }
    auto end() const { return fields_.end(); }

private:
    std::vector<std::pair<std::string, std::string>> fields_;
};

struct Request {
    Method method = Method::get;
    std::string target{};                 // as it was sent: path and query string
    std::string path{};                   // without the query string, still encoded
    std::vector<std::string> segments{};  // of the path, decoded; an empty last one for a trailing slash is left out
    api::Parameters parameters{};         // of the query string, decoded; those of the path are put before them
    Headers headers{};
    std::string body{};
    std::string peer{};  // the address at the other end
    std::string id{};    // X-Request-ID, the client's where it makes sense
};

struct Response {
    int status = 200;
    std::string content_type = "application/json";
    Headers headers{};
    std::shared_ptr<const std::string> body{};
    std::optional<api::Problem> problem{};  // becomes the body when it is known under which id the request goes

    std::string_view text() const { return body ? std::string_view{*body} : std::string_view{}; }
};

// `target` taken apart into path, segments and parameters of `request`; false where it is no target.
bool read_target(std::string_view target, Request& request);

// Whether `accept`, the value of an Accept header, takes `content_type`.
bool accepts(std::string_view accept, std::string_view content_type);

// Whether `accept_encoding` allows gzip.
bool accepts_gzip(std::string_view accept_encoding);

// The first language of an Accept-Language header that is Russian or English, by quality; none where neither is there.
std::optional<api::Language> preferred_language(std::string_view accept_language);

// A weak validator of an answer with this body.
std::string etag_of(std::string_view body);

// Whether an If-None-Match header names `etag`, compared weakly.
bool names_etag(std::string_view if_none_match, std::string_view etag);

std::string_view reason_phrase(int status);

}  // namespace service_kit
