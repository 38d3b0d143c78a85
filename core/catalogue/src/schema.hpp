// The layout of the catalogue file, the one place where its SQL stands.
#pragma once

#include <cstdint>
#include <string_view>

namespace core::catalogue {

constexpr std::int64_t application_id = 0x4B696E6F;  // "Kino"
constexpr std::int64_t schema_version = 2;

// Lists of names are blobs of 32-bit little-endian term numbers. Aliases are parted by line ends.
constexpr const char* create_tables = R"sql(
    CREATE TABLE film (
        row INTEGER PRIMARY KEY,          -- 0 to n - 1, most voted first
        id TEXT NOT NULL UNIQUE,
        title_hash INTEGER NOT NULL,      -- the hexadecimal part of the id a film has before it gets a public one
        title TEXT NOT NULL, title_ru TEXT NOT NULL, original_title TEXT NOT NULL, aliases TEXT NOT NULL,
        year INTEGER NOT NULL, language TEXT NOT NULL, runtime_min INTEGER NOT NULL,
        countries BLOB NOT NULL, genres BLOB NOT NULL, keywords BLOB NOT NULL,
        directors BLOB NOT NULL, writers BLOB NOT NULL, cast_members BLOB NOT NULL,
        franchise TEXT NOT NULL, synopsis_en TEXT NOT NULL, synopsis_ru TEXT NOT NULL,
        imdb TEXT NOT NULL, tmdb INTEGER NOT NULL, kinopoisk INTEGER NOT NULL, movielens INTEGER NOT NULL,
        wikipedia TEXT NOT NULL,
        vote_average REAL NOT NULL, vote_count INTEGER NOT NULL, votes INTEGER NOT NULL);
    CREATE TABLE term (
        kind INTEGER NOT NULL,            -- 0 genre, 1 country, 2 keyword, 3 person
        number INTEGER NOT NULL,          -- 0 to n - 1 within the kind
        name TEXT NOT NULL, name_en TEXT NOT NULL, name_ru TEXT NOT NULL,
        PRIMARY KEY (kind, number)) WITHOUT ROWID;
    CREATE TABLE vector_index (
        model TEXT NOT NULL, dimensions INTEGER NOT NULL,
        mean BLOB NOT NULL);              -- of all films, 32-bit floats: subtracted from queries, too
    CREATE TABLE vector (
        row INTEGER PRIMARY KEY,          -- of the film
        scale REAL NOT NULL,
        closest REAL NOT NULL,            -- the greatest cosine to another film
        quantized BLOB NOT NULL);         -- one signed byte a dimension
)sql";

constexpr std::string_view insert_term = "INSERT INTO term VALUES (?, ?, ?, ?, ?)";
constexpr std::string_view insert_film =
    "INSERT INTO film VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr std::string_view select_terms = "SELECT kind, number, name, name_en, name_ru FROM term ORDER BY kind, number";
constexpr std::string_view select_films = R"sql(
    SELECT row, id, title_hash, title, title_ru, original_title, aliases, year, language, runtime_min,
           countries, genres, keywords, directors, writers, cast_members, franchise, synopsis_en, synopsis_ru,
           imdb, tmdb, kinopoisk, movielens, wikipedia, vote_average, vote_count, votes
    FROM film ORDER BY row)sql";
constexpr std::string_view insert_vector_index = "INSERT INTO vector_index VALUES (?, ?, ?)";
constexpr std::string_view insert_vector = "INSERT INTO vector VALUES (?, ?, ?, ?)";
constexpr std::string_view select_vector_index = "SELECT model, dimensions, mean FROM vector_index";
constexpr std::string_view select_vectors = "SELECT row, scale, closest, quantized FROM vector";

}  // namespace core::catalogue
