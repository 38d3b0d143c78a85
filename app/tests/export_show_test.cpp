#include "program_run.hpp"

#include <boost/json.hpp>

namespace app {
namespace {

using testing::AllOf;
using testing::Each;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

namespace json = boost::json;

class ExportAndShow : public ProgramRun {};

TEST_F(ExportAndShow, ExportsWhatImportReadsLineForLine) {
    import_films();
    const auto exported = run({"export"});
    EXPECT_EQ(exported.code, exit_done);
    EXPECT_EQ(exported.output, films);
    EXPECT_THAT(exported.errors, IsEmpty());

    write("again.jsonl", exported.output);
    ASSERT_EQ(run({"import", (folder / "again.jsonl").string()}).code, exit_done);
    EXPECT_EQ(run({"export", "--format", "jsonl"}).output, films);
}

TEST_F(ExportAndShow, WritesATableThatQuotesWhatNeedsIt) {
    import_films();
    const auto lines = lines_of(run({"export", "--format", "csv"}).output);
    ASSERT_THAT(lines, SizeIs(4));
    EXPECT_THAT(lines[0], testing::StartsWith("id,imdb,tmdb,"));
    EXPECT_THAT(lines[1], AllOf(HasSubstr("tt0099785,tt0099785,771,8124,586,Home_Alone,Home Alone,Один дома,,"),
                                HasSubstr(R"("Kevin, ""alone""",1990,US,en,103,Comedy|Family,christmas|burglar,)"),
                                testing::EndsWith(",7.4,9000,21000\r")));
    EXPECT_THAT(lines[2], HasSubstr("tm438631,,438631,,,,Dune,Дюна,,,2021,"));
}

TEST_F(ExportAndShow, WritesAFileInOneGo) {
    import_films();
    const auto place = (folder / "out" / "films.csv").string();
    const auto refused = run({"export", "--output", place});
    EXPECT_EQ(refused.code, exit_bad_data);
    EXPECT_THAT(refused.errors, HasSubstr("cannot be written: No such file"));

    write("out/films.csv", "the old one");
    const auto exported = run({"export", "--output", place});
    EXPECT_EQ(exported.code, exit_done);
    EXPECT_THAT(exported.output, AllOf(HasSubstr(place), HasSubstr("3 films")));
    EXPECT_EQ(read("out/films.csv"), run({"export", "--format", "csv"}).output) << "the ending says what it is";
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator{folder / "out"}, {}), 1) << "no draft is left";
}

TEST_F(ExportAndShow, DoesNotReplaceADevice) {
    import_films();
    EXPECT_EQ(run({"export", "--output", "/dev/null"}).code, exit_done);
    EXPECT_TRUE(std::filesystem::is_character_file("/dev/null"));
    const auto full = run({"export", "--output", "/dev/full"});
    EXPECT_EQ(full.code, exit_bad_data);
    EXPECT_THAT(full.errors, HasSubstr("No space left on device"));
}

TEST_F(ExportAndShow, ShowsAllThatIsKnownInBothLanguagesAndFromWhere) {
    import_films();
    const auto russian = run({"show", "один дома"});
    EXPECT_EQ(russian.code, exit_done);
    EXPECT_THAT(russian.output, AllOf(HasSubstr("Один дома · Home Alone (1990)"), HasSubstr("комедия (Comedy), Family"),
                                      HasSubstr("Крис Коламбус (Chris Columbus)"), HasSubstr("США (United States)"),
                                      HasSubstr("★ 7.4 из 10, голосов: 9000"), HasSubstr("Мальчика забыли дома"),
                                      HasSubstr("tm771, kp8124, f"), HasSubstr("https://www.imdb.com/title/tt0099785/"),
                                      HasSubstr("https://www.kinopoisk.ru/film/8124/"),
                                      HasSubstr("https://en.wikipedia.org/wiki/Home_Alone"), Not(HasSubstr("\033"))));
    EXPECT_THAT(lines_of(russian.output), Each(FitsTheTerminal()));
    const auto english = run({"show", "tm771", "--language", "en"});
    EXPECT_THAT(english.output,
                AllOf(HasSubstr("Home Alone · Один дома (1990)"), HasSubstr("Comedy (комедия), Family"),
                      HasSubstr("Chris Columbus (Крис Коламбус)"), HasSubstr("7.4 of 10, votes: 9000")));
    EXPECT_THAT(lines_of(english.output), Each(FitsTheTerminal()));
}

TEST_F(ExportAndShow, SaysWhereNoCatalogueNamesTheFilm) {
    import_films();
    EXPECT_THAT(run({"show", "Дюна", "--year", "1984"}).output,
                AllOf(HasSubstr("David Lynch"), HasSubstr("Ни один открытый каталог")));
}

TEST_F(ExportAndShow, OffersTheChoiceBetweenFilmsOfOneName) {
    import_films();
    const auto text = run({"show", "Дюна"});
    EXPECT_EQ(text.code, exit_done);
    EXPECT_THAT(text.output, AllOf(HasSubstr("--year"), HasSubstr("2021"), HasSubstr("1984")));
    const auto object = json::parse(run({"show", "Дюна", "--json"}).output).as_object();
    EXPECT_THAT(object.at("choices").as_array(), SizeIs(2));
    EXPECT_TRUE(object.at("film").is_null());
}

TEST_F(ExportAndShow, ShowsAFilmAsOneLineOfJson) {
    import_films();
    const auto answer = run({"show", "tt0099785", "--json"});
    EXPECT_THAT(lines_of(answer.output), SizeIs(1));
    const auto object = json::parse(answer.output);
    EXPECT_EQ(object.at("query").at("text"), "tt0099785");
    EXPECT_THAT(object.at("choices").as_array(), IsEmpty());
    const auto& film = object.at("film").as_object();
    EXPECT_EQ(film.at("id"), "tt0099785");
    EXPECT_EQ(film.at("other_ids").at(0), "tm771");
    EXPECT_EQ(film.at("vote_average"), 7.4);
    EXPECT_EQ(film.at("names_ru").at("genres").at(0), "комедия");
    EXPECT_EQ(film.at("links").at("tmdb"), "https://www.themoviedb.org/movie/771");
}

TEST_F(ExportAndShow, EndAsRecommendDoes) {
    EXPECT_EQ(run({"show", "Дюна"}).code, exit_bad_data) << "there is no catalogue";
    EXPECT_EQ(run({"export"}).code, exit_bad_data);
    import_films();
    const auto unknown = run({"show", "Йцукен фывапролд"});
    EXPECT_EQ(unknown.code, exit_unknown_film);
    EXPECT_THAT(unknown.output, IsEmpty());
    EXPECT_THAT(unknown.errors, HasSubstr("Йцукен фывапролд"));
    EXPECT_EQ(run({"show"}).code, exit_usage);
    EXPECT_EQ(run({"export", "--format", "xml"}).code, exit_usage);
}

}  // namespace
}  // namespace app
