// The genres as people name them, in Russian and English.
//
// The names in English are those that ml_service takes and tells. Pure functions.
#pragma once

#include "api/films.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace tg_client {

struct Genre {
    char letter{};  // in links; never changes
    std::string_view name{};
    std::string_view name_ru{};
};

const std::vector<Genre>& genres();
std::string_view name_in(const Genre& genre, api::Language language);

// "боевик", "боевиков", "ужастики", "comedies"; none for anything else, as "Война миров".
std::optional<Genre> genre_named(std::string_view words);
std::optional<Genre> genre_with(char letter);
// By the name in English, as a setting or a wish has it.
std::optional<Genre> genre_called(std::string_view name);

}  // namespace tg_client
