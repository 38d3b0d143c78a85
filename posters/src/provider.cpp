#include "provider.hpp"

#include <cstdlib>
#include <utility>

namespace posters {

std::unique_ptr<const FactsProvider> make_provider(Provider provider, Access access) {
    switch (provider) {
        case Provider::kinopoisk:
            return make_kinopoisk(std::move(access));
        case Provider::omdb:
            return make_omdb(std::move(access));
        case Provider::tmdb:
            return make_tmdb(std::move(access));
    }
    std::abort();  // unreachable: -Wswitch makes the list complete
}

}  // namespace posters
