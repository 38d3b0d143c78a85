#include "program_run.hpp"

#include <boost/json.hpp>

namespace app {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

namespace json = boost::json;

class CheckCatalogue : public ProgramRun {
protected:
    CheckCatalogue() {
        write("good/films.jsonl", "{\"title\": \"Dune\", \"year\": 2021, \"genres\": [\"Comedy\"]}\n");
        write("bad/films.jsonl", "{\"title\": \"Dune\", \"year\": 2021, \"genres\": [\"Sand\"]}\n{}\n");
        write("glossary.tsv", "kind\tname\tname_ru\tname_en\ngenre\tComedy\tкомедия\t\n");
    }
    std::string path(const char* name) const { return (folder / name).string(); }
};

TEST_F(CheckCatalogue, SaysThatNothingIsWrong) {
    const auto answer = run({"check-catalogue", path("good"), path("good/films.jsonl")});
    EXPECT_EQ(answer.code, exit_bad_data) << "the same film twice";
    const auto once = run({"check-catalogue", path("good")});
    EXPECT_EQ(once.code, exit_done);
    EXPECT_EQ(once.output, "1 film, 0 with a synopsis: nothing is wrong.\n");
    EXPECT_THAT(once.errors, IsEmpty());
}

TEST_F(CheckCatalogue, NamesEachFlawWithItsLineAndCountsThem) {
    const auto answer = run({"check-catalogue", path("bad")});
    EXPECT_EQ(answer.code, exit_bad_data);
    EXPECT_THAT(lines_of(answer.output),
                ElementsAre(path("bad/films.jsonl:1: the genre \"Sand\" is not in glossary.tsv [genre_unknown]"),
                            path("bad/films.jsonl:2: the film has no title [film_incomplete]"),
                            "1 film, 0 with a synopsis: 2 flaws", "  1 film_incomplete", "  1 genre_unknown"));
}

TEST_F(CheckCatalogue, AnswersInOneLineOfJson) {
    const auto answer = run({"check-catalogue", path("bad"), "--json"});
    EXPECT_EQ(answer.code, exit_bad_data);
    EXPECT_THAT(lines_of(answer.output), SizeIs(1));
    const auto object = json::parse(answer.output).as_object();
    EXPECT_EQ(object.at("ok"), false);
    EXPECT_EQ(object.at("counts").at("genre_unknown"), 1);
    EXPECT_EQ(object.at("flaws").at(1).at("line"), 2);
    EXPECT_EQ(object.at("flaws").at(1).at("code"), "film_incomplete");
}

TEST_F(CheckCatalogue, TakesItsWordsFromTheFolderNamedElseFromTheCatalogueInUse) {
    write("words/glossary.tsv", "kind\tname\tname_ru\tname_en\ngenre\tSand\tпесок\t\n");
    EXPECT_EQ(run({"check-catalogue", path("good"), "--glossary", path("words")}).code, exit_bad_data);
    std::filesystem::remove(folder / "glossary.tsv");
    const auto without = run({"check-catalogue", path("good")});
    EXPECT_EQ(without.code, exit_done);
    EXPECT_THAT(without.errors, HasSubstr("--glossary"));
    import_films();
    std::filesystem::remove(folder / "glossary.tsv");
    EXPECT_THAT(run({"check-catalogue", path("bad")}).output, HasSubstr("\"Sand\""));
}

TEST_F(CheckCatalogue, EndsAsOtherCommandsDo) {
    EXPECT_EQ(run({"check-catalogue"}).code, exit_usage);
    const auto missing = run({"check-catalogue", path("nowhere")});
    EXPECT_EQ(missing.code, exit_bad_data);
    EXPECT_THAT(missing.errors, AllOf(HasSubstr("nowhere"), HasSubstr("JSON object a line")));
    is_interrupted = [] { return true; };
    EXPECT_EQ(run({"check-catalogue", path("good")}).code, exit_interrupted);
}

}  // namespace
}  // namespace app
