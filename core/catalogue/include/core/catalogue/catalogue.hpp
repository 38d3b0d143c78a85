// The films in memory: read-only, compact, shared by any number of threads.
//
// A catalogue is opened from the SQLite file that write_catalogue() wrote. Strings live in one pool and lists in one
// array, so a FilmView is a handful of pointers that stay valid as long as the catalogue does. Knows nothing of
// titles as people type them, of meaning or of ranking.
#pragma once

#include "core/base/result.hpp"

#include <compare>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace core::catalogue {

// The row of a film, 0 to size() - 1, most voted first. Good for one opened catalogue only; film ids last.
struct FilmIndex {
    std::uint32_t value{};
    friend auto operator<=>(FilmIndex, FilmIndex) = default;
};

// The number of a name in its Vocabulary, 0 to size() - 1.
using Term = std::uint32_t;

// What is known of one film. Strings are empty and numbers 0 where unknown.
struct FilmView {
    std::string_view id, title, title_ru, original_title, language, franchise;
    std::string_view synopsis_en, synopsis_ru, imdb, wikipedia;
    std::span<const std::string_view> aliases;
    std::span<const Term> countries, genres, keywords;  // of the vocabularies of these names
    std::span<const Term> directors, writers, cast;     // of people(); cast in order of billing
    int year{}, runtime_min{}, tmdb{}, kinopoisk{}, movielens{}, vote_count{}, votes{};
    float vote_average{};
};

// The distinct names of one kind (genres, say), each with its Russian name where the glossary has one.
class Vocabulary {
public:
    std::size_t size() const noexcept { return names_.size(); }
    std::string_view name(Term term) const { return names_[term]; }
    std::string_view name_ru(Term term) const { return names_ru_[term]; }  // empty where unknown
    std::string_view name_en(Term term) const { return names_en_[term]; }  // name() unless that is a code
    // The term called `name`, in English or Russian, whatever the case; none where there is no such name.
    std::optional<Term> find(std::string_view name) const;

private:
    friend class CatalogueReader;
    std::vector<std::string_view> names_, names_ru_, names_en_;
};

// Opened once, then only read.
class Catalogue {
public:
    // The catalogue in `file`. Fails with catalogue_missing, catalogue_damaged or catalogue_version.
    static Result<Catalogue> open(const std::filesystem::path& file);

    Catalogue(Catalogue&&) noexcept;
    Catalogue& operator=(Catalogue&&) noexcept;
    ~Catalogue();

    std::size_t size() const noexcept;
    const FilmView& film(FilmIndex film) const;
    std::span<const FilmView> films() const noexcept;  // films()[i] is film({i})

    // The film that `id` names, by its present id or any it had before; none where there is no such film.
    std::optional<FilmIndex> find(std::string_view id) const;

    const Vocabulary& genres() const noexcept;
    const Vocabulary& countries() const noexcept;
    const Vocabulary& keywords() const noexcept;
    const Vocabulary& people() const noexcept;

private:
    friend class CatalogueReader;
    struct State;
    explicit Catalogue(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace core::catalogue
