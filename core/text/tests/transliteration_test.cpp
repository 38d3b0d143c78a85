#include "core/text/transliteration.hpp"

#include "core/text/fold.hpp"

#include <string_view>
#include <vector>

#include <gtest/gtest.h>

namespace core::text {
namespace {

std::string key_of(std::string_view text) { return phonetic_key(fold(text)); }

// Every line is one title as different people write it.
const std::vector<std::vector<std::string_view>> spellings = {
    {"Ирония судьбы", "ironiya sudby", "Ironia sud'by", "ironija sudbi"},
    {"Матрикс", "matriks", "Matrix"},
    {"Интерстеллар", "Interstellar", "interstelar"},
    {"Крепкий орешек", "Krepkiy oreshek", "krepky oreshek", "krepkii oreshek"},
    {"Назад в будущее", "Nazad v buduschee", "nazad v budushchee", "nazad v budushee"},
    {"Холодное сердце", "Kholodnoye serdtse", "holodnoe serdtse"},
    {"Чужой", "Chuzhoy", "chuzhoi"},
    {"Сияние", "Siyanie", "siyaniye"},
    {"Молчание ягнят", "Molchanie yagnyat", "molchaniye iagniat"},
    {"Зелёная миля", "Zelyonaya milya", "zelenaya milya"},
    {"Джанго", "Django", "dzhango"},
    {"Шрек", "Shrek"},
    {"Йода", "yoda"},
    {"Жмурки", "zhmurki", "jmurki"},
    {"Царь", "tsar", "tzar"},
    {"Шиндлер", "schindler", "shindler"},
    {"Рокки 4", "Rocky 4", "rokki 4"},
};

TEST(PhoneticKey, UnitesTheSpellingsOfATitle) {
    for (const auto& line : spellings)
        for (const auto spelling : line) EXPECT_EQ(key_of(spelling), key_of(line.front())) << spelling;
}

TEST(PhoneticKey, KeepsDifferentTitlesApart) {
    for (std::size_t one = 0; one < spellings.size(); ++one)
        for (std::size_t other = 0; other < one; ++other)
            EXPECT_NE(key_of(spellings[one].front()), key_of(spellings[other].front()));
    EXPECT_NE(key_of("Apollo 11"), key_of("Apollo 1"));
}

TEST(PhoneticKey, IsOfSmallLatinLettersDigitsAndSpaces) {
    EXPECT_EQ(key_of("Ирония судьбы 2"), "irona sudbi 2");
    EXPECT_EQ(key_of("千と千尋"), "");
    EXPECT_EQ(key_of(""), "");
}

}  // namespace
}  // namespace core::text
