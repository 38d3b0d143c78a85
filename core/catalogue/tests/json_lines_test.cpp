#include "core/catalogue/json_lines.hpp"

#include "core/catalogue/glossary.hpp"
#include "test_support/temporary_folder.hpp"

#include <fstream>

#include <gmock/gmock.h>

namespace core::catalogue {
namespace {

using test_support::TemporaryFolder;

constexpr std::string_view home_alone =
    R"({"imdb": "tt0099785", "tmdb": 771, "title": "Home Alone", "title_ru": "Один дома", "year": 1990, )"
    R"("genres": ["Comedy", "Family"], "cast": ["Macaulay Culkin"], "vote_average": 7.4, "votes": 21000})";

TEST(FilmLine, ComesBackAsItWasWritten) {
    const auto film = read_film(home_alone);
    ASSERT_TRUE(film) << film.error().message;
    EXPECT_EQ(film.value().ids.imdb, "tt0099785");
    EXPECT_EQ(film.value().title_ru, "Один дома");
    EXPECT_EQ(write_film(film.value()), home_alone);
}

struct BadLine {
    std::string line, code, word;
};

TEST(FilmLine, SaysWhatIsWrongWithIt) {
    const std::vector<BadLine> lines{
        {"", "film_malformed", "not JSON"},
        {"[1]", "film_malformed", "object"},
        {R"({"title": "A", "year": 1990)", "film_malformed", "not JSON"},
        {R"({"title": "A", "year": 1990} x)", "film_malformed", "not JSON"},
        {R"({"year": 1990})", "film_incomplete", "title"},
        {R"({"title": "A"})", "film_incomplete", "year"},
        {R"({"title": 5, "year": 1990})", "film_field", "\"title\""},
        {R"({"title": "A", "year": "1990"})", "film_field", "\"year\""},
        {R"({"title": "A", "year": 99})", "film_field", "1870"},
        {R"({"title": "A", "year": 1990, "votes": -1})", "film_field", "\"votes\""},
        {R"({"title": "A", "year": 1990, "vote_average": 11})", "film_field", "0 to 10"},
        {R"({"title": "A", "year": 1990, "genres": "Comedy"})", "film_field", "\"genres\""},
        {R"({"title": "A", "year": 1990, "genres": [1]})", "film_field", "\"genres\""},
        {R"({"title": "A", "year": 1990, "imdb": "99785"})", "film_field", "tt0099785"},
        {R"({"title": "A\nB", "year": 1990})", "film_field", "control"},
        {R"({"title": "A", "year": 1990, "colour": "red"})", "film_field", "\"colour\" is unknown"},
        {"{\"title\": \"\xff\", \"year\": 1990}", "film_malformed", "not JSON"},
        {R"({"title": ")" + std::string(500, 'a') + R"(", "year": 1990})", "film_field", "longer"},
        {std::string(longest_line + 1, ' '), "film_malformed", "64 KiB"},
        {std::string(1000, '['), "film_malformed", "not JSON"},
    };
    for (const auto& [line, code, word] : lines) {
        const auto film = read_film(line);
        ASSERT_FALSE(film) << line;
        EXPECT_EQ(film.error().code, code) << line;
        EXPECT_THAT(film.error().message, testing::HasSubstr(word)) << line;
    }
}

TEST(FilmLine, KeepsOneOfAnEntryGivenTwice) {
    const auto film = read_film(R"({"title": "A", "year": 1990, "genres": ["Drama", "", "Drama"]})");
    ASSERT_TRUE(film);
    EXPECT_THAT(film.value().genres, testing::ElementsAre("Drama"));
}

TEST(FilmFiles, AreReadInOrderAndBadLinesCounted) {
    const TemporaryFolder folder;
    std::ofstream{folder.path() / "2-b.jsonl"} << "broken\n\n"
                                               << home_alone << "\r\n"
                                               << std::string(12, '\n') << "{}\n";
    std::ofstream{folder.path() / "1-a.jsonl"} << R"({"title": "First", "year": 1950})";
    std::ofstream{folder.path() / "notes.txt"} << "not read";
    const auto read = read_films(folder.path());
    ASSERT_TRUE(read);
    ASSERT_EQ(read.value().films.size(), 2U);
    EXPECT_EQ(read.value().films[0].title, "First");
    EXPECT_EQ(read.value().skipped, 2U);
    ASSERT_EQ(read.value().first_skipped.size(), 2U);
    EXPECT_EQ(read.value().first_skipped[0].line, 1U);
    EXPECT_EQ(read.value().first_skipped[0].file.filename(), "2-b.jsonl");
    EXPECT_EQ(read.value().first_skipped[1].line, 16U);
}

TEST(FilmFiles, AreMissedByName) {
    const auto read = read_films("/nowhere/at/all");
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, "films_missing");
}

TEST(Glossary, ReadsBothFilesAndCountsRowsOfAnotherShape) {
    const TemporaryFolder folder;
    std::ofstream{folder.path() / "glossary.tsv"} << "kind\tname\tname_ru\tname_en\n"
                                                  << "genre\tComedy\tкомедия\n"
                                                  << "country\tUS\tСША\tUnited States\r\n"
                                                  << "colour\tred\tкрасный\n"
                                                  << "genre\n";
    std::ofstream{folder.path() / "people.tsv"} << "name\tname_ru\nChris Columbus\tКрис Коламбус\n";
    const auto glossary = Glossary::read(folder.path());
    ASSERT_TRUE(glossary);
    EXPECT_EQ(glossary.value().size(), 3U);
    EXPECT_EQ(glossary.value().skipped(), 2U);
    EXPECT_EQ(glossary.value().find(TermKind::country, "US").name_en, "United States");
    EXPECT_EQ(glossary.value().find(TermKind::person, "Chris Columbus").name_ru, "Крис Коламбус");
    EXPECT_EQ(glossary.value().find(TermKind::genre, "Drama").name_ru, "");
}

}  // namespace
}  // namespace core::catalogue
