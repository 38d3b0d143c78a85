#include "core/catalogue/catalogue.hpp"

#include "core/catalogue/glossary.hpp"
#include "core/text/fold.hpp"
#include "schema.hpp"
#include "sqlite.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <memory_resource>

namespace core::catalogue {
namespace {

// An id as a number that sorts: what kind it is in the upper bits, its digits below.
using IdKey = std::uint64_t;
enum class IdKind : std::uint64_t { imdb = 1, tmdb, kinopoisk, title_hash };

constexpr IdKey id_key(IdKind kind, std::uint64_t number) { return static_cast<IdKey>(kind) << 60U | number; }

std::optional<std::uint64_t> number_in(std::string_view digits, int base) {
    std::uint64_t number{};
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number, base);
    if (error != std::errc{} || end != digits.data() + digits.size() || number >> 60U != 0) return std::nullopt;
    return number;
}

std::optional<IdKey> key_of(std::string_view id) {
    struct Form {
        std::string_view prefix;
        IdKind kind;
        int base;
    };
    constexpr std::array forms{Form{"tt", IdKind::imdb, 10}, Form{"tm", IdKind::tmdb, 10},
                               Form{"kp", IdKind::kinopoisk, 10}, Form{"f", IdKind::title_hash, 16}};
    for (const auto& [prefix, kind, base] : forms) {
        if (!id.starts_with(prefix)) continue;
        if (const auto number = number_in(id.substr(prefix.size()), base)) return id_key(kind, *number);
    }
    return std::nullopt;
}

}  // namespace

std::optional<Term> Vocabulary::find(std::string_view name) const {
    const auto folded = text::fold(name);
    for (Term term = 0; term < size(); ++term)
        for (const auto known : {names_[term], names_en_[term], names_ru_[term]})
            if (!known.empty() && text::fold(known) == folded) return term;
    return std::nullopt;
}

struct Catalogue::State {
    std::pmr::monotonic_buffer_resource memory{1 << 20};  // all strings and lists, freed together
    std::vector<FilmView> films;
    std::array<Vocabulary, term_kinds> vocabularies;
    std::vector<std::pair<IdKey, std::uint32_t>> ids;  // sorted

    const Vocabulary& vocabulary(TermKind kind) const { return vocabularies[static_cast<std::size_t>(kind)]; }
};

// Fills a State from the file; throws SqliteError where the file makes no sense.
class CatalogueReader {
public:
    CatalogueReader(Connection& connection, Catalogue::State& state) : connection_{connection}, state_{state} {}

    void read() {
        read_terms();
        for (auto row = connection_.prepare(select_films); row.step();) state_.films.push_back(film_in(row));
        std::ranges::sort(state_.ids);
    }

    static Catalogue finish(std::unique_ptr<Catalogue::State> state) { return Catalogue{std::move(state)}; }

private:
    std::string_view keep(std::string_view text) {
        if (text.empty()) return {};
        auto* copy = static_cast<char*>(state_.memory.allocate(text.size(), 1));
        std::memcpy(copy, text.data(), text.size());
        return {copy, text.size()};
    }

    template <class Value>
    std::span<Value> room_for(std::size_t count) {
        return {static_cast<Value*>(state_.memory.allocate(count * sizeof(Value), alignof(Value))), count};
    }

    void read_terms() {
        for (auto row = connection_.prepare(select_terms); row.step();) {
            const auto kind = row.integer(0);
            if (kind < 0 || kind >= term_kinds) throw SqliteError{"a term is of an unknown kind"};
            auto& vocabulary = state_.vocabularies[static_cast<std::size_t>(kind)];
            if (row.integer(1) != static_cast<std::int64_t>(vocabulary.size()))
                throw SqliteError{"the terms are not numbered in order"};
            const auto name = keep(row.text(2));
            const auto name_en = keep(row.text(3));
            vocabulary.names_.push_back(name);
            vocabulary.names_en_.push_back(name_en.empty() ? name : name_en);
            vocabulary.names_ru_.push_back(keep(row.text(4)));
        }
    }

    std::span<const Term> terms_in(const Statement& row, int column, TermKind kind) {
        const auto bytes = row.bytes(column);
        const auto terms = room_for<Term>(bytes.size() / sizeof(Term));
        if (!terms.empty()) std::memcpy(terms.data(), bytes.data(), terms.size_bytes());
        const auto known = state_.vocabulary(kind).size();
        if (std::ranges::any_of(terms, [known](Term term) { return term >= known; }))
            throw SqliteError{"a film names a term that is not there"};
        return terms;
    }

    std::span<const std::string_view> lines_in(std::string_view text) {
        if (text.empty()) return {};
        const auto kept = keep(text);
        const auto lines = room_for<std::string_view>(1 + static_cast<std::size_t>(std::ranges::count(kept, '\n')));
        std::size_t start = 0;
        for (auto& line : lines) {
            const auto end = std::min(kept.find('\n', start), kept.size());
            line = kept.substr(start, end - start);
            start = end + 1;
        }
        return lines;
    }

    FilmView film_in(const Statement& row) {
        int column = 0;
        const auto text = [&] { return keep(row.text(column++)); };
        const auto number = [&] { return static_cast<int>(row.integer(column++)); };
        const auto terms = [&](TermKind kind) { return terms_in(row, column++, kind); };

        if (row.integer(column++) != static_cast<std::int64_t>(state_.films.size()))
            throw SqliteError{"the films are not numbered in order"};
        FilmView film;
        film.id = text();
        const auto title_hash = static_cast<std::uint64_t>(row.integer(column++));
        film.title = text();
        film.title_ru = text();
        film.original_title = text();
        film.aliases = lines_in(row.text(column++));
        film.year = number();
        film.language = text();
        film.runtime_min = number();
        film.countries = terms(TermKind::country);
        film.genres = terms(TermKind::genre);
        film.keywords = terms(TermKind::keyword);
        film.directors = terms(TermKind::person);
        film.writers = terms(TermKind::person);
        film.cast = terms(TermKind::person);
        film.franchise = text();
        film.synopsis_en = text();
        film.synopsis_ru = text();
        film.imdb = text();
        film.tmdb = number();
        film.kinopoisk = number();
        film.movielens = number();
        film.wikipedia = text();
        film.vote_average = static_cast<float>(row.real(column++));
        film.vote_count = number();
        film.votes = number();
        remember_ids(film, title_hash);
        return film;
    }

    void remember_ids(const FilmView& film, std::uint64_t title_hash) {
        const auto row = static_cast<std::uint32_t>(state_.films.size());
        if (const auto key = key_of(film.imdb)) state_.ids.emplace_back(*key, row);
        if (film.tmdb > 0) state_.ids.emplace_back(id_key(IdKind::tmdb, static_cast<std::uint64_t>(film.tmdb)), row);
        if (film.kinopoisk > 0)
            state_.ids.emplace_back(id_key(IdKind::kinopoisk, static_cast<std::uint64_t>(film.kinopoisk)), row);
        state_.ids.emplace_back(id_key(IdKind::title_hash, title_hash), row);
    }

    Connection& connection_;
    Catalogue::State& state_;
};

Result<Catalogue> Catalogue::open(const std::filesystem::path& file) {
    std::error_code error;
    if (!std::filesystem::exists(file, error))
        return Fault{"catalogue_missing", "there is no catalogue at " + file.string(),
                     "make one with kinosovet import, or name its folder with --data"};
    try {
        Connection connection{file, Connection::Mode::read_only};
        const auto version = connection.pragma("user_version");
        if (connection.pragma("application_id") != application_id)
            return Fault{"catalogue_damaged", file.string() + " is not a Kinosovet catalogue",
                         "make it again with kinosovet import"};
        if (version != schema_version)
            return Fault{"catalogue_version",
                         file.string() + " has schema version " + std::to_string(version) + ", this program reads " +
                             std::to_string(schema_version),
                         "make it again with kinosovet import, or use the program that made it"};
        const auto pages = connection.pragma("page_count") * connection.pragma("page_size");
        if (std::filesystem::file_size(file) < static_cast<std::uintmax_t>(pages))
            throw SqliteError{"its end is missing"};
        auto state = std::make_unique<State>();
        CatalogueReader{connection, *state}.read();
        return CatalogueReader::finish(std::move(state));
    } catch (const std::runtime_error& fault) {
        return Fault{"catalogue_damaged", file.string() + " is damaged: " + fault.what(),
                     "make it again with kinosovet import"};
    }
}

Catalogue::Catalogue(std::unique_ptr<State> state) : state_{std::move(state)} {}
Catalogue::Catalogue(Catalogue&&) noexcept = default;
Catalogue& Catalogue::operator=(Catalogue&&) noexcept = default;
Catalogue::~Catalogue() = default;

std::size_t Catalogue::size() const noexcept { return state_->films.size(); }
const FilmView& Catalogue::film(FilmIndex film) const { return state_->films[film.value]; }
std::span<const FilmView> Catalogue::films() const noexcept { return state_->films; }

std::optional<FilmIndex> Catalogue::find(std::string_view id) const {
    const auto key = key_of(id);
    if (!key) return std::nullopt;
    const auto found = std::ranges::lower_bound(state_->ids, std::pair{*key, std::uint32_t{0}});
    if (found == state_->ids.end() || found->first != *key) return std::nullopt;
    return FilmIndex{found->second};
}

const Vocabulary& Catalogue::genres() const noexcept { return state_->vocabulary(TermKind::genre); }
const Vocabulary& Catalogue::countries() const noexcept { return state_->vocabulary(TermKind::country); }
const Vocabulary& Catalogue::keywords() const noexcept { return state_->vocabulary(TermKind::keyword); }
const Vocabulary& Catalogue::people() const noexcept { return state_->vocabulary(TermKind::person); }

}  // namespace core::catalogue
