#include "kept_answers.hpp"

#include <gtest/gtest.h>

namespace service_kit {
namespace {

Response answer(std::size_t bytes) { return {.body = std::make_shared<const std::string>(bytes, 'x')}; }

TEST(KeptAnswers, AreFoundByWhatWasAsked) {
    KeptAnswers kept{100'000};
    kept.keep("a", answer(10));
    ASSERT_NE(kept.find("a"), nullptr);
    EXPECT_EQ(kept.find("a")->text().size(), 10U);
    EXPECT_EQ(kept.find("b"), nullptr);
    kept.clear();
    EXPECT_EQ(kept.find("a"), nullptr);
    EXPECT_EQ(kept.bytes(), 0U);
}

TEST(KeptAnswers, LetTheLeastRecentlyUsedGo) {
    KeptAnswers kept{40'000};
    for (const auto* name : {"a", "b", "c"}) kept.keep(name, answer(1000));
    ASSERT_NE(kept.find("a"), nullptr);
    for (int number = 0; number < 24; ++number) kept.keep(std::to_string(number), answer(1000));
    EXPECT_NE(kept.find("a"), nullptr);
    EXPECT_EQ(kept.find("b"), nullptr);
    EXPECT_LE(kept.bytes(), 40'000U);
}

TEST(KeptAnswers, LeaveOutWhatIsTooLarge) {
    KeptAnswers kept{16'000};
    kept.keep("a", answer(2000));
    EXPECT_EQ(kept.size(), 0U);
}

}  // namespace
}  // namespace service_kit
