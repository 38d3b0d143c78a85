#include "core/text/fold.hpp"

#include <string_view>
#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace core::text {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::pair<std::string_view, std::string_view> foldings[] = {
    {"The Matrix", "the matrix"},
    {"Один ДОМА", "один дома"},
    {"Ёлки-2", "елки 2"},
    {"Елки 2", "елки 2"},
    {"Йода и йога", "йода и йога"},
    {"и\u0306ога", "йога"},
    {"И\u0306ОГА", "йога"},
    {"Amélie", "amelie"},
    {"Ame\u0301lie", "amelie"},
    {"Straße", "strasse"},
    {"STRASSE", "strasse"},
    {"Smørrebrød", "smorrebrod"},
    {"Krzysztof Kieślowski, Łódź", "krzysztof kieslowski lodz"},
    {"Æon Flux", "aeon flux"},
    {"Cœur", "coeur"},
    {"İstanbul", "istanbul"},
    {"Schindler's List", "schindlers list"},
    {"Schindler’s List", "schindlers list"},
    {"«Ирония судьбы, или С лёгким паром!»", "ирония судьбы или с легким паром"},
    {"Fast & Furious", "fast and furious"},
    {"Fast&Furious", "fast and furious"},
    {"WALL·E", "wall e"},
    {"Spider‑Man — Far–From", "spider man far from"},
    {"Alien³", "alien 3"},
    {"Район №9", "район 9"},
    {"Ｍａｔｒｉｘ　１", "matrix 1"},
    {"  spaces\tand\nlines  ", "spaces and lines"},
    {"soft\u00ADhyphen", "softhyphen"},
    {"ﬁlm", "film"},
    {"ŉ", "n"},
    {"Ночной Дозор: Українська їжа", "ночной дозор украінська іжа"},
    {"千と千尋の神隠し", "千と千尋の神隠し"},
    {"がぎぐ", "がぎぐ"},
    {"한국", "한국"},
    {"देवदास", "देवदास"},
    {"Ελλάς", "ελλασ"},
    {"🎬 Up 🎈", "up"},
    {"bad\xFF\xD0utf", "bad utf"},
    {"\xED\xA0\x80", ""},
    {"?!...", ""},
    {"", ""},
};

TEST(Fold, BringsSpellingsToOneForm) {
    for (const auto& [raw, folded] : foldings) EXPECT_EQ(fold(raw), folded) << raw;
}

TEST(Fold, ChangesNothingTheSecondTime) {
    for (const auto& [raw, folded] : foldings) EXPECT_EQ(fold(folded), folded) << raw;
}

TEST(Words, AreTheRunsBetweenSpaces) {
    EXPECT_THAT(words("один дома 2"), ElementsAre("один", "дома", "2"));
    EXPECT_THAT(words(" a  b "), ElementsAre("a", "b"));
    EXPECT_THAT(words(""), IsEmpty());
}

}  // namespace
}  // namespace core::text
