// Somebody who can be asked about a film: what to ask, and what the answers mean.
//
// Knows nothing of sockets, time-outs or caches: it is given a function that asks. Immutable, any thread. The answers
// are distrusted: what is not of the kind it should be is not there, and a film that is not the one that was asked for
// is not found.
#pragma once

#include "posters/facts.hpp"
#include "service_kit/http_client.hpp"

#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace posters {

using Ask = std::function<service_kit::ClientResult(service_kit::ClientRequest)>;

struct Access {
    std::string url{};  // where its API is, without a slash at the end
    std::string key{};
    std::string image_url{};  // where its pictures are, for those who keep them apart
};

class FactsProvider {
public:
    virtual ~FactsProvider() = default;
    virtual Provider name() const = 0;
    virtual Lookup look_up(const Film& film, api::Language language, const Ask& ask) const = 0;
    // Where the poster among `facts` is; empty where there is none.
    virtual std::string picture_url(const Facts& facts, api::PosterSize size) const = 0;
    // Whether this provider has its pictures there: other addresses are not asked, whoever names them.
    virtual bool has_pictures_at(std::string_view url) const = 0;
};

std::unique_ptr<const FactsProvider> make_provider(Provider provider, Access access);
std::unique_ptr<const FactsProvider> make_kinopoisk(Access access);
std::unique_ptr<const FactsProvider> make_omdb(Access access);
std::unique_ptr<const FactsProvider> make_tmdb(Access access);

}  // namespace posters
