#include "film_facts.hpp"

#include "core/catalogue/keywords.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace core::ranking {
namespace {

using catalogue::Catalogue;
using catalogue::FilmView;
using catalogue::Term;

constexpr int year_zero = 1869;
constexpr std::size_t leading_cast = 6;

std::uint8_t year_number(int year) {
    return year <= year_zero ? 0 : static_cast<std::uint8_t>(std::min(year - year_zero, 255));
}

// One synopsis or four keywords tell what a film is about.
float theme_known(const FilmView& film, std::size_t keywords) {
    if (!film.synopsis_en.empty()) return 1.0F;
    return std::min(1.0F, static_cast<float>(keywords) / 4.0F);
}

float obscurity_of(int votes) {
    // Nobody said how well it is known, which is another thing than being known to nobody.
    constexpr float untold = 0.3F;
    if (votes == 0) return untold;
    const float known = std::log1p(static_cast<float>(std::max(votes, 0))) / std::log1p(500.0F);
    return std::max(0.0F, 1.0F - known);
}

// Countries that are no more, and those whose language is not told: the cinema they stand for.
std::string_view cinema_of_country(std::string_view country) {
    static const std::map<std::string_view, std::string_view> cinemas{
        {"SU", "ru"}, {"RU", "ru"}, {"BY", "ru"}, {"FR", "fr"}, {"IT", "it"}, {"DE", "de"}, {"DD", "de"}, {"AT", "de"},
        {"JP", "ja"}, {"KR", "ko"}, {"CN", "zh"}, {"HK", "zh"}, {"TW", "zh"}, {"IN", "hi"}, {"ES", "es"}, {"SE", "sv"},
        {"DK", "da"}, {"NO", "no"}, {"FI", "fi"}, {"PL", "pl"}, {"CZ", "cs"}, {"CS", "cs"}, {"HU", "hu"}, {"RO", "ro"},
        {"YU", "sr"}, {"RS", "sr"}, {"TR", "tr"}, {"IR", "fa"}, {"US", "US"}, {"GB", "GB"}};
    const auto found = cinemas.find(country);
    return found == cinemas.end() ? country : found->second;
}

bool made_in(const FilmView& film, const Catalogue& films, std::string_view country) {
    return std::ranges::any_of(film.countries, [&](Term term) { return films.countries().name(term) == country; });
}

// English is spoken in several cinemas, so there the country decides; elsewhere the language says it best.
std::string_view cinema_of(const FilmView& film, const Catalogue& films) {
    if (made_in(film, films, "SU")) return "ru";
    if (film.language == "cn") return "zh";
    if (!film.language.empty() && film.language != "en") return film.language;
    if (film.countries.empty()) return film.language.empty() ? "" : "US";
    if (made_in(film, films, "US")) return "US";
    return cinema_of_country(films.countries().name(film.countries.front()));
}

// Gives each distinct string a number from 1; 0 is the empty one. Beyond 255 all are "unknown".
class Numbering {
public:
    std::uint8_t number(std::string_view text) {
        if (text.empty()) return 0;
        const auto [at, added] = numbers_.try_emplace(std::string{text}, numbers_.size() + 1);
        return at->second > 255 ? std::uint8_t{0} : static_cast<std::uint8_t>(at->second);
    }

private:
    std::map<std::string, std::size_t, std::less<>> numbers_;
};

std::uint8_t tones_of(std::span<const Term> genres, const Catalogue& films) {
    static constexpr std::array<std::string_view, 3> tones{"Comedy", "Animation", "Documentary"};
    std::uint8_t bits = 0;
    for (const Term genre : genres) {
        const auto tone = std::ranges::find(tones, films.genres().name(genre));
        if (tone != tones.end()) bits |= static_cast<std::uint8_t>(1U << (tone - tones.begin()));
    }
    return bits;
}

TermMatrix keyword_matrix(const Catalogue& films) {
    std::vector<bool> remark(films.keywords().size());
    for (Term term = 0; term < remark.size(); ++term)
        remark[term] = catalogue::is_production_remark(films.keywords().name(term));
    std::vector<Term> kept;
    return {films.size(), remark.size(),
            [&, kept](std::size_t film) mutable {
                kept.clear();
                std::ranges::copy_if(films.films()[film].keywords, std::back_inserter(kept),
                                     [&](Term term) { return !remark[term]; });
                return std::span<const Term>{kept};
            },
            1.0F};
}

TermMatrix people_matrix(const Catalogue& films, std::span<const Term> FilmView::*people, float doubt) {
    return {films.size(), films.people().size(),
            [&, people](std::size_t film) {
                const auto all = films.films()[film].*people;
                return all.first(std::min(all.size(), leading_cast));
            },
            doubt};
}

}  // namespace

float quality_of(int votes, float average) {
    if (votes <= 0 || !(average > 0)) return 0.5F;
    // On a scale of five stars: ten votes of 3.25 stand for what is not known, twenty votes from outside count as one.
    const float seen = static_cast<float>(votes) / 20.0F;
    const float stars = (32.5F + seen * average / 2.0F) / (10.0F + seen) - 3.25F;
    return std::clamp(0.5F + stars / 2.5F, 0.0F, 1.0F);
}

float popularity_of(int votes) { return std::min(1.0F, std::log1p(static_cast<float>(std::max(votes, 0))) / 10.0F); }

int GenreSets::tones_apart(std::size_t left_set, std::size_t right_set) const {
    if (sets[left_set].empty() || sets[right_set].empty()) return 0;
    return std::popcount(static_cast<unsigned>(tones[left_set] ^ tones[right_set]));
}

float GenreSets::similarity(catalogue::FilmIndex left, catalogue::FilmIndex right) const {
    float sum = 0;
    for (const auto& own : sets[of_film[left.value]])
        for (const auto& other : sets[of_film[right.value]])
            if (own.id == other.id) sum += own.weight * other.weight;
    return sum;
}

FilmFacts::FilmFacts(const Catalogue& films)
    : keywords{keyword_matrix(films)},
      cast{people_matrix(films, &FilmView::cast, 1.0F)},
      directors{people_matrix(films, &FilmView::directors, 0.0F)},
      writers{people_matrix(films, &FilmView::writers, 0.0F)} {
    Numbering languages;
    for (std::size_t row = 0; row < films.size(); ++row) {
        const FilmView& film = films.films()[row];
        const int votes = std::max(film.votes, film.vote_count);
        year.push_back(year_number(film.year));
        language.push_back(languages.number(film.language));
        theme.push_back(theme_known(film, keywords.of({static_cast<std::uint32_t>(row)}).size()));
        popularity.push_back(popularity_of(votes));
        quality.push_back(quality_of(film.vote_count, film.vote_average));
        obscurity.push_back(obscurity_of(votes));
    }
    for (std::size_t years = 0; years < era_by_distance.size(); ++years)
        era_by_distance[years] = std::exp(-static_cast<float>(years) / 10.0F);
    number_genres(films);
    number_traditions(films);
}

void FilmFacts::number_genres(const Catalogue& films) {
    const TermMatrix matrix{films.size(), films.genres().size(),
                            [&](std::size_t film) { return films.films()[film].genres; }, 0.0F};
    genres.genres = films.genres().size();
    std::map<std::vector<Term>, std::uint16_t> numbers;
    for (std::uint32_t film = 0; film < films.size(); ++film) {
        const auto own = matrix.of({film});
        std::vector<Term> terms;
        std::ranges::transform(own, std::back_inserter(terms), &TermMatrix::Entry::id);
        // A catalogue with more combinations than this has nonsense for genres; the rest count as without.
        const bool full = genres.sets.size() == std::numeric_limits<std::uint16_t>::max();
        if (full && !numbers.contains(terms)) terms.clear();
        const auto [at, added] = numbers.try_emplace(terms, static_cast<std::uint16_t>(genres.sets.size()));
        if (added) genres.tones.push_back(tones_of(terms, films));
        if (added)
            genres.sets.emplace_back(terms.empty() ? std::vector<TermMatrix::Entry>{}
                                                   : std::vector(own.begin(), own.end()));
        genres.of_film.push_back(at->second);
    }
}

void FilmFacts::number_traditions(const Catalogue& films) {
    Numbering cinemas;
    std::array<std::size_t, 256> counts{};
    std::size_t known = 0;
    for (const FilmView& film : films.films()) {
        tradition.push_back(cinemas.number(cinema_of(film, films)));
        ++counts[tradition.back()];
        known += tradition.back() != 0 ? 1 : 0;
    }
    tradition_says.assign(counts.size(), 0.0F);
    // Sharing one of the largest cinemas says next to nothing, sharing one of a twentieth of all films or less says
    // all.
    for (std::size_t cinema = 1; cinema < counts.size(); ++cinema)
        if (counts[cinema] > 0)
            tradition_says[cinema] = std::min(
                1.0F, std::log(static_cast<float>(known) / static_cast<float>(counts[cinema])) / std::log(20.0F));
}

}  // namespace core::ranking
