#include "core/text/keyboard.hpp"

#include <string_view>
#include <utility>

#include <gtest/gtest.h>

namespace core::text {
namespace {

constexpr std::pair<std::string_view, std::string_view> typed_and_meant[] = {
    {"vfnhbwf", "матрица"},
    {"Jlby ljvf 2", "Один дома 2"},
    {"<tueobq gj ktpdb.", "Бегущий по лезвию"},
    {",'nvty", "бэтмен"},
    {"'ddf", "эвва"},
    {";fkm", "жаль"},
    {"[jhjij", "хорошо"},
    {"j,]zdktybt", "объявление"},
    {"`krb", "ёлки"},
    {"~KRB", "ЁЛКИ"},
    {"ещн ыещкн", "toy story"},
    {"Еру Ьфекшч", "The Matrix"},
    {"ырфцырфтл", "shawshank"},
    {"цфддэу", "wall'e"},
    {"12345", ""},
    {"", ""},
    {"!?", ""},
};

TEST(OtherLayout, GivesWhatTheSameKeysTypeThere) {
    for (const auto& [typed, meant] : typed_and_meant) EXPECT_EQ(in_other_layout(typed), meant) << typed;
}

TEST(OtherLayout, TakesLettersAndPunctuationBack) {
    for (const std::string_view text : {"Бегущий по лезвию", "объявление", "ёлка", "съешь ещё"})
        EXPECT_EQ(in_other_layout(in_other_layout(text)), text);
}

}  // namespace
}  // namespace core::text
