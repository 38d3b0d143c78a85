#include "core/catalogue/catalogue_check.hpp"

#include "core/catalogue/json_lines.hpp"
#include "test_support/temporary_folder.hpp"

#include <fstream>

#include <gmock/gmock.h>

namespace core::catalogue {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr std::string_view forty_words =
    "one two three four five six seven eight nine ten one two three four five six seven eight nine ten "
    "one two three four five six seven eight nine ten one two three four five six seven eight nine ten";
constexpr std::string_view forty_russian_words =
    "раз два три четыре пять шесть семь восемь девять десять раз два три четыре пять шесть семь восемь девять десять "
    "раз два три четыре пять шесть семь восемь девять десять раз два три четыре пять шесть семь восемь девять десять";

Glossary vocabulary() {
    Glossary words;
    words.add(TermKind::genre, "Comedy", {"комедия", ""});
    words.add(TermKind::country, "US", {"США", "United States"});
    for (const auto* keyword : {"alibi", "boy", "casino", "desert", "exile", "friendship", "garden"})
        words.add(TermKind::keyword, keyword, {"слово", ""});
    words.add(TermKind::person, "Elem Klimov", {"Элем Климов", ""});
    return words;
}

Film told_film() {
    return {.ids = {.tmdb = 771},
            .title = "Home Alone",
            .title_ru = "Один дома",
            .year = 1990,
            .countries = {"US"},
            .language = "en",
            .runtime_min = 103,
            .genres = {"Comedy"},
            .keywords = {"alibi", "boy", "casino", "desert", "exile", "friendship"},
            .directors = {"Chris Columbus"},
            .synopsis_en = std::string{forty_words},
            .synopsis_ru = std::string{forty_russian_words},
            .votes = 100};
}

class CatalogueCheck : public testing::Test {
protected:
    CheckReport check(const std::string& text, const std::string& name = "films.jsonl") const {
        std::ofstream{temporary.path() / name, std::ios::binary} << text;
        auto report = check_films({temporary.path() / name}, vocabulary());
        EXPECT_TRUE(report) << report.error().message;
        return std::move(report).value();
    }
    static std::vector<std::string> codes(const CheckReport& report) {
        std::vector<std::string> codes;
        for (const auto& flaw : report.flaws) codes.push_back(flaw.code);
        return codes;
    }
    std::vector<std::string> codes_of(const Film& film) const { return codes(check(write_film(film) + "\n")); }

    const test_support::TemporaryFolder temporary;
};

TEST_F(CatalogueCheck, HasNothingToSayOfAGoodFilm) {
    const auto report = check(write_film(told_film()) + "\n\n");
    EXPECT_THAT(report.flaws, IsEmpty());
    EXPECT_EQ(report.films, 1U);
    EXPECT_EQ(report.told, 1U);
}

struct Case {
    const char* code;
    void (*spoil)(Film& film);
};

TEST_F(CatalogueCheck, NamesWhatIsWrongWithAFilm) {
    const std::vector<Case> cases{
        {"year_unlikely", [](Film& film) { film.year = 2031; }},
        {"year_unlikely", [](Film& film) { film.year = 1887; }},
        {"runtime_unlikely", [](Film& film) { film.runtime_min = 901; }},
        {"language_unknown", [](Film& film) { film.language = "English"; }},
        {"language_unknown", [](Film& film) { film.language = "cn"; }},
        {"language_unknown", [](Film& film) { film.language = "a "; }},
        {"title_not_russian", [](Film& film) { film.title_ru = "Home Alone"; }},
        {"genre_unknown", [](Film& film) { film.genres = {"Comedies"}; }},
        {"country_unknown", [](Film& film) { film.countries = {"USA"}; }},
        {"keyword_unknown", [](Film& film) { film.keywords[0] = "alibis"; }},
        {"keyword_count", [](Film& film) { film.keywords.pop_back(); }},
        {"synopsis_length", [](Film& film) { film.synopsis_en = "A boy is left at home."; }},
        {"synopsis_length", [](Film& film) { film.synopsis_ru += " " + film.synopsis_ru; }},
        {"synopsis_missing", [](Film& film) { film.synopsis_ru.clear(); }},
        {"synopsis_missing", [](Film& film) { film.synopsis_en.clear(); }},
        {"synopsis_not_english", [](Film& film) { film.synopsis_en = film.synopsis_ru; }},
        {"synopsis_not_russian", [](Film& film) { film.synopsis_ru = film.synopsis_en; }},
        {"person_spelling", [](Film& film) { film.cast = {"Элем Климов"}; }},
        {"person_spelling", [](Film& film) { film.cast = {"Chris COLUMBUS"}; }},
    };
    for (const auto& [code, spoil] : cases) {
        auto film = told_film();
        spoil(film);
        EXPECT_THAT(codes_of(film), ElementsAre(code)) << write_film(film);
    }
}

TEST_F(CatalogueCheck, LeavesRoomWhereAFilmIsRight) {
    auto film = told_film();
    film.title_ru = "1917";
    film.synopsis_ru = "XIX век — " + film.synopsis_ru;
    EXPECT_THAT(codes_of(film), IsEmpty());
    film.synopsis_en = film.synopsis_ru = "";
    film.keywords = {"alibi"};
    EXPECT_THAT(codes_of(film), IsEmpty()) << "only a film that is told needs six keywords";
    film.keywords = {"based on novel", "a man who walks and walks until it rains on him"};
    EXPECT_THAT(codes_of(film),
                ElementsAre("keyword_remark", "keyword_sentence", "keyword_unknown", "keyword_unknown"));
}

TEST_F(CatalogueCheck, NamesTheLineThatIsNoFilmAndGoesOn) {
    const auto report = check("{\"title\": \"A\"\n{\"title\": \"A\"}\n{\"title\": 5, \"year\": 1990}\n" +
                              std::string(longest_line + 1, ' ') + "\n{\"year\": 1990, \"title\": \"A\"}");
    EXPECT_THAT(codes(report),
                ElementsAre("film_malformed", "film_incomplete", "film_field", "film_malformed", "key_order"));
    EXPECT_EQ(report.films, 1U);
    EXPECT_EQ(report.flaws.back().line, 5U);
    EXPECT_THAT(report.flaws.back().message, HasSubstr("\"title\""));
}

TEST_F(CatalogueCheck, FindsAFilmThatStandsTwice) {
    const auto twice = [this](const Film& other) {
        return codes(check(write_film(told_film()) + "\n" + write_film(other) + "\n"));
    };
    EXPECT_THAT(twice(told_film()), ElementsAre("id_twice", "film_twice", "film_twice"));
    EXPECT_THAT(twice({.title = "Home, alone!", .year = 1990}), ElementsAre("film_twice"));
    EXPECT_THAT(twice({.title = "Odin doma", .title_ru = "Один Дома", .year = 1990}), ElementsAre("film_twice"));
    EXPECT_THAT(twice({.title = "Home Alone", .year = 1991}), IsEmpty());
    EXPECT_THAT(twice({.title = "Home Alone", .year = 1990, .directors = {"Somebody Else"}}), IsEmpty());
    EXPECT_THAT(twice({.ids = {.tmdb = 772}, .title = "Home Alone", .year = 1990}), IsEmpty());
}

TEST_F(CatalogueCheck, FindsTwoFilmsThatWouldGetOneId) {
    const Film one{.title = "Air", .year = 2023, .directors = {"Ben Affleck"}};
    const Film other{.title = "Air", .year = 2023, .directors = {"Aleksei German"}};
    EXPECT_THAT(codes(check(write_film(one) + "\n" + write_film(other))), ElementsAre("id_twice"));
}

TEST_F(CatalogueCheck, NamesWhereTheOtherOneStands) {
    const auto report = check(write_film(told_film()) + "\n" + write_film({.title = "Home Alone", .year = 1990}));
    ASSERT_THAT(report.flaws, SizeIs(1));
    EXPECT_EQ(report.flaws[0].line, 2U);
    EXPECT_THAT(report.flaws[0].message, HasSubstr("films.jsonl:1 already"));
}

TEST_F(CatalogueCheck, HoldsAFileOfADecadeToItsYearsAndOrder) {
    const std::string films =
        "{\"title\": \"A\", \"year\": 1990, \"votes\": 5}\n{\"title\": \"B\", \"year\": 2000, \"votes\": 6}\n";
    EXPECT_THAT(codes(check(films, "1990s.jsonl")), ElementsAre("wrong_file", "wrong_order"));
    EXPECT_THAT(codes(check("{\"title\": \"A\", \"year\": 1929}", "before-1930.jsonl")), IsEmpty());
    EXPECT_THAT(codes(check(films, "films.jsonl")), IsEmpty());
}

TEST_F(CatalogueCheck, CountsMoreThanItKeeps) {
    std::string lines;
    for (std::size_t line = 0; line < most_flaws_kept + 5; ++line) lines += "[]\n";
    const auto report = check(lines);
    EXPECT_THAT(report.flaws, SizeIs(most_flaws_kept));
    EXPECT_EQ(report.total(), most_flaws_kept + 5);
}

TEST_F(CatalogueCheck, SaysWhyItDidNotCheck) {
    EXPECT_EQ(check_films({temporary.path() / "nowhere"}, {}).error().code, "films_missing");
    check("[]\n");
    EXPECT_EQ(check_films({temporary.path()}, {}, [] { return true; }).error().code, "check_stopped");
}

TEST_F(CatalogueCheck, LooksUpOnlyTheKindsOfNamesThatAreKnown) {
    auto film = told_film();
    film.genres = film.keywords = {"a", "b", "c", "d", "e", "f"};
    std::ofstream{temporary.path() / "films.jsonl"} << write_film(film);
    EXPECT_EQ(check_films({temporary.path()}, {}).value().total(), 0U);
}

}  // namespace
}  // namespace core::catalogue
