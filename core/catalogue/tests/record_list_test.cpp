#include "record_list.hpp"

#include <array>

#include <gmock/gmock.h>

namespace core::catalogue {
namespace {

using testing::ElementsAre;

struct Names {
    bool whole{};
    std::vector<std::string> names{};
};

Names names_in(std::string_view text) {
    Names found;
    constexpr std::array<std::string_view, 2> keys{"name", "job"};
    found.whole = read_records(text, keys, [&](auto values) {
        found.names.push_back(std::string{values[0]} + (values[1].empty() ? "" : "/" + values[1]));
    });
    return found;
}

TEST(RecordList, ReadsPythonAndJson) {
    EXPECT_THAT(names_in("[{'id': 16, 'name': 'Animation'}, {'id': 35, 'name': \"Conan O'Brien\", 'job': None}]").names,
                ElementsAre("Animation", "Conan O'Brien"));
    EXPECT_THAT(names_in(R"([{"job": "Director", "name": "Pen\u00e9lope \"P\" \ud83c\udfac", "adult": false}])").names,
                ElementsAre("Penélope \"P\" 🎬/Director"));
    EXPECT_THAT(names_in(R"(['x'])").names, ElementsAre());
    EXPECT_THAT(names_in(R"({'name': 'Alone \'quoted\' \xe9'})").names, ElementsAre("Alone 'quoted' é"));
    EXPECT_TRUE(names_in("[]").whole);
    EXPECT_TRUE(names_in(" [ { } ] ").whole);
}

TEST(RecordList, StepsOverNestedValues) {
    const auto read = names_in("[{'a': [1, {'name': 'inner', 'b': ']'}], 'name': 'outer'}]");
    EXPECT_TRUE(read.whole);
    EXPECT_THAT(read.names, ElementsAre("outer"));
}

TEST(RecordList, SaysWhenTheTextIsNotWhole) {
    for (const auto* text : {"", "x", "[", "[{", "[{'name'", "[{'name': }]", "[{'name': 'a'}", "[{'name': 'a'}] more",
                             "[{'name': 'a\\", "[{'name': 'a\\x1", "[{'name' 'a'}]", "[{'a': [[[}]", "True"})
        EXPECT_FALSE(names_in(text).whole) << text;
    EXPECT_THAT(names_in("[{'name': 'kept'}, {'name': 'lo").names, ElementsAre("kept"));
}

TEST(RecordList, IsNotImpressedByDepth) {
    EXPECT_FALSE(names_in("[{'a': " + std::string(1'000'000, '[')).whole);
    EXPECT_FALSE(names_in(std::string(1'000'000, '[')).whole);
}

}  // namespace
}  // namespace core::catalogue
