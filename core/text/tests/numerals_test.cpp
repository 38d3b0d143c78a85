#include "core/text/numerals.hpp"

#include "core/text/fold.hpp"

#include <string_view>
#include <utility>

#include <gtest/gtest.h>

namespace core::text {
namespace {

constexpr std::pair<std::string_view, std::string_view> written_and_meant[] = {
    {"Rocky IV", "rocky 4"},
    {"Shrek II", "shrek 2"},
    {"Toy Story three", "toy story 3"},
    {"Twelve Monkeys", "12 monkeys"},
    {"One Hundred and One Dalmatians", "101 dalmatians"},
    {"Twenty-Eight Days Later", "28 days later"},
    {"The Godfather: Part II", "the godfather 2"},
    {"The Godfather Part Two", "the godfather 2"},
    {"Kill Bill: Vol. 2", "kill bill 2"},
    {"Kill Bill: Volume 2", "kill bill 2"},
    {"John Wick: Chapter Two", "john wick 2"},
    {"Star Wars: Episode V", "star wars 5"},
    {"Dune: Part One", "dune 1"},
    {"Терминатор второй", "терминатор 2"},
    {"Крёстный отец, часть вторая", "крестный отец 2"},
    {"Крёстный отец. Вторая часть", "крестный отец 2"},
    {"Сумерки: Часть 2", "сумерки 2"},
    {"Звёздные войны: Эпизод 4", "звездные войны 4"},
    {"Двенадцать стульев", "12 стульев"},
    {"Сто один далматинец", "101 далматинец"},
    {"Одиннадцать друзей Оушена", "11 друзей оушена"},
    {"Двадцать восемь дней спустя", "28 дней спустя"},
    {"Rambo the second", "rambo the 2"},
    {"Five Hundred Days", "500 days"},
    {"Триста спартанцев", "300 спартанцев"},
    {"I Am Number Four", "i am 4"},
    {"Район номер 9", "район 9"},
    {"Dvenadtsat obezyan", "12 obezyan"},
    {"shrek2", "shrek 2"},
    {"матрица2", "матрица 2"},
    {"Fantastic Four", "fantastic 4"},
    // What only looks like a number.
    {"I, Robot", "i robot"},
    {"X-Men", "x men"},
    {"Mix", "mix"},
    {"The Mix", "the mix"},
    {"Malcolm X", "malcolm x"},
    {"V for Vendetta", "v for vendetta"},
    {"xXx", "xxx"},
    {"I Am Legend", "i am legend"},
    {"Second Act", "second act"},
    {"The Sixth Sense", "the sixth sense"},
    {"First Blood", "first blood"},
    {"Один дома", "один дома"},
    {"One Day", "one day"},
    {"Rogue One", "rogue one"},
    {"Part of Your World", "part of your world"},
    {"Часть", "часть"},
    {"T2", "t2"},
    {"Se7en", "se7en"},
    {"2001: A Space Odyssey", "2001 a space odyssey"},
    {"", ""},
};

TEST(Numerals, BecomeDigits) {
    for (const auto& [written, meant] : written_and_meant)
        EXPECT_EQ(numbers_as_digits(fold(written)), meant) << written;
}

TEST(Numerals, TakeEveryOrdinalWhenAskedTo) {
    EXPECT_EQ(numbers_as_digits("the sixth sense", Ordinals::all), "the 6 sense");
    EXPECT_EQ(numbers_as_digits("the 6th sense", Ordinals::all), "the 6 sense");
    EXPECT_EQ(numbers_as_digits("пятый элемент", Ordinals::all), "5 элемент");
    EXPECT_EQ(numbers_as_digits("friday the thirteenth", Ordinals::all), "friday the 13");
    EXPECT_EQ(numbers_as_digits("i robot", Ordinals::all), "i robot");
}

TEST(Numerals, KnowAnOrdinal) {
    for (const std::string_view text : {"the sixth sense", "6th sense", "шестое чувство"})
        EXPECT_TRUE(has_ordinal(text));
    for (const std::string_view text : {"six days", "6 days", "шесть дней", "th", ""}) EXPECT_FALSE(has_ordinal(text));
}

TEST(RomanValue, ReadsNumeralsUpToThirtyNine) {
    EXPECT_EQ(roman_value("i"), 1);
    EXPECT_EQ(roman_value("iv"), 4);
    EXPECT_EQ(roman_value("xiv"), 14);
    EXPECT_EQ(roman_value("xxxix"), 39);
    for (const std::string_view word : {"", "mix", "iix", "xxxx", "vv", "ivx", "robot"})
        EXPECT_EQ(roman_value(word), 0);
}

}  // namespace
}  // namespace core::text
