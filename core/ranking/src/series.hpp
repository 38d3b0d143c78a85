// Which films are parts of one series, and in what order.
//
// By the catalogue's franchises, and by titles that go on with a number ("Ёлки", "Ёлки 2"). Built once, then only read.
#pragma once

#include "core/catalogue/catalogue.hpp"
#include "folded_titles.hpp"

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace core::ranking {

class Series {
public:
    static constexpr std::uint32_t none = 0xFFFFFFFF;

    Series(const catalogue::Catalogue& films, const FoldedTitles& titles);

    // The number of the series `film` is part of, none where of none.
    std::uint32_t of(catalogue::FilmIndex film) const { return series_[film.value]; }

    // The parts of a series, the earliest first.
    std::span<const catalogue::FilmIndex> parts(std::uint32_t series) const { return parts_[series]; }

    bool same(catalogue::FilmIndex left, catalogue::FilmIndex right) const {
        return of(left) != none && of(left) == of(right);
    }

    // Whether somebody who is shown `later` should have been shown `earlier` first: an earlier part told by the same
    // people, or any earlier part when `later` bears a number or nothing is known of the people.
    bool leads_to(catalogue::FilmIndex earlier, catalogue::FilmIndex later) const;

private:
    using FilmsByTitle = std::map<std::string, std::vector<std::uint32_t>, std::less<>>;

    struct Continuation {
        std::string stem;
        int number;
        std::uint32_t film;
        bool translated;  // the title is not the film's own
    };

    void take_franchises();
    void continue_from(const std::vector<std::uint32_t>& bearers, const Continuation& later);
    void list_parts();

    const catalogue::Catalogue& films_;
    std::vector<std::uint32_t> series_;
    std::vector<bool> numbered_;
    std::vector<std::vector<catalogue::FilmIndex>> parts_;
};

}  // namespace core::ranking
