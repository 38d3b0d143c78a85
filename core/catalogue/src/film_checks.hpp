// What is wrong with a film, seen by itself: its text, its numbers, the names it uses.
//
// Pure functions over a film that was read. Any number of threads.
#pragma once

#include "core/catalogue/film.hpp"
#include "core/catalogue/glossary.hpp"

#include <string>
#include <vector>

namespace core::catalogue {

// A flaw before its place is known.
struct Remark {
    std::string code{};
    std::string message{};
};

// The remarks on `film`, none where it is as data/README.md asks. Kinds of names that `vocabulary` lacks are skipped.
std::vector<Remark> check_film(const Film& film, const Glossary& vocabulary);

}  // namespace core::catalogue
