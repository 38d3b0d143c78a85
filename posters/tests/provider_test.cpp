// What is asked of each provider, and what is made of its answers, without a socket.
#include "provider.hpp"

#include <deque>

#include <gmock/gmock.h>

namespace posters {
namespace {

using service_kit::ClientAnswer;
using service_kit::ClientError;
using service_kit::ClientFault;
using service_kit::ClientRequest;
using service_kit::ClientResult;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const Film home_alone{.id = "tt0099785",
                      .imdb = "tt0099785",
                      .tmdb = 771,
                      .kinopoisk = 8124,
                      .title = "Home Alone",
                      .title_ru = "Один дома",
                      .year = 1990};

Film without_ids() {
    auto film = home_alone;
    film.imdb.clear();
    film.tmdb = film.kinopoisk = 0;
    return film;
}

// Gives the answers it was made with, in their order, and keeps what was asked.
struct Answers {
    std::deque<ClientResult> answers;
    std::vector<std::string> asked{};

    Ask ask() {
        return [this](const ClientRequest& request) {
            asked.push_back(request.url);
            if (answers.empty()) return ClientResult{ClientFault{ClientError::unreachable, "no more answers"}};
            auto answer = answers.front();
            answers.pop_front();
            return answer;
        };
    }
};

ClientResult answer(std::string body, int status = 200) {
    return ClientAnswer{.status = status, .body = std::move(body)};
}

std::unique_ptr<const FactsProvider> kinopoisk() { return make_kinopoisk({"http://kp", "KEY", {}}); }
std::unique_ptr<const FactsProvider> omdb() { return make_omdb({"http://omdb", "KEY", {}}); }
std::unique_ptr<const FactsProvider> tmdb() { return make_tmdb({"http://tmdb/3", "KEY", "http://pictures/t/p"}); }

Lookup look_up(const FactsProvider& provider, Answers& answers, const Film& film = home_alone) {
    return provider.look_up(film, api::Language::ru, answers.ask());
}

Miss miss_of(const FactsProvider& provider, ClientResult result, const Film& film = home_alone) {
    Answers answers{{std::move(result)}};
    const auto lookup = look_up(provider, answers, film);
    EXPECT_FALSE(lookup);
    return lookup ? Miss::not_found : lookup.error().miss;
}

constexpr auto kinopoisk_film = R"({"kinopoiskId":8124,"imdbId":"tt0099785","posterUrl":"https://x/8124.jpg",
    "posterUrlPreview":"https://x/s/8124.jpg","ratingKinopoisk":8.3,"ratingKinopoiskVoteCount":990000,
    "ratingImdb":"7.7","ratingImdbVoteCount":null,"description":"Мальчика\u0007 забыли.\n\nДома."})";

TEST(KinoPoisk, IsAskedByItsOwnNumberFirst) {
    Answers answers{{answer(kinopoisk_film)}};
    const auto lookup = look_up(*kinopoisk(), answers);
    ASSERT_TRUE(lookup);
    const auto& facts = lookup.value();
    EXPECT_THAT(answers.asked, ElementsAre("http://kp/api/v2.2/films/8124"));
    ASSERT_EQ(facts.ratings.size(), 2U);
    EXPECT_EQ(facts.ratings[0].source, "KinoPoisk");
    EXPECT_EQ(facts.ratings[0].votes, 990000);
    EXPECT_EQ(facts.ratings[1].source, "IMDb");
    EXPECT_DOUBLE_EQ(facts.ratings[1].average, 7.7);
    EXPECT_EQ(facts.ratings[1].votes, std::nullopt);
    EXPECT_EQ(facts.descriptions.at(0).text, "Мальчика забыли. Дома.");
    EXPECT_EQ(kinopoisk()->picture_url(facts, api::PosterSize::w342), "https://x/s/8124.jpg");
    EXPECT_EQ(kinopoisk()->picture_url(facts, api::PosterSize::w780), "https://x/8124.jpg");
}

TEST(KinoPoisk, IsAskedByImdbAndThenByTitle) {
    auto film = home_alone;
    film.kinopoisk = 0;
    Answers answers{{answer(R"({"total":1,"items":[{"kinopoiskId":5,"imdbId":"tt0000001"}]})"),
                     answer(R"({"films":[{"filmId":1,"nameRu":"Один дома","type":"FILM","year":"2021"},
                                         {"filmId":2,"nameRu":"Один дома 2","type":"FILM","year":"1990"},
                                         {"filmId":3,"nameRu":"Один дома","type":"TV_SERIES","year":"1990"},
                                         {"filmId":8124,"nameRu":null,"nameEn":"HOME ALONE!","year":"1991"}]})"),
                     answer(kinopoisk_film)}};
    EXPECT_TRUE(look_up(*kinopoisk(), answers, film));
    EXPECT_THAT(answers.asked, ElementsAre("http://kp/api/v2.2/films?imdbId=tt0099785",
                                           HasSubstr("/api/v2.1/films/search-by-keyword?keyword=%D0%9E%D0%B4"),
                                           "http://kp/api/v2.2/films/8124"));
}

TEST(KinoPoisk, DoesNotTakeAnotherFilm) {
    EXPECT_EQ(miss_of(*kinopoisk(), answer(R"({"kinopoiskId":326,"posterUrl":"https://x/326.jpg"})")),
              Miss::bad_answer);
    EXPECT_EQ(
        miss_of(*kinopoisk(), answer(R"({"films":[{"filmId":1,"nameRu":"Один дома","year":"1993"}]})"), without_ids()),
        Miss::not_found);
    EXPECT_EQ(
        miss_of(*kinopoisk(), answer(R"({"films":[{"filmId":1,"nameRu":"Один дома","year":"null"}]})"), without_ids()),
        Miss::not_found);
}

TEST(KinoPoisk, TellsFaultsApart) {
    EXPECT_EQ(miss_of(*kinopoisk(), answer(R"({"message":"You exceeded the quota."})", 402)), Miss::quota_spent);
    EXPECT_EQ(miss_of(*kinopoisk(), answer("{}", 401)), Miss::key_refused);
    EXPECT_EQ(miss_of(*kinopoisk(), answer("{}", 404), without_ids()), Miss::not_found);
    EXPECT_EQ(miss_of(*kinopoisk(), answer("{}", 502)), Miss::unreachable);
    EXPECT_EQ(miss_of(*kinopoisk(), answer("<html>")), Miss::bad_answer);
    EXPECT_EQ(miss_of(*kinopoisk(), answer("[]")), Miss::bad_answer);
    EXPECT_EQ(miss_of(*kinopoisk(), ClientFault{ClientError::timed_out, ""}), Miss::timed_out);
    EXPECT_EQ(miss_of(*kinopoisk(), ClientFault{ClientError::tls_failed, ""}), Miss::unreachable);
    ClientAnswer limited{.status = 429};
    limited.headers.add("Retry-After", "17");
    Answers answers{{limited}};
    const auto lookup = look_up(*kinopoisk(), answers);
    ASSERT_FALSE(lookup);
    EXPECT_EQ(lookup.error().miss, Miss::rate_limited);
    EXPECT_EQ(lookup.error().wait, std::chrono::seconds{17});
}

TEST(Omdb, ReadsNumbersThatAreTexts) {
    Answers answers{{answer(R"({"Title":"Home Alone","Year":"1990","imdbRating":"7.7","imdbVotes":"584,069",
        "Plot":"N/A","Poster":"N/A","imdbID":"tt0099785","Ratings":[{"Source":"Rotten Tomatoes","Value":"66%"},
        {"Source":"Metacritic","Value":"63/100"},{"Source":"Metacritic","Value":"many"}],"Response":"True"})")}};
    const auto lookup = look_up(*omdb(), answers);
    ASSERT_TRUE(lookup);
    const auto& facts = lookup.value();
    EXPECT_THAT(answers.asked, ElementsAre("http://omdb/?apikey=KEY&i=tt0099785&plot=full&r=json"));
    ASSERT_EQ(facts.ratings.size(), 3U);
    EXPECT_EQ(facts.ratings[0].votes, 584069);
    EXPECT_DOUBLE_EQ(facts.ratings[1].average, 6.6);
    EXPECT_DOUBLE_EQ(facts.ratings[2].average, 6.3);
    EXPECT_THAT(facts.descriptions, IsEmpty());
    EXPECT_EQ(facts.poster, "");
}

TEST(Omdb, ChecksTitleAndYearWhereItHasNoNumber) {
    const auto found = [](const char* title, const char* year) {
        Answers answers{
            {answer(std::string{R"({"Response":"True","Title":")"} + title + R"(","Year":")" + year + "\"}")}};
        return static_cast<bool>(look_up(*omdb(), answers, without_ids()));
    };
    EXPECT_TRUE(found("Home Alone", "1990"));
    EXPECT_TRUE(found("home alone", "1991"));
    EXPECT_FALSE(found("Home Alone", "1992"));
    EXPECT_FALSE(found("Home Alone 2", "1990"));
    EXPECT_FALSE(found("Home Alone", "1990–1995"));
    EXPECT_FALSE(found("Home Alone", "N/A"));
}

TEST(Omdb, TellsTheMeaningsOf401Apart) {
    const auto refused = [](const char* error, int status) {
        return miss_of(*omdb(), answer(std::string{R"({"Response":"False","Error":")"} + error + "\"}", status),
                       without_ids());
    };
    EXPECT_EQ(refused("Request limit reached!", 401), Miss::quota_spent);
    EXPECT_EQ(refused("Invalid API key!", 401), Miss::key_refused);
    EXPECT_EQ(refused("No API key provided.", 401), Miss::key_refused);
    EXPECT_EQ(refused("Movie not found!", 200), Miss::not_found);
    EXPECT_EQ(refused("Something new", 401), Miss::key_refused);
    EXPECT_EQ(refused("Something new", 200), Miss::bad_answer);
    EXPECT_EQ(miss_of(*omdb(), answer("", 401)), Miss::key_refused);
}

TEST(Tmdb, IsAskedByItsNumberThenByImdbThenByTitle) {
    Answers answers{{answer(R"({"success":false,"status_code":34})", 404), answer(R"({"movie_results":[]})"),
                     answer(R"({"results":[{"id":1,"title":"Home Alone","release_date":"2020-01-01"},
                               {"id":771,"title":"Один дома","original_title":"Home Alone","poster_path":"/a.jpg",
                                "release_date":"1990-11-16","vote_average":7.4,"vote_count":9089,"overview":""}]})")}};
    const auto lookup = look_up(*tmdb(), answers);
    ASSERT_TRUE(lookup);
    EXPECT_THAT(answers.asked,
                ElementsAre("http://tmdb/3/movie/771?language=ru-RU&api_key=KEY",
                            "http://tmdb/3/find/tt0099785?external_source=imdb_id&language=ru-RU&api_key=KEY",
                            HasSubstr("http://tmdb/3/search/movie?query=Home%20Alone&")));
    EXPECT_EQ(tmdb()->picture_url(lookup.value(), api::PosterSize::w185), "http://pictures/t/p/w185/a.jpg");
    EXPECT_EQ(lookup.value().ratings.at(0).source, "TMDB");
}

TEST(Tmdb, DoesNotFollowAPathThatLeadsElsewhere) {
    for (const auto* path : {"/../x.jpg", "//evil/x.jpg", "@evil", "/a b.jpg", "/a?x", "", "/"}) {
        Answers answers{{answer(std::string{R"({"id":771,"poster_path":")"} + path + "\"}")}};
        const auto lookup = look_up(*tmdb(), answers);
        ASSERT_TRUE(lookup) << path;
        EXPECT_EQ(tmdb()->picture_url(lookup.value(), api::PosterSize::w185), "") << path;
    }
}

TEST(Tmdb, PutsALongKeyIntoAHeader) {
    const auto token = std::string(200, 'x');
    std::string sent;
    const auto lookup = make_tmdb({"http://tmdb/3", token, "http://pictures"})
                            ->look_up(home_alone, api::Language::en, [&](const ClientRequest& request) {
                                EXPECT_EQ(request.url.find(token), std::string::npos);
                                sent = request.headers.all("Authorization");
                                return answer(R"({"id":771})");
                            });
    EXPECT_TRUE(lookup);
    EXPECT_EQ(sent, "Bearer " + token);
}

TEST(Providers, FetchPicturesFromTheirOwnHostsOnly) {
    EXPECT_TRUE(omdb()->has_pictures_at("https://m.media-amazon.com/images/M/x.jpg"));
    EXPECT_TRUE(omdb()->has_pictures_at("http://omdb/x.jpg"));
    EXPECT_TRUE(kinopoisk()->has_pictures_at("https://kinopoiskapiunofficial.tech:443/images/x.jpg"));
    for (const auto* url :
         {"http://m.media-amazon.com/x", "https://m.media-amazon.com:444/x", "https://m.media-amazon.com.evil.org/x",
          "https://m.media-amazon.com@evil.org/x", "http://127.0.0.1/x", "http://omdb:81/x", "ftp://omdb/x",
          "file:///etc/passwd", "//omdb/x", "", "\n"})
        EXPECT_FALSE(omdb()->has_pictures_at(url)) << url;
}

TEST(Faults, AreToldInBothLanguages) {
    EXPECT_EQ(text_of(Provider::kinopoisk, Miss::quota_spent, api::Language::ru), "Квота Кинопоиска исчерпана");
    EXPECT_EQ(text_of(Provider::omdb, Miss::key_refused, api::Language::en), "OMDb does not take the key it is given");
}

}  // namespace
}  // namespace posters
