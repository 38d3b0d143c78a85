#include "explain.hpp"

#include <algorithm>
#include <optional>

namespace core::ranking {
namespace {

using catalogue::FilmIndex;
using catalogue::Term;

constexpr std::size_t most_reasons = 3;
// A signal that gave less of the score than this is no reason.
constexpr float least_share = 0.01F;

struct Case {
    const Knowledge& known;
    std::span<const FilmIndex> liked;
    FilmIndex film;
    const SignalValues& shares;
    float share(Signal signal) const { return shares[position(signal)]; }
};

// The terms that `film` shares with any of the liked films, the rarest first.
std::vector<Term> shared_terms(const Case& it, const TermMatrix& matrix) {
    std::vector<Term> all;
    for (const FilmIndex one : it.liked)
        for (const Term term : matrix.shared(one, it.film))
            if (std::ranges::find(all, term) == all.end()) all.push_back(term);
    std::ranges::stable_sort(all, std::ranges::greater{}, [&](Term term) { return matrix.rarity(term); });
    return all;
}

std::optional<Reason> by_terms(const Case& it, Signal signal, const TermMatrix& matrix) {
    if (it.share(signal) < least_share) return std::nullopt;
    Reason reason{signal, it.share(signal), shared_terms(it, matrix), {}, 0};
    return reason.terms.empty() ? std::nullopt : std::optional{reason};
}

// Players are named in the order of billing, which is how people know a film.
std::optional<Reason> by_cast(const Case& it) {
    auto reason = by_terms(it, Signal::cast, it.known.facts.cast);
    if (!reason) return reason;
    const auto billing = it.known.films.film(it.film).cast;
    std::ranges::stable_sort(reason->terms, {},
                             [&](Term person) { return std::ranges::find(billing, person) - billing.begin(); });
    return reason;
}

std::vector<Term> shared_genres(const Case& it) {
    std::vector<Term> all;
    const auto& genres = it.known.facts.genres;
    auto own = genres.sets[genres.of_film[it.film.value]];
    std::ranges::stable_sort(own, std::ranges::greater{}, &TermMatrix::Entry::weight);
    for (const auto& genre : own)
        if (std::ranges::any_of(it.liked, [&](FilmIndex one) {
                return std::ranges::find(it.known.films.film(one).genres, genre.id) !=
                       it.known.films.film(one).genres.end();
            }))
            all.push_back(genre.id);
    return all;
}

// The country that the film shares with a liked one, where that says something.
std::optional<Term> telling_country(const Case& it) {
    constexpr float says_something = 0.5F;
    const auto& facts = it.known.facts;
    const auto cinema = facts.tradition[it.film.value];
    if (facts.tradition_says[cinema] < says_something) return std::nullopt;
    const auto own = it.known.films.film(it.film).countries;
    for (const FilmIndex one : it.liked) {
        if (facts.tradition[one.value] != cinema) continue;
        const auto theirs = it.known.films.film(one).countries;
        const auto found = std::ranges::find_first_of(own, theirs);
        if (found != own.end()) return *found;
    }
    return std::nullopt;
}

int shared_decade(const Case& it) {
    const int decade = it.known.films.film(it.film).year / 10 * 10;
    const bool shared =
        std::ranges::any_of(it.liked, [&](FilmIndex one) { return it.known.films.film(one).year / 10 * 10 == decade; });
    return shared ? decade : 0;
}

// "Also a Soviet comedy of the 1970s": genre, country and time speak as one.
std::optional<Reason> by_kind(const Case& it) {
    Reason reason{Signal::genres, 0, shared_genres(it), telling_country(it), shared_decade(it)};
    if (!reason.terms.empty()) reason.share += it.share(Signal::genres);
    if (reason.country) reason.share += it.share(Signal::country);
    if (reason.decade != 0) reason.share += it.share(Signal::era);
    if (reason.terms.empty()) reason.signal = reason.country ? Signal::country : Signal::era;
    const bool says_nothing = reason.terms.empty() && !reason.country && reason.decade == 0;
    return says_nothing ? std::nullopt : std::optional{reason};
}

std::optional<Reason> by_itself(const Case& it, Signal signal, float least) {
    if (it.share(signal) < least) return std::nullopt;
    return Reason{signal, it.share(signal), {}, {}, 0};
}

bool has_russian_name(const Case& it, const Reason& reason) {
    return std::ranges::any_of(reason.terms,
                               [&](Term keyword) { return !it.known.films.keywords().name_ru(keyword).empty(); });
}

// To say so of two stories, both must be known and mean much the same.
bool tells_the_same_story(const Case& it) {
    constexpr float known = 0.5F, alike = 0.55F;
    const auto& theme = it.known.facts.theme;
    return theme[it.film.value] >= known && std::ranges::any_of(it.liked, [&](FilmIndex one) {
               return theme[one.value] >= known && it.known.blend.closeness(one, it.film) >= alike;
           });
}

}  // namespace

std::vector<Reason> find_reasons(const Knowledge& known, std::span<const FilmIndex> liked, FilmIndex film,
                                 const SignalValues& shares) {
    const Case it{known, liked, film, shares};
    std::vector<Reason> reasons;
    const auto tell = [&](std::optional<Reason> reason) {
        if (reason && reasons.size() < most_reasons) reasons.push_back(std::move(*reason));
    };
    tell(by_terms(it, Signal::director, known.facts.directors));
    tell(by_itself(it, Signal::franchise, least_share));
    // The parts of a series share their players anyway.
    if (it.share(Signal::franchise) < least_share) tell(by_cast(it));
    auto keywords = by_terms(it, Signal::keywords, known.facts.keywords);
    const bool keywords_told = keywords && has_russian_name(it, *keywords);
    if (keywords_told) tell(keywords);
    if (!keywords_told && tells_the_same_story(it)) tell(by_itself(it, Signal::meaning, least_share));
    if (reasons.empty()) tell(by_terms(it, Signal::writer, known.facts.writers));
    tell(by_kind(it));
    if (!keywords_told) tell(keywords);
    if (reasons.empty()) tell(by_itself(it, Signal::quality, least_share));
    if (reasons.empty()) tell(by_itself(it, Signal::popularity, least_share));
    return reasons;
}

}  // namespace core::ranking
