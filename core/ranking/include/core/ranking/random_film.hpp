// A film drawn by lot from those that people would be glad of.
//
// A pure function of the catalogue and the lot: one pass over the films, nothing is kept. Any number of threads.
#pragma once

#include "core/catalogue/catalogue.hpp"
#include "core/ranking/wish.hpp"

#include <optional>
#include <string>
#include <vector>

namespace core::ranking {

// Another seed draws another film.
struct Lot {
    std::string seed{};
    Filters filters{};
    std::vector<catalogue::FilmIndex> excluded{};
};

// One of the films that fulfil the lot's filters and are not excluded, each as likely as another; none where there is
// no such film. Those that are well known and well rated are drawn before any other. Excluding films changes what is
// drawn only where the drawn film is one of them.
std::optional<catalogue::FilmIndex> random_film(const catalogue::Catalogue& films, const Lot& lot);

}  // namespace core::ranking
