#include "core/catalogue/importing.hpp"

#include "core/catalogue/catalogue.hpp"
#include "core/catalogue/film_record.hpp"
#include "import_terms.hpp"
#include "import_text.hpp"
#include "importers.hpp"
#include "test_support/temporary_folder.hpp"

#include <cstdlib>
#include <fstream>

#include <gmock/gmock.h>
#include <zlib.h>

namespace core::catalogue {
namespace {

using test_support::TemporaryFolder;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

class Importing : public testing::Test {
protected:
    std::filesystem::path put(const std::string& name, const std::string& text) const {
        std::ofstream{folder.path() / name, std::ios::binary} << text;
        return folder.path() / name;
    }

    // The films of `paths` as they come out of the catalogue that was written.
    std::vector<Film> films_of(const std::vector<std::filesystem::path>& paths, ImportRules rules = {}) {
        Importer importer{rules};
        const auto read = importer.read(paths);
        report = importer.report();
        EXPECT_TRUE(read) << read.error().message;
        const auto written = importer.write({}, file);
        EXPECT_TRUE(written) << written.error().message;
        const auto catalogue = Catalogue::open(file);
        std::vector<Film> films;
        for (std::uint32_t row = 0; row < catalogue.value().size(); ++row)
            films.push_back(film_of(catalogue.value(), {row}));
        return films;
    }

    TemporaryFolder folder;
    std::filesystem::path file = folder.path() / "made" / "catalogue.sqlite";
    ImportReport report;
};

constexpr const char* metadata =
    "adult,belongs_to_collection,genres,id,imdb_id,original_language,original_title,overview,production_countries,"
    "release_date,runtime,status,title,vote_average,vote_count\n"
    "False,\"{'id': 10194, 'name': 'Toy Story Collection'}\",\"[{'id': 16, 'name': 'Animation'}, {'id': 35, 'name': "
    "'Comedy'}]\",862,tt0114709,en,Toy Story,\"Led by Woody,\nAndy's toys live.\",\"[{'iso_3166_1': 'US', 'name': "
    "'United "
    "States of America'}]\",1995-10-30,81.0,Released,Toy Story,7.7,5415\n";

TEST_F(Importing, ReadsTheMoviesDatasetWithItsCreditsAndKeywords) {
    put("credits.csv",
        "cast,crew,id\n\"[{'cast_id': 14, 'name': 'Tom Hanks', 'profile_path': None}]\",\"[{'department': 'Directing', "
        "'job': 'Director', 'name': 'John Lasseter'}, {'department': 'Writing', 'job': 'Screenplay', 'name': 'Joss "
        "Whedon'}]\",862\n");
    put("keywords.csv",
        "id,keywords\n862,\"[{'id': 931, 'name': 'Jealousy'}, {'id': 179431, 'name': 'duringcreditsstinger'}]\"\n");
    put("movies_metadata.csv", metadata);
    const auto films = films_of({folder.path()});
    ASSERT_EQ(films.size(), 1U);
    const auto& film = films[0];
    EXPECT_EQ(film_id(film), "tt0114709");
    EXPECT_EQ(film.ids.tmdb, 862);
    EXPECT_EQ(film.year, 1995);
    EXPECT_EQ(film.runtime_min, 81);
    EXPECT_EQ(film.franchise, "Toy Story");
    EXPECT_EQ(film.synopsis_en, "Led by Woody, Andy's toys live.");
    EXPECT_THAT(film.genres, ElementsAre("Animation", "Comedy"));
    EXPECT_THAT(film.countries, ElementsAre("US"));
    EXPECT_THAT(film.keywords, ElementsAre("jealousy"));
    EXPECT_THAT(film.directors, ElementsAre("John Lasseter"));
    EXPECT_THAT(film.writers, ElementsAre("Joss Whedon"));
    EXPECT_THAT(film.cast, ElementsAre("Tom Hanks"));
    EXPECT_EQ(film.votes, 5415);
    EXPECT_EQ(report.facts_added, 2U);
}

TEST_F(Importing, ReadsATableWithListsPartedByCommas) {
    const auto table =
        put("films.csv",
            "id,title,vote_average,vote_count,status,release_date,adult,overview,genres,keywords,"
            "production_countries\n27205,Inception,8.364,34495,Released,2010-07-15,False,A thief.,"
            "\"Action, Science Fiction\",\"rescue, dream, imax\",\"United Kingdom, United States of America\"\n"
            "5,Not Yet,0,0,In Production,2030-01-01,False,,,,\n6,Not Here,5,9,Released,2001-01-01,True,,,,\n");
    const auto films = films_of({table});
    ASSERT_EQ(films.size(), 1U);
    EXPECT_THAT(films[0].genres, ElementsAre("Action", "Science Fiction"));
    EXPECT_THAT(films[0].keywords, ElementsAre("rescue", "dream"));
    EXPECT_THAT(films[0].countries, ElementsAre("GB", "US"));
    EXPECT_EQ(report.count(SkipReason::unreleased), 1U);
    EXPECT_EQ(report.count(SkipReason::adult), 1U);
    EXPECT_THAT(report.first_skipped, IsEmpty()) << "what is left out on purpose is no fault";
    EXPECT_EQ(films_of({table}, {.with_adult = true, .with_unreleased = true}).size(), 3U);
}

TEST_F(Importing, ReadsWikipediaFilmsPastBrokenOnes) {
    const auto films = films_of({put(
        "1980s.json",
        R"json([{"title":"Alien","year":1979,"cast":["Sigourney Weaver"],"genres":["Science Fiction","Noir"],)json"
        R"json("href":"Alien%27s_(film)","extract":"Alien is a film directed by Ridley Scott and written by others."},)json"
        R"json({"title":"Broken,"year":1980,"cast":[],"genres":[]},{"title":"No year","cast":[]},)json"
        R"json({"title":"After","year":1981,"cast":[],"genres":["Musical"],"href":null}])json")});
    ASSERT_EQ(films.size(), 2U);
    EXPECT_THAT(films[0].genres, ElementsAre("Science Fiction"));
    EXPECT_THAT(films[0].keywords, ElementsAre("film noir"));
    EXPECT_THAT(films[0].directors, ElementsAre("Ridley Scott"));
    EXPECT_EQ(films[0].ids.wikipedia, "Alien's_(film)");
    EXPECT_THAT(films[1].genres, ElementsAre("Music"));
    EXPECT_EQ(report.count(SkipReason::malformed), 1U);
    EXPECT_EQ(report.count(SkipReason::no_year), 1U);
}

TEST_F(Importing, FindsTheDirectorsThatAnIntroductionNames) {
    EXPECT_THAT(directors_named_in("is a film directed by John H. Auer and starring Gig Young."),
                ElementsAre("John H. Auer"));
    EXPECT_THAT(directors_named_in("written and directed by Joel Coen and Ethan Coen."),
                ElementsAre("Joel Coen", "Ethan Coen"));
    EXPECT_THAT(directors_named_in("directed by Erich von Stroheim, from a play"), ElementsAre("Erich von Stroheim"));
    EXPECT_THAT(directors_named_in("It is a comedy. Directed by Andrew Adamson and Vicky Jenson, it stars Mike Myers."),
                ElementsAre("Andrew Adamson", "Vicky Jenson"));
    EXPECT_THAT(directors_named_in("directed by Robert Downey Jr. in 1970"), ElementsAre("Robert Downey Jr."));
    EXPECT_THAT(directors_named_in("directed, written, produced, and co-edited by James Cameron, starring"),
                ElementsAre("James Cameron"));
    EXPECT_THAT(directors_named_in("directed the play written by Ann Other"), IsEmpty());
    EXPECT_THAT(directors_named_in("directed by his brother"), IsEmpty());
    EXPECT_THAT(directors_named_in("directed by "), IsEmpty());
}

TEST_F(Importing, ReadsImdbWithRussianTitlesRatingsAndCrew) {
    put("basics.tsv",
        "tconst\ttitleType\tprimaryTitle\toriginalTitle\tisAdult\tstartYear\tendYear\truntimeMinutes\tgenres\n"
        "tt0079944\tmovie\tStalker\tStalker\t0\t1979\t\\N\t162\tDrama,Sci-Fi\n"
        "tt0081834\ttvEpisode\tStalker\tStalker\t0\t1979\t\\N\t50\tDrama\n");
    put("akas.tsv",
        "titleId\tordering\ttitle\tregion\tlanguage\ttypes\tattributes\tisOriginalTitle\n"
        "tt0079944\t1\tСталкер\tSUHH\t\\N\timdbDisplay\t\\N\t0\n"
        "tt0079944\t2\tПикник на обочине\tRU\t\\N\tworking\t\\N\t0\n"
        "tt0079944\t3\tDer Stalker\tDE\t\\N\t\\N\t\\N\t0\n");
    put("ratings.tsv", "tconst\taverageRating\tnumVotes\ntt0079944\t8.0\t160000\n");
    put("crew.tsv", "tconst\tdirectors\twriters\ntt0079944\tnm0001789\tnm0836355,nm0836359\n");
    put("names.tsv",
        "nconst\tprimaryName\tbirthYear\tdeathYear\tprimaryProfession\tknownForTitles\n"
        "nm0001789\tAndrei Tarkovsky\t1932\t1986\tdirector\t\\N\n"
        "nm0836355\tArkadiy Strugatskiy\t1925\t1991\twriter\t\\N\n");
    const auto films = films_of({folder.path()});
    ASSERT_EQ(films.size(), 1U);
    EXPECT_EQ(films[0].title_ru, "Сталкер");
    EXPECT_THAT(films[0].aliases, ElementsAre("Пикник на обочине"));
    EXPECT_THAT(films[0].directors, ElementsAre("Andrei Tarkovsky"));
    EXPECT_THAT(films[0].writers, ElementsAre("Arkadiy Strugatskiy"));
    EXPECT_THAT(films[0].genres, ElementsAre("Drama", "Science Fiction"));
    EXPECT_EQ(films[0].votes, 2000);
    EXPECT_EQ(report.count(SkipReason::series), 1U);
}

TEST_F(Importing, AddsMovieLensIdsAndAgreedTagsToFilmsThatAreThere) {
    const auto links = put("links.csv", "movieId,imdbId,tmdbId\n1,0114709,862\n2,0113497,8844\n");
    const auto tags = put("tags.csv",
                          "userId,movieId,tag,timestamp\n1,1,Pixar,1\n2,1,pixar,1\n3,1,only one said so,1\n"
                          "1,1,Tom Hanks,1\n2,1,Tom Hanks,1\n1,7,nothing,1\n");
    EXPECT_TRUE(Importer::only_adds_facts({links, tags}));
    put("films.jsonl", R"({"imdb": "tt0114709", "title": "Toy Story", "year": 1995, "cast": ["Tom Hanks"]})");
    const auto films = films_of({folder.path()});
    ASSERT_EQ(films.size(), 1U);
    EXPECT_EQ(films[0].ids.movielens, 1);
    EXPECT_EQ(films[0].ids.tmdb, 862);
    EXPECT_THAT(films[0].keywords, ElementsAre("pixar"));
    EXPECT_EQ(report.count(SkipReason::no_film), 2U);
}

TEST_F(Importing, AddsToACatalogueWithoutOverwritingIt) {
    films_of({put(
        "films.jsonl",
        R"({"imdb": "tt0114709", "title": "Toy Story", "title_ru": "История игрушек", "year": 1995, "genres": ["Family"]})")});
    Importer importer;
    {
        const auto present = Catalogue::open(file);
        importer.add(present.value());
    }
    ASSERT_TRUE(importer.read({put("movies_metadata.csv", metadata)}));
    ASSERT_TRUE(importer.write({}, file));
    EXPECT_EQ(importer.report().merged, 1U);
    const auto catalogue = Catalogue::open(file);
    const auto film = film_of(catalogue.value(), {0});
    EXPECT_EQ(film.title_ru, "История игрушек");
    EXPECT_THAT(film.genres, ElementsAre("Family"));
    EXPECT_EQ(film.runtime_min, 81);
}

TEST_F(Importing, RefusesWhatIsTornPackedOrUnknown) {
    const auto code_of = [](const std::filesystem::path& path, std::optional<Source> source = std::nullopt) {
        Importer importer;
        const auto read = importer.read({path}, source);
        return read ? "read" : read.error().code;
    };
    EXPECT_EQ(code_of("/nowhere/at/all"), "source_unreadable");
    EXPECT_EQ(code_of(put("zipped.csv", "PK\x03\x04rest")), "source_unreadable");
    EXPECT_EQ(code_of(put("wide.csv", std::string{"\xFF\xFE"
                                                  "a\0",
                                                  4})),
              "source_unreadable");
    EXPECT_EQ(code_of(put("strange.csv", "a,b\n1,2\n")), "source_unknown");
    EXPECT_EQ(code_of(put("movies.csv", metadata), Source::imdb), "source_unknown");
    EXPECT_EQ(code_of(folder.path() / "movies.csv", Source::tmdb), "read");

    const auto packed = folder.path() / "packed.csv.gz";
    auto* output = gzopen(packed.c_str(), "wb");
    gzputs(output, metadata);
    gzclose(output);
    EXPECT_EQ(code_of(packed), "read");
    std::filesystem::resize_file(packed, std::filesystem::file_size(packed) - 5);
    EXPECT_EQ(code_of(packed), "source_torn");
}

TEST_F(Importing, StopsWhenToldToAndWritesNothing) {
    const auto films = put("films.jsonl", R"({"title": "A", "year": 1990})");
    Importer stopped{{}, [](const ImportProgress&) { return false; }};
    const auto read = stopped.read({films});
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, "import_stopped");
    const auto written = stopped.write({}, file);
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code, "import_stopped");
    EXPECT_FALSE(std::filesystem::exists(file));
}

TEST(ImportedText, IsCutBetweenCharactersAndHasNoControlCharacters) {
    EXPECT_EQ(cleaned("  a\r\n\tb  ", 100), "a b");
    EXPECT_EQ(cleaned("ёлка", 3), "ё");
    EXPECT_EQ(cleaned(" \n ", 10), "");
    EXPECT_TRUE(is_utf8("Ёлки 🎄 and plain text of more than eight bytes"));
    for (const auto* text : {"\xE9", "abcdefgh\xC3", "\xC0\xAF", "\xED\xA0\x80", "\xF5\x80\x80\x80", "\xE2\x82"})
        EXPECT_FALSE(is_utf8(text));
}

TEST(ImportedText, GivesNumbersYearsAndIdsOrNothing) {
    EXPECT_EQ(whole_number(" 81.0 "), 81);
    EXPECT_FALSE(whole_number("1997-08-20"));
    EXPECT_FALSE(whole_number("-1"));
    EXPECT_FALSE(whole_number("99999999999"));
    EXPECT_EQ(year_of("1995-10-30"), 1995);
    EXPECT_EQ(year_of("12/10/2009"), 2009);
    EXPECT_EQ(year_of("1995"), 1995);
    for (const auto* date : {"", "95", "0000-01-01", "3000-01-01", "a/b/c", "12/10/09"}) EXPECT_EQ(year_of(date), 0);
    EXPECT_EQ(imdb_id(imdb_number("0114709")), "tt0114709");
    EXPECT_EQ(imdb_number("0"), 0U);
    EXPECT_EQ(imdb_number("tt12x"), 0U);
}

TEST(ImportedTerms, AreBroughtToOurs) {
    Film film;
    for (const auto* genre : {"Sci-Fi", "Musical", "Children", "Film-Noir", "Independent", "science fiction"})
        add_genre(film, genre);
    EXPECT_THAT(film.genres, ElementsAre("Science Fiction", "Music", "Family"));
    for (const auto* keyword : {"Woman Director", "imax", "Heist", "3D"}) add_keyword(film, keyword);
    EXPECT_THAT(film.keywords, ElementsAre("film noir", "heist"));
    for (const auto* country : {"United States of America", "CS", "XC", "Atlantis", "Soviet Union"})
        add_country(film, country);
    EXPECT_THAT(film.countries, ElementsAre("US", "RS", "CS", "SU"));
    EXPECT_EQ(language_code("cn"), "zh");
    EXPECT_EQ(language_code("xx"), "");
}

std::filesystem::path shared_data() {
    const char* named = std::getenv("KINOSOVET_SHARED_DATA");
    return named != nullptr ? std::filesystem::path{named}
                            : std::filesystem::path{KINOSOVET_SOURCE_DIR} / ".." / "shared" / "data";
}

TEST_F(Importing, MergesWikipediaWithTheTmdb5000) {
    const std::vector paths{shared_data() / "wikipedia-movies.json.gz", shared_data() / "tmdb-5000"};
    if (!std::filesystem::exists(paths[0]) || !std::filesystem::exists(paths[1]))
        GTEST_SKIP() << "the shared data sets are not at " << shared_data();
    const auto films = films_of(paths);
    EXPECT_EQ(report.rows, 36273U + 3000U + 4803U);
    EXPECT_GT(report.merged, 6500U);
    EXPECT_LT(report.count(SkipReason::repeated), 150U);
    EXPECT_EQ(report.count(SkipReason::unreleased), 9U);
    EXPECT_EQ(report.count(SkipReason::no_year), 1U);
    const auto avatar = std::ranges::find(films, 19995, [](const Film& film) { return film.ids.tmdb; });
    ASSERT_NE(avatar, films.end());
    EXPECT_EQ(avatar->title, "Avatar") << "without the stray $ of its column";
    EXPECT_EQ(avatar->ids.wikipedia, "Avatar_(2009_film)");
    EXPECT_THAT(avatar->directors, Contains("James Cameron")) << "from the introduction";
    EXPECT_THAT(avatar->cast, Contains("Sam Worthington"));
    EXPECT_THAT(avatar->synopsis_en, testing::StartsWith("In the 22nd century"));
}

}  // namespace
}  // namespace core::catalogue
