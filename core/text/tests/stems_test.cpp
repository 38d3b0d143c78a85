#include "core/text/stems.hpp"

#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace core::text {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Stems, UniteTheFormsOfARussianWord) {
    EXPECT_EQ(stems("грабители"), stems("Грабителей"));
    EXPECT_EQ(stems("ёлка"), stems("елками"));
    EXPECT_THAT(stems("грабители"), ElementsAre("грабител"));
}

TEST(Stems, UniteTheFormsOfAnEnglishWord) {
    EXPECT_EQ(stems("burglars"), stems("Burglar"));
    EXPECT_EQ(stems("running"), stems("runs"));
}

TEST(Stems, LeaveOutStopWordsOfBothLanguages) {
    EXPECT_THAT(stems("The boy и его собака, who is in the house"), ElementsAre("boy", "собак", "hous"));
    EXPECT_THAT(stems("the и в of"), IsEmpty());
}

TEST(Stems, KeepOrderAndRepetitions) { EXPECT_THAT(stems("dog cat dog"), ElementsAre("dog", "cat", "dog")); }

TEST(Stems, LeaveWordsOfOtherScriptsAlone) { EXPECT_THAT(stems("千と千尋"), ElementsAre("千と千尋")); }

TEST(Stems, AreTheSameInEveryThread) {
    const std::string text = "Восьмилетний мальчик остался один дома and burglars are coming";
    const auto expected = stems(text);
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 4; ++thread)
        threads.emplace_back([&] {
            for (int turn = 0; turn < 200; ++turn) EXPECT_EQ(stems(text), expected);
        });
    for (auto& thread : threads) thread.join();
}

}  // namespace
}  // namespace core::text
