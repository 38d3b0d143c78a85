#include "wish.hpp"

#include <gtest/gtest.h>

namespace db_service {
namespace {

struct Wished {
    std::string film{"Матрица"};
    std::vector<std::string> liked{}, disliked{};
    std::optional<api::Filters> filters{};
};

std::string form(const Wished& wished) {
    return canonical_form({wished.film, wished.liked, wished.disliked, wished.filters});
}

TEST(AWish, IsTheSameHoweverItsFilmIsTyped) {
    for (const auto* typed : {"МАТРИЦА", " матрица ", "матрица\t", "Ｍ"})
        EXPECT_EQ(form({.film = typed}) == form({}), std::string{typed} != "Ｍ") << typed;
    EXPECT_EQ(form({.film = "Ёлки"}), form({.film = "елки"}));
    EXPECT_EQ(form({.film = "Один   дома"}), form({.film = "один дома"}));
    EXPECT_EQ(form({.film = "Die Straße"}), form({.film = "DIE STRASSE"}));
    EXPECT_NE(form({.film = "Линия"}), form({.film = "Линий"}));
    EXPECT_NE(form({.film = "один дома"}), form({.film = "одиндома"}));
}

TEST(AWish, HasSetsOfFilmsLikedAndDisliked) {
    EXPECT_EQ(form({.liked = {"a", "B", "A"}}), form({.liked = {"b", "a"}}));
    EXPECT_NE(form({.liked = {"a"}}), form({.disliked = {"a"}}));
    EXPECT_NE(form({.liked = {"a"}}), form({.liked = {"a", "b"}}));
    EXPECT_NE(form({.liked = {"a,b"}}), form({.liked = {"a", "b"}}));
}

TEST(AWish, HasFiltersWhateverTheirOrder) {
    EXPECT_EQ(form({.filters = api::Filters{.genres = {"b", "a"}}}),
              form({.filters = api::Filters{.genres = {"A", "b"}}}));
    EXPECT_EQ(form({.filters = api::Filters{}}), form({}));
    EXPECT_NE(form({.filters = api::Filters{.genres = {"a"}}}), form({.filters = api::Filters{.countries = {"a"}}}));
    EXPECT_NE(form({.filters = api::Filters{.from_year = 1990}}), form({.filters = api::Filters{.to_year = 1990}}));
    EXPECT_NE(form({.filters = api::Filters{.min_rating = 7}}), form({.filters = api::Filters{.min_rating = 7.5}}));
}

TEST(AWish, HasANumberThatStaysTheSameForEver) {
    // printf 'abc' | sha256sum: rows that are stored have such numbers.
    EXPECT_EQ(number_of("abc"), static_cast<std::int64_t>(0xba7816bf8f01cfeaULL));
    EXPECT_EQ(
        form({.film = "Ёлки", .liked = {"b", "a"}}),
        R"({"session_id":"","film":"елки","liked":["a","b"],"disliked":[],"filters":{"genres":[],"without_genres":[],"countries":[]}})");
}

}  // namespace
}  // namespace db_service
