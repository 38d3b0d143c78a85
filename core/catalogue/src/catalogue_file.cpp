#include "core/catalogue/catalogue_file.hpp"

#include "core/catalogue/catalogue.hpp"
#include "draft_file.hpp"
#include "film_key.hpp"
#include "schema.hpp"
#include "sqlite.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <numeric>
#include <unordered_map>
#include <unordered_set>

namespace core::catalogue {
namespace {

// The numbers given to the names of one kind, in the order they are met.
class TermNumbers {
public:
    std::vector<Term> numbers_of(const std::vector<std::string>& names) {
        std::vector<Term> numbers;
        for (const auto& name : names) {
            const auto [known, is_new] = numbers_.try_emplace(name, static_cast<Term>(names_.size()));
            if (is_new) names_.push_back(&known->first);
            numbers.push_back(known->second);
        }
        return numbers;
    }
    const std::vector<const std::string*>& names() const { return names_; }

private:
    std::unordered_map<std::string, Term> numbers_;
    std::vector<const std::string*> names_;
};

class FilmWriter {
public:
    explicit FilmWriter(Connection& connection) : connection_{connection}, film_{connection.prepare(insert_film)} {}

    void write(const Film& film, std::int64_t row) {
        int column = 0;
        const auto bind = [&](auto&& value) { film_.bind(++column, value); };
        const auto number = [&](std::int64_t value) { film_.bind(++column, value); };
        const auto id = film_id(film);
        const auto aliases = joined(film.aliases);
        const std::array lists{numbers(TermKind::country, film.countries), numbers(TermKind::genre, film.genres),
                               numbers(TermKind::keyword, film.keywords),  numbers(TermKind::person, film.directors),
                               numbers(TermKind::person, film.writers),    numbers(TermKind::person, film.cast)};
        number(row);
        bind(std::string_view{id});
        number(static_cast<std::int64_t>(title_hash(film)));
        for (const auto* text : {&film.title, &film.title_ru, &film.original_title, &aliases})
            bind(std::string_view{*text});
        number(film.year);
        bind(std::string_view{film.language});
        number(film.runtime_min);
        for (const auto& list : lists) bind(std::as_bytes(std::span{list}));
        for (const auto* text : {&film.franchise, &film.synopsis_en, &film.synopsis_ru, &film.ids.imdb})
            bind(std::string_view{*text});
        for (const int public_id : {film.ids.tmdb, film.ids.kinopoisk, film.ids.movielens}) number(public_id);
        bind(std::string_view{film.ids.wikipedia});
        bind(film.vote_average);
        number(film.vote_count);
        number(film.votes);
        film_.run();
    }

    void write_terms(const Glossary& glossary) {
        auto statement = connection_.prepare(insert_term);
        for (int kind = 0; kind < term_kinds; ++kind) {
            const auto& names = terms_[static_cast<std::size_t>(kind)].names();
            for (std::size_t number = 0; number < names.size(); ++number) {
                const auto& translation = glossary.find(static_cast<TermKind>(kind), *names[number]);
                statement.bind(1, std::int64_t{kind});
                statement.bind(2, static_cast<std::int64_t>(number));
                statement.bind(3, std::string_view{*names[number]});
                statement.bind(4, std::string_view{translation.name_en});
                statement.bind(5, std::string_view{translation.name_ru});
                statement.run();
            }
        }
    }

private:
    std::vector<Term> numbers(TermKind kind, const std::vector<std::string>& names) {
        return terms_[static_cast<std::size_t>(kind)].numbers_of(names);
    }
    static std::string joined(const std::vector<std::string>& lines) {
        std::string text;
        for (const auto& line : lines) text += (text.empty() ? "" : "\n") + line;
        return text;
    }

    Connection& connection_;
    Statement film_;
    std::array<TermNumbers, term_kinds> terms_;
};

Result<Written> write_films(const FilmStream& stream, const Glossary& glossary, Connection& connection) {
    FilmWriter writer{connection};
    std::unordered_set<std::string> ids;
    Written written;
    for (;;) {
        auto film = stream();
        if (!film) return film.error();
        if (!film.value()) break;
        if (ids.insert(film_id(*film.value())).second)
            writer.write(*film.value(), static_cast<std::int64_t>(written.films++));
        else
            ++written.same_id;
    }
    writer.write_terms(glossary);
    return written;
}

Fault unwritable(const std::filesystem::path& file, const std::string& why) {
    return {"catalogue_unwritable", file.string() + " cannot be written: " + why,
            "check the folder's permissions and the free space on the disk"};
}

Fault damaged(const std::filesystem::path& file, const std::string& why) {
    return {"catalogue_damaged", file.string() + " is damaged: " + why, "make it again with kinosovet import"};
}

std::optional<VectorIndex> read_index(Connection& connection, std::size_t films) {
    auto header = connection.prepare(select_vector_index);
    if (!header.step()) return std::nullopt;
    const auto dimensions = static_cast<std::size_t>(header.integer(1));
    const auto mean = header.bytes(2);
    if (dimensions == 0 || dimensions > 8192 || mean.size() != dimensions * sizeof(float))
        throw SqliteError{"the vectors' dimensions make no sense"};
    VectorIndex index{std::string{header.text(0)}, std::vector<float>(dimensions), FilmVectors{films, dimensions}};
    std::memcpy(index.mean.data(), mean.data(), mean.size());
    for (auto row = connection.prepare(select_vectors); row.step();) {
        const auto film = static_cast<std::uint64_t>(row.integer(0));
        const auto bytes = row.bytes(3);
        if (film >= films || bytes.size() != dimensions) throw SqliteError{"a vector belongs to no film"};
        const FilmIndex index_of_film{static_cast<std::uint32_t>(film)};
        index.vectors.set(index_of_film, {reinterpret_cast<const std::int8_t*>(bytes.data()), bytes.size()},
                          static_cast<float>(row.real(1)));
        index.vectors.set_closest(index_of_film, static_cast<float>(row.real(2)));
    }
    return index;
}

void replace_index(const VectorIndex& index, Connection& connection) {
    connection.execute("BEGIN; DELETE FROM vector_index; DELETE FROM vector");
    auto header = connection.prepare(insert_vector_index);
    header.bind(1, std::string_view{index.model});
    header.bind(2, static_cast<std::int64_t>(index.vectors.dimensions()));
    header.bind(3, std::as_bytes(std::span{index.mean}));
    header.run();
    auto statement = connection.prepare(insert_vector);
    for (std::uint32_t row = 0; row < index.vectors.size(); ++row) {
        statement.bind(1, std::int64_t{row});
        statement.bind(2, static_cast<double>(index.vectors.scale({row})));
        statement.bind(3, static_cast<double>(index.vectors.closest({row})));
        statement.bind(4, std::as_bytes(index.vectors.row({row})));
        statement.run();
    }
    connection.execute("COMMIT");
}

}  // namespace

Result<Written> write_catalogue(const FilmStream& stream, const Glossary& glossary, const std::filesystem::path& file) {
    try {
        DraftFile draft{file};
        Written written;
        {
            Connection connection{draft.path(), Connection::Mode::create};
            // Films come in no order of their ids: their index is kept in memory while it grows.
            connection.execute("PRAGMA synchronous = OFF; PRAGMA journal_mode = OFF; PRAGMA cache_size = -65536" +
                               std::string{"; PRAGMA application_id = "} + std::to_string(application_id) +
                               "; PRAGMA user_version = " + std::to_string(schema_version) + "; BEGIN");
            connection.execute(create_tables);
            auto films = write_films(stream, glossary, connection);
            if (!films) return films.error();
            written = films.value();
            connection.execute("COMMIT");
        }
        draft.publish();
        return written;
    } catch (const SqliteError& error) {
        return unwritable(file, error.what());
    } catch (const std::filesystem::filesystem_error& error) {
        return unwritable(file, error.code().message());
    }
}

Result<Written> write_catalogue(std::vector<Film> films, const Glossary& glossary, const std::filesystem::path& file) {
    std::ranges::stable_sort(films, std::greater{}, &Film::votes);
    const FilmStream stream = [next = films.begin(), &films]() mutable -> Result<std::optional<Film>> {
        return next == films.end() ? std::nullopt : std::optional{std::move(*next++)};
    };
    return write_catalogue(stream, glossary, file);
}

Result<Done> add_translations(const std::filesystem::path& file, Glossary& glossary) {
    try {
        Connection connection{file, Connection::Mode::read_only};
        for (auto row = connection.prepare(select_terms); row.step();) {
            const auto kind = row.integer(0);
            if (kind < 0 || kind >= term_kinds) throw SqliteError{"a term is of an unknown kind"};
            const Translation translation{std::string{row.text(4)}, std::string{row.text(3)}};
            const bool says_something = !translation.name_ru.empty() || !translation.name_en.empty();
            const auto& known = glossary.find(static_cast<TermKind>(kind), row.text(2));
            if (says_something && known.name_ru.empty() && known.name_en.empty())
                glossary.add(static_cast<TermKind>(kind), std::string{row.text(2)}, translation);
        }
        return Done{};
    } catch (const SqliteError& error) {
        return damaged(file, error.what());
    }
}

Result<Done> write_vectors(const VectorIndex& index, const std::filesystem::path& file) {
    try {
        DraftFile draft{file};
        {
            Connection source{file, Connection::Mode::read_only};
            Connection target{draft.path(), Connection::Mode::create};
            target.execute("PRAGMA synchronous = OFF");
            source.copy_to(target);
            replace_index(index, target);
        }
        draft.publish();
        return Done{};
    } catch (const SqliteError& error) {
        return unwritable(file, error.what());
    } catch (const std::filesystem::filesystem_error& error) {
        return unwritable(file, error.code().message());
    }
}

Result<std::optional<VectorIndex>> read_vectors(const std::filesystem::path& file, std::size_t films) {
    try {
        Connection connection{file, Connection::Mode::read_only};
        return read_index(connection, films);
    } catch (const SqliteError& error) {
        return damaged(file, error.what());
    }
}

Result<std::optional<std::string>> read_index_model(const std::filesystem::path& file) {
    try {
        Connection connection{file, Connection::Mode::read_only};
        auto header = connection.prepare(select_vector_index);
        if (!header.step()) return std::optional<std::string>{};
        return std::optional{std::string{header.text(0)}};
    } catch (const SqliteError& error) {
        return damaged(file, error.what());
    }
}

}  // namespace core::catalogue
