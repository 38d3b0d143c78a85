#include "core/catalogue/catalogue.hpp"

#include "core/catalogue/catalogue_file.hpp"
#include "test_support/temporary_folder.hpp"

#include <fstream>

#include <gmock/gmock.h>
#include <unistd.h>

namespace core::catalogue {
namespace {

using test_support::TemporaryFolder;

using testing::ElementsAre;
using testing::IsEmpty;

const std::vector<Film> two_films{
    {.title = "Ivan Vasilyevich Changes His Profession",
     .title_ru = "Иван Васильевич меняет профессию",
     .aliases = {"Ivan Vasilievich: Back to the Future", "Иван Васильевич"},
     .year = 1973,
     .countries = {"SU"},
     .genres = {"Comedy", "Science Fiction"},
     .directors = {"Leonid Gaidai"},
     .votes = 900},
    {.ids = {.imdb = "tt0099785", .tmdb = 771, .kinopoisk = 8124},
     .title = "Home Alone",
     .title_ru = "Один дома",
     .year = 1990,
     .countries = {"US"},
     .language = "en",
     .runtime_min = 103,
     .genres = {"Comedy", "Family"},
     .keywords = {"christmas", "burglar"},
     .directors = {"Chris Columbus"},
     .cast = {"Macaulay Culkin", "Joe Pesci"},
     .franchise = "Home Alone",
     .synopsis_en = "A boy guards his house.",
     .vote_average = 7.4,
     .vote_count = 10000,
     .votes = 21000},
};

class CatalogueFile : public testing::Test {
protected:
    void write(const std::vector<Film>& films, const Glossary& glossary = {}) {
        const auto written = write_catalogue(films, glossary, file);
        ASSERT_TRUE(written) << written.error().message;
    }
    std::string code_of_opening() const {
        const auto opened = Catalogue::open(file);
        return opened ? "opened" : opened.error().code;
    }

    TemporaryFolder folder;
    std::filesystem::path file = folder.path() / "catalogue.sqlite";
};

std::vector<std::string_view> names(const Vocabulary& vocabulary, std::span<const Term> terms) {
    std::vector<std::string_view> found;
    for (const Term term : terms) found.push_back(vocabulary.name(term));
    return found;
}

TEST_F(CatalogueFile, GivesBackEveryFactMostVotedFirst) {
    write(two_films);
    const auto opened = Catalogue::open(file);
    ASSERT_TRUE(opened) << opened.error().message;
    const auto& catalogue = opened.value();

    ASSERT_EQ(catalogue.size(), 2U);
    const auto& film = catalogue.film({0});
    EXPECT_EQ(film.id, "tt0099785");
    EXPECT_EQ(film.title, "Home Alone");
    EXPECT_EQ(film.title_ru, "Один дома");
    EXPECT_EQ(film.year, 1990);
    EXPECT_EQ(film.language, "en");
    EXPECT_EQ(film.runtime_min, 103);
    EXPECT_EQ(film.franchise, "Home Alone");
    EXPECT_EQ(film.synopsis_en, "A boy guards his house.");
    EXPECT_EQ(film.tmdb, 771);
    EXPECT_EQ(film.kinopoisk, 8124);
    EXPECT_FLOAT_EQ(film.vote_average, 7.4F);
    EXPECT_EQ(film.votes, 21000);
    EXPECT_THAT(names(catalogue.genres(), film.genres), ElementsAre("Comedy", "Family"));
    EXPECT_THAT(names(catalogue.keywords(), film.keywords), ElementsAre("christmas", "burglar"));
    EXPECT_THAT(names(catalogue.people(), film.cast), ElementsAre("Macaulay Culkin", "Joe Pesci"));
    EXPECT_THAT(catalogue.film({1}).aliases, ElementsAre("Ivan Vasilievich: Back to the Future", "Иван Васильевич"));
    EXPECT_THAT(catalogue.film({1}).keywords, IsEmpty());
}

TEST_F(CatalogueFile, FindsAFilmByItsIdAndByThoseItHadBefore) {
    write(two_films);
    const auto catalogue = Catalogue::open(file);
    ASSERT_TRUE(catalogue);
    for (const auto& film : two_films)
        for (const auto& id : all_film_ids(film)) {
            const auto found = catalogue.value().find(id);
            ASSERT_TRUE(found) << id;
            EXPECT_EQ(catalogue.value().film(*found).title, film.title) << id;
        }
    for (const auto* id : {"", "tt", "tt12", "tm99", "f", "fzz", "kp-1", "nothing", "tt99999999999999999999999"})
        EXPECT_FALSE(catalogue.value().find(id)) << id;
}

TEST_F(CatalogueFile, FindsATermByEitherNameWhateverTheCase) {
    Glossary glossary;
    glossary.add(TermKind::country, "US", {"США", "United States"});
    glossary.add(TermKind::genre, "Comedy", {"комедия", ""});
    write(two_films, glossary);
    const auto catalogue = Catalogue::open(file);
    ASSERT_TRUE(catalogue);
    const auto& countries = catalogue.value().countries();
    const auto united_states = countries.find("US");
    ASSERT_TRUE(united_states);
    EXPECT_EQ(countries.find("united states"), united_states);
    EXPECT_EQ(countries.find("сша"), united_states);
    EXPECT_EQ(countries.name_ru(*united_states), "США");
    EXPECT_TRUE(catalogue.value().genres().find("КОМЕДИЯ"));
    EXPECT_FALSE(catalogue.value().genres().find("opera"));
}

TEST_F(CatalogueFile, KeepsOneOfTwoFilmsWithTheSameId) {
    const auto written = write_catalogue({two_films[0], two_films[0]}, {}, file);
    ASSERT_TRUE(written);
    EXPECT_EQ(written.value().films, 1U);
    EXPECT_EQ(written.value().same_id, 1U);
}

TEST_F(CatalogueFile, IsMissingWithAWayOut) {
    EXPECT_EQ(code_of_opening(), "catalogue_missing");
    EXPECT_THAT(Catalogue::open(file).error().remedy, testing::HasSubstr("kinosovet import"));
}

TEST_F(CatalogueFile, IsRefusedWhenCutAnywhere) {
    write(two_films);
    const auto whole = std::filesystem::file_size(file);
    for (std::uintmax_t size = 0; size < whole; size += 512) {
        std::filesystem::resize_file(file, size);
        EXPECT_EQ(code_of_opening(), "catalogue_damaged") << size << " bytes of " << whole;
        write(two_films);
    }
}

TEST_F(CatalogueFile, IsRefusedWhenItIsSomethingElse) {
    std::ofstream{file} << "title,year\nHome Alone,1990\n";
    EXPECT_EQ(code_of_opening(), "catalogue_damaged");
}

TEST_F(CatalogueFile, SurvivesAnyDamagedByte) {
    write(two_films);
    std::ifstream stream{file, std::ios::binary};
    const std::string whole{std::istreambuf_iterator<char>{stream}, {}};
    for (std::size_t place = 0; place < whole.size(); place += 97) {
        auto torn = whole;
        torn[place] = static_cast<char>(~torn[place]);
        std::ofstream{file, std::ios::binary} << torn;
        const auto opened = Catalogue::open(file);
        EXPECT_LE(opened ? opened.value().size() : 0, 2U);
    }
}

TEST_F(CatalogueFile, LeavesTheOldOneWholeWhenTheNewCannotBeWritten) {
    const auto nowhere = folder.path() / "catalogue.sqlite" / "inside.sqlite";
    write(two_films);
    const auto written = write_catalogue(two_films, {}, nowhere);
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code, "catalogue_unwritable");
    EXPECT_EQ(code_of_opening(), "opened");
}

TEST_F(CatalogueFile, LeavesNoDraftBehindAndClearsThoseOfKilledProcesses) {
    const auto abandoned = file.string() + ".999999999.new";
    const auto of_others = file.string() + ".notes.new";
    const auto at_work = file.string() + "." + std::to_string(getppid()) + ".new";
    for (const auto& name : {abandoned, of_others, at_work}) std::ofstream{name} << "draft";
    write(two_films);
    EXPECT_FALSE(std::filesystem::exists(abandoned));
    EXPECT_TRUE(std::filesystem::exists(of_others));
    EXPECT_TRUE(std::filesystem::exists(at_work));
    EXPECT_FALSE(std::filesystem::exists(file.string() + "." + std::to_string(getpid()) + ".new"));
}

TEST_F(CatalogueFile, KeepsVectorsAsTheyWere) {
    write(two_films);
    const auto before = read_vectors(file, 2);
    ASSERT_TRUE(before);
    EXPECT_FALSE(before.value().has_value());

    VectorIndex index{"a model", {0.5F, -0.5F, 0.0F}, FilmVectors{2, 3}};
    index.vectors.set({1}, std::vector<float>{1.0F, -0.5F, 0.25F});
    ASSERT_TRUE(write_vectors(index, file));

    const auto after = read_vectors(file, 2);
    ASSERT_TRUE(after && after.value());
    EXPECT_EQ(after.value()->model, "a model");
    EXPECT_EQ(after.value()->mean, index.mean);
    EXPECT_THAT(after.value()->vectors.row({1}), ElementsAre(127, -64, 32));
    EXPECT_THAT(after.value()->vectors.row({0}), ElementsAre(0, 0, 0));
    EXPECT_FLOAT_EQ(after.value()->vectors.scale({1}), 1.0F / 127.0F);
    EXPECT_EQ(after.value()->vectors.sum({1}), 95);
    EXPECT_FALSE(read_vectors(file, 1)) << "a vector belongs to no film";
    EXPECT_EQ(code_of_opening(), "opened");
}

TEST(FilmId, IsTheBestPublicOne) {
    Film film{.title = "Home Alone", .year = 1990};
    const auto by_title = film_id(film);
    EXPECT_THAT(by_title, testing::MatchesRegex("f[0-9a-f]{10}"));
    film.ids.kinopoisk = 8124;
    EXPECT_EQ(film_id(film), "kp8124");
    film.ids.tmdb = 771;
    EXPECT_EQ(film_id(film), "tm771");
    film.ids.imdb = "tt0099785";
    EXPECT_EQ(film_id(film), "tt0099785");
    EXPECT_THAT(all_film_ids(film), ElementsAre("tt0099785", "tm771", "kp8124", by_title));
}

TEST(FilmId, StaysTheSameHoweverTheTitleIsSpelt) {
    EXPECT_EQ(film_id({.title = "Ёлки", .year = 2010}), film_id({.title = "«елки»", .year = 2010}));
    EXPECT_NE(film_id({.title = "Ёлки", .year = 2010}), film_id({.title = "Ёлки", .year = 2011}));
}

}  // namespace
}  // namespace core::catalogue
