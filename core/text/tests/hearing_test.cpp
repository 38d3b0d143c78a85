#include "core/text/hearing.hpp"

#include "core/text/transliteration.hpp"

#include <string_view>

#include <gtest/gtest.h>

namespace core::text {
namespace {

struct Heard {
    std::string_view english, russian;
};

TEST(Hearing, WritesEnglishWordsTheWayRussiansHearThem) {
    constexpr Heard cases[] = {
        {"fight club", "файт клаб"},
        {"die hard", "дай хард"},
        {"iron man", "ирон мэн"},
        {"inception", "инсепшн"},
        {"home alone", "хоум алоун"},
        {"back", "бэк"},
        {"dune", "дьюн"},
        {"future", "фучер"},
        {"zombieland", "зомбиланд"},
        {"seven", "севен"},
        {"shutter island", "шаттер исланд"},
    };
    for (const auto& [english, russian] : cases)
        EXPECT_EQ(phonetic_key(as_heard_in_russian(english)), phonetic_key(russian)) << english;
}

TEST(Hearing, LosesNoWord) { EXPECT_EQ(as_heard_in_russian("1 gh"), "1 gh"); }

TEST(Hearing, LeavesOtherScriptsAndDigitsAlone) {
    EXPECT_EQ(as_heard_in_russian("брат 2"), "брат 2");
    EXPECT_EQ(as_heard_in_russian(""), "");
}

}  // namespace
}  // namespace core::text
