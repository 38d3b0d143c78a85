#include "tg_client/imports/ratings_file.hpp"

#include <string>
#include <utility>

#include <gmock/gmock.h>

namespace tg_client {
namespace {

using api::Opinion;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;
using testing::SizeIs;

const std::string letterboxd_ratings = "Date,Name,Year,Letterboxd URI,Rating\n";
const std::string letterboxd_films = "Date,Name,Year,Letterboxd URI\n";
const std::string imdb_ratings =
    "Const,Your Rating,Date Rated,Title,Original Title,URL,Title Type,IMDb Rating,Runtime (mins),Year,Genres,Num Votes,"
    "Release Date,Directors\n";
const std::string trakt_ratings =
    "rated_at,type,title,year,trakt_rating,trakt_id,imdb_id,tmdb_id,tvdb_id,url,released,season_number,episode_number,"
    "genres,rating\n";

RatingsFile read(const std::string& bytes, std::string_view name = "export.csv") {
    auto file = read_ratings_file(name, bytes);
    EXPECT_TRUE(file) << code_of(file ? ImportFault{} : file.error());
    return file ? std::move(file).value() : RatingsFile{};
}

ImportFault fault_of(const std::string& bytes) {
    const auto file = read_ratings_file("ratings.csv", bytes);
    EXPECT_FALSE(file);
    return file.error();
}

std::vector<std::pair<std::string, Opinion>> opinions(const RatingsFile& file) {
    std::vector<std::pair<std::string, Opinion>> all;
    for (const auto& row : file.rows) all.emplace_back(row.item.title.value_or("-"), row.opinion);
    return all;
}

std::vector<std::pair<std::size_t, SkipReason>> skipped(const RatingsFile& file) {
    std::vector<std::pair<std::size_t, SkipReason>> all;
    for (const auto& row : file.skipped) all.emplace_back(row.line, row.why);
    return all;
}

TEST(RatingsFileOfLetterboxd, HasRatingsOutOfFive) {
    const auto file = read(letterboxd_ratings +
                           "2024-02-01,Stalker,1979,https://boxd.it/a,3.5\n"
                           "2024-02-02,\"Crouching Tiger, Hidden Dragon\",2000,https://boxd.it/b,2\n"
                           "2024-02-03,Амели,,https://boxd.it/c,2.5\n");
    EXPECT_EQ(file.kind, ExportKind::letterboxd);
    EXPECT_THAT(opinions(file),
                ElementsAre(Pair("Stalker", Opinion::liked), Pair("Crouching Tiger, Hidden Dragon", Opinion::disliked),
                            Pair("Амели", Opinion::seen)));
    EXPECT_EQ(file.rows[0].item.year, 1979);
    EXPECT_EQ(file.rows[1].line, 3);
    EXPECT_EQ(file.rows[2].item.year, std::nullopt);
}

TEST(RatingsFileOfLetterboxd, IsAWatchlistWhereItsNameSaysSo) {
    const auto bytes = letterboxd_films + "2024-01-01,Dune,2021,https://boxd.it/a\n";
    EXPECT_THAT(opinions(read(bytes, "watchlist.csv")), ElementsAre(Pair("Dune", Opinion::to_watch)));
    EXPECT_THAT(opinions(read(bytes, "Watchlist (1).csv")), ElementsAre(Pair("Dune", Opinion::to_watch)));
    EXPECT_THAT(opinions(read(bytes, "watched.csv")), ElementsAre(Pair("Dune", Opinion::seen)));
    EXPECT_THAT(opinions(read(bytes, "")), ElementsAre(Pair("Dune", Opinion::seen)));
    EXPECT_THAT(opinions(read(letterboxd_ratings + "2024-01-01,Dune,2021,u,5\n", "watchlist.csv")),
                ElementsAre(Pair("Dune", Opinion::liked)));
}

TEST(RatingsFileOfLetterboxd, IsADiaryWhereTheLastRatingOfAFilmCounts) {
    const auto file = read(
        "Date,Name,Year,Letterboxd URI,Rating,Rewatch,Tags,Watched Date\n"
        "2024-01-01,Dune,2021,u,2,,,2024-01-01\n"
        "2024-01-02,Dune,1984,u,,,,2024-01-02\n"
        "2024-01-03,Dune,2021,u,4,Yes,\"a, b\",2024-01-03\n"
        "2024-01-04,Dune,2021,u,,Yes,,2024-01-04\n");
    EXPECT_THAT(opinions(file), ElementsAre(Pair("Dune", Opinion::liked), Pair("Dune", Opinion::seen)));
    EXPECT_EQ(file.rows[0].line, 4);
}

TEST(RatingsFileOfImdb, HasIdsAndLeavesSeriesOut) {
    const auto file =
        read(imdb_ratings +
             "tt0099785,7,2021-01-05,Home Alone,Home Alone,u,Movie,7.7,103,1990,\"Comedy, Family\",1,1990-11-16,\n"
             "tt0903747,10,2024-02-11,Breaking Bad,Breaking Bad,u,TV Series,9.5,49,2008,Crime,1,2008-01-20,\n"
             "tt0959621,9,2024-02-11,Pilot,Pilot,u,tvEpisode,9.0,58,2008,Crime,1,2008-01-20,\n"
             "tt7366338,9,2024-02-11,Chernobyl,Chernobyl,u,TV Mini Series,9.3,58,2019,Drama,1,2019-05-06,\n"
             "tt0070215,4,2024-02-11,Duel,Duel,u,TV Movie,7.6,90,1971,Action,1,1971-11-13,Steven Spielberg\n");
    EXPECT_EQ(file.kind, ExportKind::imdb);
    EXPECT_THAT(opinions(file), ElementsAre(Pair("Home Alone", Opinion::liked), Pair("Duel", Opinion::disliked)));
    EXPECT_EQ(file.rows[0].item.imdb_id, "tt0099785");
    EXPECT_EQ(file.rows[0].item.year, 1990);
    EXPECT_EQ(file.television, 3);
    EXPECT_THAT(file.skipped, IsEmpty());
    EXPECT_THAT(skipped(read(imdb_ratings + "tt0151151,9,2024,GoldenEye 007,,u,Video Game,9.1,,1997,Action,1,1997,\n")),
                ElementsAre(Pair(2, SkipReason::no_film)));
}

TEST(RatingsFileOfImdb, IsAWatchlistInWhichSomeFilmsAreRated) {
    const auto file = read(
        "Position,Const,Created,Modified,Description,Title,URL,Title Type,IMDb Rating,Year,Your Rating,Date Rated\n"
        "1,tt0468569,2023-07-09,2023-07-09,,The Dark Knight,u,Movie,9,2008,5,2025-02-02\n"
        "2,tt0111161,2023-07-11,2023-07-11,\"a \"\"note\"\"\non two lines\",The Shawshank "
        "Redemption,u,Movie,9.3,1994,,\n"
        "3,tt0110912,2023-07-11,2023-07-11,,Pulp Fiction,u,Movie,8.9,1994,,\n");
    EXPECT_THAT(opinions(file),
                ElementsAre(Pair("The Dark Knight", Opinion::seen), Pair("The Shawshank Redemption", Opinion::to_watch),
                            Pair("Pulp Fiction", Opinion::to_watch)));
    EXPECT_EQ(file.rows[1].line, 3);
    EXPECT_EQ(file.rows[2].line, 5);
}

TEST(RatingsFileOfTrakt, TakesThePersonsRatingNotThatOfEverybody) {
    const auto file = read(
        trakt_ratings +
        "2018-08-24T13:48:52Z,movie,Guardians of the Galaxy,2014,8.3,82405,tt2015381,118340,,u,2014-08-01,,,\"a,b\",3\n"
        "2018-08-24T12:06:07Z,show,Yellowstone,2018,7.7,126995,tt4236770,73586,1,u,2018-06-21,,,western,8\n"
        "2018-08-24T12:06:07Z,episode,Lost,2004,7.7,1,tt0411008,4607,1,u,2004-09-22,1,2,drama,8\n");
    EXPECT_EQ(file.kind, ExportKind::trakt);
    EXPECT_THAT(opinions(file), ElementsAre(Pair("Guardians of the Galaxy", Opinion::disliked)));
    EXPECT_EQ(file.rows[0].item.imdb_id, "tt2015381");
    EXPECT_EQ(file.rows[0].item.tmdb_id, 118340);
    EXPECT_EQ(file.television, 2);
    EXPECT_THAT(skipped(read("type,title,year,rated_at,rating\nperson,Bo Ek,1990,2018,9\n")),
                ElementsAre(Pair(2, SkipReason::no_film)));
}

TEST(RatingsFileOfTrakt, IsAHistoryOrAWatchlistByItsColumnsInAnyOrder) {
    EXPECT_THAT(opinions(read("title,tmdb_id,type,watched_at,year\nDune,438631,movie,2024-02-11T20:15:00.000Z,2021\n")),
                ElementsAre(Pair("Dune", Opinion::seen)));
    EXPECT_THAT(
        opinions(read("listed_at,type,title,year,imdb_id\n2024-02-11T20:15:00.000Z,movie,Dune,2021,tt1160419\n")),
        ElementsAre(Pair("Dune", Opinion::to_watch)));
}

TEST(ARatingsFile, IsReadWithByteOrderMarkCarriageReturnsAndBlankLines) {
    const auto file = read(
        "\xEF\xBB\xBF"
        "Date,Name,Year,Letterboxd URI,Rating\r\n\r\n"
        "2024-02-01,\"Stalker\",1979,u,4\r\n\r\n"
        "2024-02-01,Solaris,1972,u,1");
    EXPECT_THAT(opinions(file), ElementsAre(Pair("Stalker", Opinion::liked), Pair("Solaris", Opinion::disliked)));
    EXPECT_EQ(file.rows[0].line, 3);
    EXPECT_EQ(file.rows[1].line, 5);
}

TEST(ARatingsFile, TellsEachRowThatMakesNoSense) {
    const auto file = read(letterboxd_ratings +
                           "2024-02-01,Good,1979,u,4\n"      // 2
                           "2024-02-01,\"Open,1979,u,4\n"    // 3
                           "2024-02-01,Short,1979,u\n"       // 4
                           "2024-02-01,Long,1979,u,4,5\n"    // 5
                           "2024-02-01,\xC3\x28,1979,u,4\n"  // 6
                           "2024-02-01, ,1979,u,4\n"         // 7
                           "2024-02-01," +
                           std::string(257, 'a') +
                           ",1979,u,4\n"                      // 8
                           "2024-02-01,Six,1979,u,6\n"        // 9
                           "2024-02-01,None,1979,u,0\n"       // 10
                           "2024-02-01,Nan,1979,u,nan\n"      // 11
                           "2024-02-01,\"Junk\"x,1979,u,4\n"  // 12
                           "2024-02-01,Also good,1979,u,4\n");
    EXPECT_THAT(opinions(file), ElementsAre(Pair("Good", Opinion::liked), Pair("Also good", Opinion::liked)));
    EXPECT_THAT(skipped(file),
                ElementsAre(Pair(3, SkipReason::broken), Pair(4, SkipReason::columns), Pair(5, SkipReason::columns),
                            Pair(6, SkipReason::encoding), Pair(7, SkipReason::no_film), Pair(8, SkipReason::title),
                            Pair(9, SkipReason::rating), Pair(10, SkipReason::rating), Pair(11, SkipReason::rating),
                            Pair(12, SkipReason::broken)));
}

TEST(ARatingsFile, KeepsToWhatMayBeAskedOfMatch) {
    const auto file = read(trakt_ratings +
                           "2018,movie,\" Two\nlines\x07 \",20140,8.3,1,nm0000001,-5,,u,,,,,9\n"
                           "2018,movie," +
                           std::string(256, 'x') + ",1799,8.3,1,tt" + std::string(23, '1') +
                           ",99999999999,,u,,,,,9\n"
                           "2018,movie,,2014,8.3,1,,118340,,u,,,,,9\n");
    ASSERT_THAT(file.rows, SizeIs(3));
    EXPECT_EQ(file.rows[0].item.title, "Two lines ");
    for (const auto& row : {file.rows[0], file.rows[1]}) {
        EXPECT_EQ(row.item.year, std::nullopt);
        EXPECT_EQ(row.item.imdb_id, std::nullopt);
        EXPECT_EQ(row.item.tmdb_id, std::nullopt);
    }
    EXPECT_EQ(file.rows[2].item.title, std::nullopt);
    EXPECT_EQ(file.rows[2].item.tmdb_id, 118340);
}

TEST(ARatingsFile, IsRefusedWhereItIsNoExport) {
    EXPECT_EQ(fault_of(""), ImportFault::empty);
    EXPECT_EQ(fault_of("\xEF\xBB\xBF \r\n\n"), ImportFault::empty);
    EXPECT_EQ(fault_of("PK\x03\x04 and more"), ImportFault::zip);
    EXPECT_EQ(fault_of("\xFF\xFE"
                       "D\0a\0t\0e"),
              ImportFault::not_text);
    EXPECT_EQ(fault_of("a,b,c\n1,2,3\n"), ImportFault::unknown_kind);
    EXPECT_EQ(fault_of("Name,Year\nDune,2021\n"), ImportFault::unknown_kind);
    EXPECT_EQ(fault_of("title,year,rated_at,\"type\n"), ImportFault::unknown_kind);
    EXPECT_EQ(code_of(ImportFault::zip), "zip_archive");
    EXPECT_EQ(code_of(SkipReason::no_film), "no_film");
}

TEST(ARatingsFile, IsRefusedWhereItIsTooLong) {
    std::string bytes = letterboxd_films;
    for (std::size_t row = 0; row < most_import_rows; ++row) bytes += "d,Dune " + std::to_string(row) + ",2021,u\n";
    EXPECT_THAT(read(bytes).rows, SizeIs(most_import_rows));
    EXPECT_EQ(fault_of(bytes + "d,One more,2021,u\n"), ImportFault::too_many_rows);
    bytes.resize(most_import_bytes, '\n');
    EXPECT_THAT(read(bytes).rows, SizeIs(most_import_rows));
    EXPECT_EQ(fault_of(bytes + "\n"), ImportFault::too_big);
}

TEST(ARatingsFile, OfRowsLongerThanAnyIsReadInTime) {
    std::string bytes = letterboxd_films;
    for (std::size_t row = 0; row < most_import_rows - 1; ++row)
        bytes += "\"\xD0\xB0\xD0\xB0 no end of quotes: " + std::string(200, 'x') + "\n";
    bytes += "d,Dune,2021,u\n";
    const auto file = read(bytes);
    EXPECT_THAT(opinions(file), ElementsAre(Pair("Dune", Opinion::seen)));
    EXPECT_EQ(file.rows[0].line, most_import_rows + 1);
    EXPECT_THAT(file.skipped, SizeIs(most_import_rows - 1));
}

}  // namespace
}  // namespace tg_client
