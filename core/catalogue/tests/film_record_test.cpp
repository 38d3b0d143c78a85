#include "core/catalogue/film_record.hpp"

#include "core/catalogue/catalogue_file.hpp"
#include "core/catalogue/json_lines.hpp"
#include "test_support/temporary_folder.hpp"

#include <algorithm>

#include <gmock/gmock.h>

namespace core::catalogue {
namespace {

const Film everything_known{.ids = {.imdb = "tt0079944",
                                    .tmdb = 1398,
                                    .kinopoisk = 43970,
                                    .movielens = 1683,
                                    .wikipedia = "Stalker_(1979_film)"},
                            .title = "Stalker",
                            .title_ru = "Сталкер",
                            .original_title = "Сталкер (1979)",
                            .aliases = {"The \"Stalker\"", "Roadside Picnic, the film"},
                            .year = 1979,
                            .countries = {"SU", "DD"},
                            .language = "ru",
                            .runtime_min = 162,
                            .genres = {"Drama", "Science Fiction"},
                            .keywords = {"zone", "wish"},
                            .directors = {"Andrei Tarkovsky"},
                            .writers = {"Arkady Strugatsky", "Boris Strugatsky"},
                            .cast = {"Alexander Kaidanovsky", "Andrei Tarkovsky"},
                            .franchise = "Roadside Picnic",
                            .synopsis_en = "Three men walk to a room; \\ and / and \"quotes\".",
                            .synopsis_ru = "Трое идут в комнату.",
                            .vote_average = 8.123,
                            .vote_count = 1900,
                            .votes = 2100};

std::vector<std::string> lines_of(const std::vector<Film>& films) {
    std::vector<std::string> lines;
    for (const auto& film : films) lines.push_back(write_film(film));
    return lines;
}

std::vector<Film> written_and_opened(const std::vector<Film>& films) {
    const test_support::TemporaryFolder folder;
    const auto file = folder.path() / "catalogue.sqlite";
    if (!write_catalogue(films, {}, file)) throw std::runtime_error{"not written"};
    const auto opened = Catalogue::open(file);
    std::vector<Film> again;
    for (std::uint32_t row = 0; row < opened.value().size(); ++row) again.push_back(film_of(opened.value(), {row}));
    return again;
}

TEST(FilmRecord, GivesBackEveryFactThatWasWritten) {
    const std::vector<Film> films{everything_known, {.title = "Nothing Else Is Known", .year = 1990}};
    EXPECT_EQ(lines_of(written_and_opened(films)), lines_of(films));
}

TEST(FilmRecord, KeepsEveryAverageToAThousandth) {
    std::vector<Film> films;
    for (int thousandths = 0; thousandths <= 10'000; ++thousandths)
        films.push_back(
            {.title = "Film " + std::to_string(thousandths), .year = 2000, .vote_average = thousandths / 1000.0});
    EXPECT_EQ(lines_of(written_and_opened(films)), lines_of(films));
}

TEST(FilmRecord, GivesBackTheWholeBuiltInCatalogue) {
    const auto read = read_films(KINOSOVET_SOURCE_DIR "/data/catalogue");
    ASSERT_TRUE(read);
    auto before = lines_of(read.value().films);
    auto after = lines_of(written_and_opened(read.value().films));
    std::ranges::sort(before);
    std::ranges::sort(after);
    EXPECT_TRUE(before == after) << "some of " << before.size() << " films changed on the way";
}

}  // namespace
}  // namespace core::catalogue
