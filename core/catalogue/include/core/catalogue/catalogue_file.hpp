// Writes the SQLite file that Catalogue::open() reads, and the vectors in it.
//
// A file is written whole beside its place and then moved there, so a reader meets the old one or the new one, never
// half of either, whatever happens meanwhile.
#pragma once

#include "core/base/result.hpp"
#include "core/catalogue/film.hpp"
#include "core/catalogue/film_vectors.hpp"
#include "core/catalogue/glossary.hpp"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace core::catalogue {

struct Written {
    std::size_t films{};
    std::size_t same_id{};  // films left out because one before them has the same id
};

// Gives one film after another, most voted first, and none when there are no more; a fault ends the writing.
using FilmStream = std::function<Result<std::optional<Film>>()>;

// Makes the films of `stream`, with the names in `glossary`, the catalogue in `file`, without holding more than one of
// them. Fails with catalogue_unwritable, or as the stream does; the file is then as it was.
Result<Written> write_catalogue(const FilmStream& stream, const Glossary& glossary, const std::filesystem::path& file);

// Makes `films`, most voted first, with the names in `glossary`, the catalogue in `file`. Fails with
// catalogue_unwritable.
Result<Written> write_catalogue(std::vector<Film> films, const Glossary& glossary, const std::filesystem::path& file);

// Gives `glossary` the translations that the catalogue in `file` has and it lacks. Fails with catalogue_damaged.
Result<Done> add_translations(const std::filesystem::path& file, Glossary& glossary);

// What `kinosovet index` adds to a catalogue.
struct VectorIndex {
    std::string model{};
    std::vector<float> mean{};  // was subtracted from every film, and must be from a query
    FilmVectors vectors;
};

// Puts `index` into the catalogue in `file` in place of the one it had. Fails with catalogue_unwritable, or as
// Catalogue::open() does.
Result<Done> write_vectors(const VectorIndex& index, const std::filesystem::path& file);

// The vectors in the catalogue `file`, which has `films` films; none where it was never indexed. Fails with
// catalogue_damaged.
Result<std::optional<VectorIndex>> read_vectors(const std::filesystem::path& file, std::size_t films);

// The name of the model that made the vectors in the catalogue `file`; none where it was never indexed. Fails with
// catalogue_damaged.
Result<std::optional<std::string>> read_index_model(const std::filesystem::path& file);

}  // namespace core::catalogue
