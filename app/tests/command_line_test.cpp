#include "app/command_line.hpp"

#include "test_support/temporary_folder.hpp"

#include <fstream>
#include <sstream>

#include <boost/json.hpp>
#include <gmock/gmock.h>

namespace app {
namespace {

using testing::AllOf;
using testing::Each;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

namespace json = boost::json;

struct Outcome {
    int code{};
    std::string output, errors;
};

// A folder with a small catalogue, and the program run in it.
class CommandLine : public testing::Test {
protected:
    CommandLine() {
        std::ofstream{folder / "films.jsonl"}
            << R"({"imdb": "tt0099785", "title": "Home Alone", "title_ru": "Один дома", "year": 1990, "countries": ["US"], "genres": ["Comedy", "Family"], "keywords": ["christmas", "burglar"], "directors": ["Chris Columbus"], "runtime_min": 103, "vote_average": 7.4, "vote_count": 9000, "votes": 21000})"
            << "\n"
            << R"({"imdb": "tt0104431", "title": "Home Alone 2: Lost in New York", "title_ru": "Один дома 2", "year": 1992, "countries": ["US"], "genres": ["Comedy", "Family"], "keywords": ["christmas", "burglar"], "directors": ["Chris Columbus"], "franchise": "Home Alone", "runtime_min": 120, "votes": 15000})"
            << "\n"
            << R"({"tmdb": 438631, "title": "Dune", "title_ru": "Дюна", "year": 2021, "genres": ["Science Fiction"], "directors": ["Denis Villeneuve"], "votes": 9000})"
            << "\n"
            << R"({"imdb": "tt0087182", "title": "Dune", "title_ru": "Дюна", "year": 1984, "genres": ["Science Fiction"], "directors": ["David Lynch"], "votes": 4000})"
            << "\n"
            << R"({"title": "The Santa Clause", "title_ru": "Санта-Клаус", "year": 1994, "countries": ["US"], "genres": ["Comedy", "Family"], "keywords": ["christmas"], "votes": 3000})"
            << "\n";
        std::ofstream{folder / "glossary.tsv"} << "kind\tname\tname_ru\tname_en\ngenre\tComedy\tкомедия\t\n"
                                               << "genre\tFamily\tсемейный\t\nkeyword\tchristmas\tрождество\t\n";
    }

    Outcome run(std::vector<std::string> arguments, const std::string& typed = "") {
        std::istringstream input{typed};
        std::ostringstream output, errors;
        const auto environment = [this](const char* name) -> std::optional<std::string> {
            return std::string_view{name} == "KINOSOVET_DATA" ? std::optional{folder.string()} : std::nullopt;
        };
        const int code =
            app::run(arguments, {.input = input, .output = output, .errors = errors, .environment = environment});
        return {code, output.str(), errors.str()};
    }
    void import_films() { ASSERT_EQ(run({"import", (folder / "films.jsonl").string()}).code, exit_done); }

    test_support::TemporaryFolder place;
    std::filesystem::path folder = place.path();
};

std::vector<std::string> lines_of(const std::string& text) {
    std::istringstream stream{text};
    std::vector<std::string> lines;
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
}

MATCHER(FitsTheTerminal, "is at most 80 columns wide") {
    return std::ranges::count_if(arg, [](char letter) { return (letter & 0xC0) != 0x80; }) <= 80;
}

TEST_F(CommandLine, RecommendsWithTitleYearGenresAndReason) {
    import_films();
    const auto answer = run({"recommend", "Один дома"});
    EXPECT_EQ(answer.code, exit_done);
    EXPECT_THAT(answer.output, AllOf(HasSubstr("Один дома 2 · Home Alone 2: Lost in New York (1992)"),
                                     HasSubstr("комедия, семейный"), HasSubstr("рождество"), Not(HasSubstr("\033"))));
    EXPECT_THAT(lines_of(answer.output), Each(FitsTheTerminal()));
    EXPECT_THAT(answer.errors, HasSubstr("kinosovet index")) << "an unindexed catalogue is said to be so";
}

TEST_F(CommandLine, SpeaksEnglishWhenAsked) {
    import_films();
    const auto answer = run({"recommend", "home alone", "--language", "en"});
    EXPECT_THAT(answer.output, AllOf(HasSubstr("Films like: Home Alone"), HasSubstr("christmas")));
}

TEST_F(CommandLine, AnswersInTheJsonItPromises) {
    import_films();
    const auto answer = run({"recommend", "tt0099785", "--json", "--limit", "1"});
    ASSERT_EQ(answer.code, exit_done);
    const auto object = json::parse(answer.output).as_object();
    EXPECT_EQ(object.at("query").at("film").at("id"), "tt0099785");
    EXPECT_EQ(object.at("query").at("text"), "tt0099785");
    EXPECT_THAT(object.at("choices").as_array(), IsEmpty());
    EXPECT_EQ(object.at("next_offset"), 1);
    EXPECT_EQ(object.at("exhausted"), false);
    ASSERT_THAT(object.at("recommendations").as_array(), SizeIs(1));
    const auto& film = object.at("recommendations").at(0);
    EXPECT_EQ(film.at("title_ru"), "Один дома 2");
    EXPECT_GT(film.at("score").to_number<double>(), 0);
    EXPECT_THAT(film.at("reasons").as_array(), Not(IsEmpty()));
    EXPECT_TRUE(film.at("reasons").at(0).as_object().contains("share"));
    EXPECT_THAT(answer.output, Not(HasSubstr("E-"))) << "numbers are written as people write them";
}

TEST_F(CommandLine, OffersAChoiceBetweenFilmsOfOneName) {
    import_films();
    const auto text = run({"recommend", "Дюна"});
    EXPECT_EQ(text.code, exit_done);
    EXPECT_THAT(text.output,
                AllOf(HasSubstr("--year"), HasSubstr("2021"), HasSubstr("1984"), HasSubstr("David Lynch")));
    const auto object = json::parse(run({"recommend", "Дюна", "--json"}).output);
    EXPECT_THAT(object.at("choices").as_array(), SizeIs(2));
    EXPECT_THAT(object.at("recommendations").as_array(), IsEmpty());
    EXPECT_TRUE(object.at("query").at("film").is_null());
    const auto chosen = run({"recommend", "Дюна", "--year", "1984", "--json"});
    EXPECT_EQ(json::parse(chosen.output).at("query").at("film").at("id"), "tt0087182");
}

TEST_F(CommandLine, SaysWhenThereAreNoMore) {
    import_films();
    const auto page = json::parse(run({"recommend", "tt0099785", "--json", "--offset", "100"}).output);
    EXPECT_THAT(page.at("recommendations").as_array(), IsEmpty());
    EXPECT_EQ(page.at("exhausted"), true);
    EXPECT_THAT(run({"recommend", "tt0099785", "--offset", "100"}).output, HasSubstr("Больше похожих фильмов нет"));
}

TEST_F(CommandLine, FiltersByNamesInEitherLanguage) {
    import_films();
    for (const auto* genre : {"Comedy", "комедия", "комедии"}) {
        const auto page = json::parse(run({"recommend", "Дюна 2021", "--genre", genre, "--json"}).output);
        EXPECT_THAT(page.at("recommendations").as_array(), SizeIs(3)) << genre;
    }
    const auto both = run({"recommend", "--genre", "комедия", "--genre", "Family", "Дюна 2021", "--json"});
    EXPECT_THAT(json::parse(both.output).at("recommendations").as_array(), SizeIs(3));
    const auto neither = run({"recommend", "Дюна 2021", "--without-genre", "комедия", "--json"});
    EXPECT_THAT(json::parse(neither.output).at("recommendations").as_array(), SizeIs(1));
    const auto none = json::parse(run({"recommend", "tt0099785", "--max-minutes", "90", "--json"}).output);
    EXPECT_THAT(none.at("recommendations").as_array(), IsEmpty());
}

TEST_F(CommandLine, LeavesOutWhatIsExcluded) {
    import_films();
    EXPECT_THAT(run({"recommend", "tt0099785", "--exclude", "tt0104431"}).output, Not(HasSubstr("Один дома 2")));
}

TEST_F(CommandLine, EndsWithThreeWhereNoFilmIsCalledSo) {
    import_films();
    const auto answer = run({"recommend", "Йцукен фывапролд"});
    EXPECT_EQ(answer.code, exit_unknown_film);
    EXPECT_THAT(answer.output, IsEmpty());
    EXPECT_THAT(answer.errors, HasSubstr("Йцукен фывапролд"));
}

TEST_F(CommandLine, EndsWithTwoWhereTheArgumentsMakeNoSense) {
    import_films();
    const std::vector<std::vector<std::string>> bad{
        {},
        {"recomend", "x"},
        {"recommend"},
        {"search"},
        {"recommend", "Home Alone", "--limit", "0"},
        {"recommend", "Home Alone", "--limit", "many"},
        {"recommend", "Home Alone", "--language", "de"},
        {"recommend", "Home Alone", "--genre", "no such genre"},
        {"recommend", "Home Alone", "--country", "Atlantis"},
        {"recommend", "Home Alone", "Dune", "--year", "1990"},
        {"recommend", "Home Alone", "--batch"},
        {"recommend", "Home Alone", "--nonsense"},
    };
    for (const auto& arguments : bad) {
        const auto answer = run(arguments);
        EXPECT_EQ(answer.code, exit_usage) << testing::PrintToString(arguments);
        EXPECT_THAT(answer.errors, Not(IsEmpty())) << testing::PrintToString(arguments);
    }
}

TEST_F(CommandLine, EndsWithFourWhereTheCatalogueIsMissingOrDamaged) {
    EXPECT_EQ(run({"recommend", "Home Alone"}).code, exit_bad_data);
    std::ofstream{folder / "catalogue.sqlite"} << "not a catalogue";
    const auto answer = run({"search", "Home Alone"});
    EXPECT_EQ(answer.code, exit_bad_data);
    EXPECT_THAT(answer.errors, HasSubstr("kinosovet import"));
    EXPECT_EQ(run({"index"}).code, exit_bad_data);
}

TEST_F(CommandLine, AnswersEveryLineOfABatch) {
    import_films();
    const auto answer = run({"recommend", "--batch"}, "Один дома\n\nнет такого фильма совсем\r\nДюна\n");
    ASSERT_EQ(answer.code, exit_done);
    const auto lines = lines_of(answer.output);
    ASSERT_THAT(lines, SizeIs(3));
    EXPECT_THAT(json::parse(lines[0]).at("recommendations").as_array(), Not(IsEmpty()));
    EXPECT_EQ(json::parse(lines[1]).at("error").at("code"), "unknown_film");
    EXPECT_THAT(json::parse(lines[2]).at("choices").as_array(), SizeIs(2));
}

TEST_F(CommandLine, SearchesTitlesWithConfidence) {
    import_films();
    const auto object = json::parse(run({"search", "home alone", "--json"}).output);
    EXPECT_EQ(object.at("query").at("film").at("id"), "tt0099785");
    EXPECT_EQ(object.at("candidates").at(0).at("title"), "Home Alone");
    EXPECT_GT(object.at("candidates").at(0).at("confidence").to_number<double>(), 0.9);
}

TEST_F(CommandLine, SearchesWordsWhereATextNamesNoFilm) {
    import_films();
    const auto object = json::parse(run({"search", "фильмы про рождество", "--json"}).output);
    EXPECT_EQ(object.at("query").at("matched_by"), "description");
    EXPECT_THAT(object.at("candidates").as_array(), SizeIs(3));
}

TEST_F(CommandLine, NamesTheBadLinesOfAnImportAndReadsTheRest) {
    std::ofstream{folder / "mixed.jsonl"} << R"({"title": "Good", "year": 2000})"
                                          << "\n{\"title\": 1}\n";
    const auto answer = run({"import", (folder / "mixed.jsonl").string()});
    EXPECT_EQ(answer.code, exit_done);
    EXPECT_THAT(answer.output, AllOf(HasSubstr("1 films"), HasSubstr("1 skipped")));
    EXPECT_THAT(answer.errors, HasSubstr("mixed.jsonl:2"));
}

TEST_F(CommandLine, ImportsIntoANamedFileAndAddsToIt) {
    const auto file = (folder / "elsewhere" / "mine.sqlite").string();
    ASSERT_EQ(run({"import", (folder / "films.jsonl").string(), "--into", file}).code, exit_done);
    std::ofstream{folder / "more.csv"} << "id,title,release_date,adult,status,vote_count,keywords\n"
                                       << "438631,Dune,2021-09-15,False,Released,9500,desert\n"
                                       << "603,The Matrix,1999-03-30,False,Released,26000,hacker\n"
                                       << "1,Later,2031-01-01,False,Planned,0,\n";
    const auto added = run({"import", (folder / "more.csv").string(), "--into", file, "--add", "--from", "tmdb"});
    EXPECT_EQ(added.code, exit_done);
    EXPECT_THAT(added.output,
                AllOf(HasSubstr("6 films"), HasSubstr("1 films new, 1 merged"), HasSubstr("1 not released yet")));
    EXPECT_FALSE(std::filesystem::exists(folder / "catalogue.sqlite"));
}

TEST_F(CommandLine, RefusesToImportWhatIsNoDataSet) {
    std::ofstream{folder / "strange.csv"} << "a,b\n1,2\n";
    const auto strange = run({"import", (folder / "strange.csv").string()});
    EXPECT_EQ(strange.code, exit_bad_data);
    EXPECT_THAT(strange.errors, AllOf(HasSubstr("strange.csv"), HasSubstr("wikipedia-movie-data")));
    const auto films = (folder / "films.jsonl").string();
    EXPECT_EQ(run({"import", films, "--from", "imdb"}).code, exit_bad_data);
    EXPECT_EQ(run({"import", films, "--from", "nowhere"}).code, exit_usage);
    EXPECT_EQ(run({"import", films, "--add"}).code, exit_bad_data) << "there is nothing to add to";
    EXPECT_FALSE(std::filesystem::exists(folder / "catalogue.sqlite"));
}

TEST_F(CommandLine, ExplainsItself) {
    const auto help = run({"--help"});
    EXPECT_EQ(help.code, exit_done);
    EXPECT_THAT(lines_of(help.output), Each(FitsTheTerminal()));
    EXPECT_THAT(help.output,
                AllOf(HasSubstr("Examples:\n  kinosovet recommend"), HasSubstr("recommend"), HasSubstr("index")));
    for (const auto* command : {"recommend", "search", "import", "index"}) {
        const auto page = run({command, "--help"});
        EXPECT_EQ(page.code, exit_done);
        EXPECT_THAT(lines_of(page.output), Each(FitsTheTerminal())) << command;
    }
}

}  // namespace
}  // namespace app
