// The API over a small catalogue of its own: what each route answers, without a socket.
#include "ml_service/films_api.hpp"

#include "core/catalogue/catalogue_file.hpp"
#include "test_support/temporary_folder.hpp"

#include <gmock/gmock.h>

namespace ml_service {
namespace {

using core::catalogue::Film;
using testing::Contains;
using testing::ElementsAre;
using testing::Field;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

const std::vector<Film> known_films{
    {.ids = {.imdb = "tt0000001", .tmdb = 11},
     .title = "Harbour Lights",
     .title_ru = "Огни гавани",
     .year = 1990,
     .countries = {"FR"},
     .runtime_min = 95,
     .genres = {"Comedy"},
     .keywords = {"lighthouse", "smuggler"},
     .directors = {"Ann Lee"},
     .synopsis_en = "A lighthouse keeper hides a smuggler from the coast guard.",
     .synopsis_ru = "Смотритель маяка прячет контрабандиста от береговой охраны.",
     .vote_average = 7.25,
     .vote_count = 900,
     .votes = 900},
    {.ids = {.imdb = "tt0000002"}, .title = "Harbour Nights", .year = 1991, .genres = {"Comedy"}, .votes = 800},
    {.ids = {.imdb = "tt0000003"},
     .title = "Twin",
     .year = 1984,
     .genres = {"Drama"},
     .directors = {"Bo Ek"},
     .votes = 300},
    {.ids = {.imdb = "tt0000004"}, .title = "Twin", .year = 2021, .genres = {"Drama"}, .votes = 310},
    {.ids = {.imdb = "tt0000005"}, .title = "Long Winter", .year = 2000, .genres = {"Drama"}, .votes = 700},
};

class TheFilmsApi : public testing::Test {
protected:
    TheFilmsApi() {
        core::catalogue::Glossary glossary;
        const auto written = core::catalogue::write_catalogue(known_films, glossary, folder.path() / "c.sqlite");
        EXPECT_TRUE(written);
        auto loaded = core::ranking::LoadedFilms::load({folder.path() / "c.sqlite", {}});
        films = std::make_shared<const FilmsApi>(std::move(loaded).value(), metrics);
    }

    template <class Answer, class Asked>
    api::Outcome<Answer> ask(api::Outcome<Answer> (FilmsApi::*handler)(const Asked&, const service_kit::Call&) const,
                             const Asked& asked) const {
        return (films.get()->*handler)(asked, {request});
    }
    api::RecommendAnswer recommend(const api::RecommendRequest& asked) const {
        const auto outcome = ask(&FilmsApi::recommend, asked);
        EXPECT_TRUE(outcome);
        return outcome ? outcome.value() : api::RecommendAnswer{};
    }

    test_support::TemporaryFolder folder;
    service_kit::Metrics metrics;
    service_kit::Request request{};
    std::shared_ptr<const FilmsApi> films;
};

std::vector<std::string> ids_of(const api::RecommendAnswer& answer) {
    std::vector<std::string> ids;
    for (const auto& one : answer.recommendations) ids.push_back(one.id);
    return ids;
}

TEST_F(TheFilmsApi, RecommendsFilmsWithReasons) {
    const auto answer = recommend({.film = "огни гавани", .limit = 1});
    EXPECT_EQ(answer.query.film->id, "tt0000001");
    EXPECT_EQ(answer.query.matched_by, api::MatchedBy::title);
    EXPECT_THAT(ids_of(answer), ElementsAre("tt0000002"));
    EXPECT_THAT(answer.recommendations.front().reasons, Not(IsEmpty()));
    EXPECT_EQ(answer.next_offset, 1);
    EXPECT_FALSE(answer.exhausted);
    EXPECT_THAT(answer.index_version, SizeIs(16));
}

TEST_F(TheFilmsApi, PagesToTheEndWithoutRepeats) {
    const auto all = recommend({.film = "tt0000001", .limit = 50});
    EXPECT_TRUE(all.exhausted);
    std::vector<std::string> paged;
    for (int offset = 0;;) {
        const auto page = recommend({.film = "tt0000001", .limit = 1, .offset = offset});
        const auto ids = ids_of(page);
        paged.insert(paged.end(), ids.begin(), ids.end());
        if (page.exhausted) break;
        ASSERT_GT(page.next_offset, offset);
        offset = page.next_offset;
    }
    EXPECT_EQ(paged, ids_of(all));
}

TEST_F(TheFilmsApi, OffersAChoiceWithDirectorsWhereATitleFitsSeveralFilms) {
    const auto answer = recommend({.film = "Twin"});
    EXPECT_THAT(answer.choices, SizeIs(2));
    EXPECT_THAT(answer.choices, Contains(Field(&api::Candidate::directors, ElementsAre("Bo Ek"))));
    EXPECT_THAT(answer.recommendations, IsEmpty());
    EXPECT_FALSE(answer.exhausted);
    const auto dated = recommend({.film = "Twin", .year = 1984});
    ASSERT_TRUE(dated.query.film);
    EXPECT_EQ(dated.query.film->id, "tt0000003");
}

TEST_F(TheFilmsApi, LeavesOutWhatWasShownByIdAndByTitle) {
    const auto answer =
        recommend({.film = "Harbour Lights", .exclude = {"tt0000005"}, .recommendation = {"Harbour Nights"}});
    EXPECT_THAT(ids_of(answer), testing::UnorderedElementsAre("tt0000003", "tt0000004"));
}

TEST_F(TheFilmsApi, SaysWhenATextWasReadAsADescription) {
    const auto answer = recommend({.film = "смотритель прячет контрабандиста"});
    EXPECT_EQ(answer.query.matched_by, api::MatchedBy::description);
    EXPECT_FALSE(answer.query.film);
    EXPECT_THAT(ids_of(answer), ElementsAre("tt0000001"));
    EXPECT_TRUE(answer.exhausted);
    const auto filtered =
        recommend({.film = "смотритель прячет контрабандиста", .filters = api::Filters{.from_year = 1995}});
    EXPECT_THAT(filtered.recommendations, IsEmpty());
}

TEST_F(TheFilmsApi, AnswersAnUnknownFilmWith404AndTheNearestTitles) {
    const auto outcome = ask(&FilmsApi::recommend, api::RecommendRequest{.film = "Xyzzyplugh"});
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().status, 404);
    EXPECT_EQ(outcome.error().code, "unknown_film");
    EXPECT_TRUE(outcome.error().nearest);
    const auto genre =
        ask(&FilmsApi::recommend, api::RecommendRequest{.film = "Twin", .filters = api::Filters{.genres = {"Opera"}}});
    EXPECT_EQ(genre.error().code, "unknown_genre");
}

TEST_F(TheFilmsApi, TellsAFilmInTheLanguageAskedFor) {
    const auto russian = ask(&FilmsApi::film, api::FilmQuery{.id = "tt0000001"}).value();
    EXPECT_THAT(*russian.synopsis, testing::StartsWith("Смотритель"));
    const auto english = ask(&FilmsApi::film, api::FilmQuery{.id = "tt0000001", .language = api::Language::en}).value();
    EXPECT_THAT(*english.synopsis, testing::StartsWith("A lighthouse"));
    EXPECT_EQ(english.rating->average, 7.25);
    EXPECT_EQ(english.ids.tmdb, 11);
    request.headers.add("Accept-Language", "en");
    EXPECT_EQ(ask(&FilmsApi::film, api::FilmQuery{.id = "tt0000001"}).value().synopsis, english.synopsis);
}

TEST_F(TheFilmsApi, KnowsNoFilmByAnUnknownId) {
    EXPECT_EQ(ask(&FilmsApi::film, api::FilmQuery{.id = "tt9999999"}).error().status, 404);
    EXPECT_EQ(ask(&FilmsApi::similar, api::SimilarQuery{.id = "Twin"}).error().status, 404);
    EXPECT_EQ(ids_of(ask(&FilmsApi::similar, api::SimilarQuery{.id = "tt0000001", .limit = 1}).value()),
              ids_of(recommend({.film = "Harbour Lights", .limit = 1})));
}

TEST_F(TheFilmsApi, DrawsAFilmByLot) {
    const auto drawn = ask(&FilmsApi::random, api::RandomQuery{.seed = "1", .language = api::Language::en}).value();
    EXPECT_EQ(drawn.id, "tt0000001");  // the only one that is well rated
    EXPECT_THAT(*drawn.synopsis, testing::StartsWith("A lighthouse"));
    const auto drama = ask(&FilmsApi::random, api::RandomQuery{.seed = "1", .without_genres = {"комедия", "Comedy"}});
    EXPECT_EQ(drama.error().code, "unknown_genre");  // this catalogue has no Russian names
    const auto dated =
        ask(&FilmsApi::random, api::RandomQuery{.seed = "1", .without_genres = {"Comedy"}, .to_year = 1999}).value();
    EXPECT_EQ(dated.id, "tt0000003");
}

TEST_F(TheFilmsApi, DrawsNoFilmThatIsExcludedAndSaysWhenNoneIsLeft) {
    api::RandomQuery asked{.seed = "1", .to_year = 1990, .exclude = {"tt0000001", "tt9999999"}};
    EXPECT_EQ(ask(&FilmsApi::random, asked).value().id, "tt0000003");
    asked.exclude.emplace_back("tt0000003");
    const auto none = ask(&FilmsApi::random, asked);
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().status, 404);
    EXPECT_EQ(none.error().code, "no_film_left");
}

TEST_F(TheFilmsApi, SearchesByTitle) {
    const auto answer = ask(&FilmsApi::search, api::SearchQuery{.q = "Twin"}).value();
    EXPECT_FALSE(answer.query.film);
    EXPECT_THAT(answer.choices, SizeIs(2));
    const auto typed = ask(&FilmsApi::search, api::SearchQuery{.q = "long wintr"}).value();
    ASSERT_TRUE(typed.query.film);
    EXPECT_EQ(typed.query.film->id, "tt0000005");
}

TEST_F(TheFilmsApi, MatchesFilmsByIdThenByTitleAndYear) {
    const auto answer = ask(&FilmsApi::match, api::MatchRequest{{{.imdb_id = "tt0000005"},
                                                                 {.tmdb_id = 11},
                                                                 {.title = "Twin", .year = 1984},
                                                                 {.title = "Twin"},
                                                                 {.title = "Long Winter", .year = 1950},
                                                                 {.title = "Long Winter", .imdb_id = "tt7777777"},
                                                                 {}}})
                            .value();
    std::vector<std::pair<int, std::string>> matched;
    for (const auto& one : answer.matched) matched.emplace_back(one.item, one.film.id);
    EXPECT_THAT(matched, ElementsAre(std::pair{0, "tt0000005"}, std::pair{1, "tt0000001"}, std::pair{2, "tt0000003"},
                                     std::pair{5, "tt0000005"}));
    EXPECT_THAT(answer.unmatched, ElementsAre(3, 4, 6));
}

}  // namespace
}  // namespace ml_service
