// Whether a film fulfils the conditions of a wish; what is unknown does not fulfil them.
//
// A view of the filters, for one request. No failure.
#pragma once

#include "core/catalogue/catalogue.hpp"
#include "core/ranking/wish.hpp"

namespace core::ranking {

class PassFilter {
public:
    // Keeps a reference to `filters`.
    explicit PassFilter(const Filters& filters) : filters_{filters} {}

    bool operator()(const catalogue::FilmView& film) const;

private:
    bool genres_fit(const catalogue::FilmView& film) const;
    const Filters& filters_;
};

}  // namespace core::ranking
