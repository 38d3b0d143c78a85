// Holds the messages of db_service to their limits.
#include "api/history.hpp"

#include "api/ratings.hpp"

#include <gmock/gmock.h>

namespace api {
namespace {

using testing::ElementsAre;
using testing::Field;
using testing::IsEmpty;
using testing::Not;

template <class Message>
FieldFaults faults_of(std::string_view text) {
    FieldFaults faults;
    static_cast<void>(read<Message>(text, faults));
    return faults;
}

TEST(HistoryMessages, TakeTheThreeMembersThatWereThereFirst) {
    FieldFaults faults;
    const auto asked =
        read<HistoryRequest>(R"({"session_id": "tg:-100", "film": "Матрица", "recommendation": ["Начало"]})", faults);
    EXPECT_THAT(faults, IsEmpty());
    EXPECT_EQ(asked.session_id, "tg:-100");
    EXPECT_THAT(asked.recommendation, ElementsAre("Начало"));
}

TEST(HistoryMessages, HoldSessionsToWhatTheyMayBeCalled) {
    EXPECT_TRUE(is_session_id("tg:-100123"));
    EXPECT_TRUE(is_session_id(std::string(64, 'a')));
    for (const auto& bad : {std::string{}, std::string(65, 'a'), std::string{"a b"}, std::string{"a/b"},
                            std::string{"é"}, std::string{"a\0b", 3}})
        EXPECT_FALSE(is_session_id(bad)) << bad;
}

TEST(HistoryMessages, RefuseATextWithANulOrWithTwoLines) {
    EXPECT_THAT(faults_of<HistoryRequest>(R"({"session_id": "a", "film": "x\u0000y", "recommendation": ["a\nb"]})"),
                ElementsAre(Field(&FieldFault::pointer, "/film"), Field(&FieldFault::pointer, "/recommendation/0")));
}

TEST(HistoryMessages, RefuseMoreThanFiveHundredFilmsShown) {
    std::string films;
    for (int film = 0; film < 501; ++film) films += film == 0 ? "\"f\"" : ",\"f\"";
    const auto body = [](const std::string& list) {
        return R"({"session_id": "a", "film": "x", "recommendation": [)" + list + "]}";
    };
    EXPECT_THAT(faults_of<HistoryRequest>(body(films)), Not(IsEmpty()));
    EXPECT_THAT(faults_of<HistoryRequest>(body(films.substr(4))), IsEmpty());
}

TEST(RatingMessages, TakeFourKindsOfRating) {
    for (const char* rating : {"liked", "disliked", "seen", "to_watch"})
        EXPECT_THAT(
            faults_of<RatingsRequest>(R"({"session_id": "a", "film": "x", "rating": ")" + std::string{rating} + "\"}"),
            IsEmpty());
    EXPECT_THAT(faults_of<RatingsRequest>(R"({"session_id": "a", "film": "x", "rating": "hated"})"), Not(IsEmpty()));
}

TEST(RatingMessages, NeedBothMembersOfEachFilm) {
    EXPECT_THAT(
        faults_of<RatingsRequest>(R"({"session_id": "a", "ratings": [{"film": "x"}, {"rating": "seen"}]})"),
        ElementsAre(Field(&FieldFault::pointer, "/ratings/0/rating"), Field(&FieldFault::pointer, "/ratings/1/film")));
}

}  // namespace
}  // namespace api
