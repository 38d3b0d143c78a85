// What others know of a film, and which film is meant.
//
// Plain data. What is here has been checked: texts have no control characters, ratings are out of 10.
#pragma once

#include "api/details.hpp"
#include "core/base/result.hpp"

#include <array>
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace posters {

using api::Miss;
using api::Provider;

// A film as its catalogue knows it: numbers first, else titles and year.
struct Film {
    std::string id{};    // ours; what is kept is kept under it
    std::string imdb{};  // empty or 0 where unknown
    int tmdb{};
    int kinopoisk{};
    std::string title{};  // in English, or as in its country
    std::string title_ru{};
    std::string original_title{};
    int year{};
};

struct Facts {
    std::string poster{};        // an address, or what makes one; empty where there is none
    std::string small_poster{};  // the same about 360 pixels wide; empty where there is none
    std::vector<api::Rating> ratings{};
    std::vector<api::Description> descriptions{};
    std::vector<api::Link> links{};
};
BOOST_DESCRIBE_STRUCT(Facts, (), (poster, small_poster, ratings, descriptions, links))
constexpr auto notes(const Facts*) {
    using api::Note;
    return std::array{Note{"poster", "Address"}, Note{"small_poster", "Address"}, Note{"ratings", "Theirs"},
                      Note{"descriptions", "Theirs"}, Note{"links", "Pages"}};
}

// Why there are none. `wait` is what the provider asked for, where it did.
struct Missed {
    Miss miss{};
    std::chrono::seconds wait{};
};

using Lookup = core::Result<Facts, Missed>;

// "KinoPoisk".
std::string_view display_name(Provider provider);
// A sentence for people, in their language.
std::string text_of(Provider provider, Miss miss, api::Language language);

}  // namespace posters
