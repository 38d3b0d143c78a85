// From what a person asked, in words, to films and reasons: titles resolved, filters named, films ranked.
//
// What the command line, the HTTP service and the bot have in common. Immutable after construction, any number of
// threads; keeps references to the catalogue and its vectors. Knows nothing of how questions come in or answers look.
#pragma once

#include "core/base/result.hpp"
#include "core/catalogue/catalogue.hpp"
#include "core/catalogue/film_vectors.hpp"
#include "core/ranking/recommender.hpp"
#include "core/titles/title_index.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace core::ranking {

// Films and names as they were typed, in Russian or English; films also by id.
struct AdviceRequest {
    std::vector<std::string> liked{};  // at least one; several make one wish
    std::optional<int> year{};         // of the first film that is liked
    std::vector<std::string> disliked{};
    // Ids or titles. What names no film is passed over; where a title fits several equally, all of them are left out.
    std::vector<std::string> excluded{};
    std::vector<std::string> genres{}, without_genres{}, countries{};
    Filters bounds{};  // years, minutes and rating; its terms come from the three lists above
    std::size_t limit = 5;
    std::size_t offset = 0;
};

// How a text led to a film: it is its id, it names it, or it tells what it is about.
enum class MatchedBy { id, title, description };

// A text, and the film it was taken for.
struct NamedFilm {
    std::string text{};
    std::optional<catalogue::FilmIndex> film{};
    float confidence{};
    MatchedBy matched_by = MatchedBy::title;
    std::vector<titles::Candidate> others{};  // which it might mean as well
};

struct Advice {
    std::vector<NamedFilm> liked{};
    // Filled, and `page` empty, where the text `liked[unclear]` fits several films equally.
    std::vector<titles::Candidate> choices{};
    std::size_t unclear{};
    Page page{};
};

// Codes: no_wish, unknown_film (with the nearest titles), unknown_genre, unknown_country (with what
// there is in the remedy).
struct AdviceFault {
    Fault fault{};
    std::string text{};
    std::vector<titles::Candidate> nearest{};
};

class Advisor {
public:
    Advisor(const catalogue::Catalogue& films, const catalogue::FilmVectors& vectors);

    Result<Advice, AdviceFault> advise(const AdviceRequest& request) const;

    // What `request` asks of the films beside those it names: filters, films to leave out, page. Fails as advise()
    // does.
    Result<Wish, AdviceFault> conditions_of(const AdviceRequest& request) const;

    // What film `text` names: an id, or a title as people type it.
    titles::Resolution resolve(const titles::TitleQuery& query) const;

    const catalogue::Catalogue& films() const noexcept { return films_; }

private:
    using Found = std::optional<AdviceFault>;
    Found name_filters(const AdviceRequest& request, Filters& filters) const;
    Found name_terms(const std::vector<std::string>& names, const catalogue::Vocabulary& vocabulary,
                     std::string_view kind, std::vector<catalogue::Term>& terms) const;
    Found name_liked(const AdviceRequest& request, Advice& advice, Wish& wish) const;
    Found name_disliked(const AdviceRequest& request, Wish& wish) const;
    void name_excluded(const AdviceRequest& request, Wish& wish) const;

    const catalogue::Catalogue& films_;
    titles::TitleIndex titles_;
    Recommender recommender_;
};

}  // namespace core::ranking
