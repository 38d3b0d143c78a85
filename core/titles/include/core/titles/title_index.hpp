// From what a person typed to the film that was meant.
//
// Finds films by exact and folded titles, aliases, parts of titles, numbers of a series, transliteration, the wrong
// keyboard layout, typing errors, word order and initials, in Russian and English. Built once from the films and then
// only read, so any number of threads may ask at once. It keeps numbers and spellings of its own, but reads the
// films' strings again while resolving: they must outlive it. Knows nothing of what films are about.
#pragma once

#include "core/catalogue/catalogue.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace core::titles {

struct TitleQuery {
    std::string_view text{};    // as typed; only the first 256 code points are read
    std::optional<int> year{};  // selects among films; one year off is forgiven
    std::size_t limit = 10;     // how many candidates at most
};

// How the text led to the film.
enum class MatchKind : std::uint8_t { exact, sound, word_order, part, sequel, abbreviation, spelling };

struct Candidate {
    catalogue::FilmIndex film{};
    float confidence{};  // 0 to 1
    MatchKind match{};

    friend bool operator==(const Candidate&, const Candidate&) = default;
};

enum class Outcome : std::uint8_t {
    one_film,       // the first candidate is meant
    several_films,  // the first `choices` candidates fit equally: offer them, do not guess
    no_film,        // the text names no film; candidates are the nearest titles, if any
};

struct Resolution {
    Outcome outcome = Outcome::no_film;
    std::size_t choices{};                // 1 for one_film, 0 for no_film; never more than the limit asked for
    std::vector<Candidate> candidates{};  // by falling confidence
};

struct IndexState;

class TitleIndex {
public:
    // An index of `films`, whose order is the one FilmIndex counts in; pass catalogue.films().
    explicit TitleIndex(std::span<const catalogue::FilmView> films);

    TitleIndex(TitleIndex&&) noexcept;
    TitleIndex& operator=(TitleIndex&&) noexcept;
    ~TitleIndex();

    // The films that `query` may mean, best first. Equal titles are told apart by votes: ten times those of the next
    // make it one film, otherwise it is a choice. Bytes that are no UTF-8 are read as U+FFFD.
    Resolution resolve(const TitleQuery& query) const;

    // Bytes the index holds, for measuring.
    std::size_t memory_bytes() const noexcept;

private:
    std::unique_ptr<const IndexState> state_;
};

}  // namespace core::titles
