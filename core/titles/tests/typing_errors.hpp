// Typing errors made at random, the same ones on every run.
#pragma once

#include "title_judgement.hpp"

#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace core::titles {

// `text` with one letter left out, doubled, replaced by another of its alphabet, put in, or swapped with the next.
std::string with_typing_error(std::string_view text, std::mt19937& random);

// The `count` most voted films asked for by their English and Russian titles with one error (two in titles of twelve
// letters and more), and by what the title becomes in the other keyboard layout.
std::vector<JudgedQuery> mistyped_queries(std::span<const catalogue::FilmView> films, std::size_t count);

}  // namespace core::titles
