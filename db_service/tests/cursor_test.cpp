#include "cursor.hpp"

#include <limits>

#include <gtest/gtest.h>

namespace db_service {
namespace {

TEST(Cursors, LeadBackToTheirPlace) {
    for (const std::int64_t place :
         {std::int64_t{0}, std::int64_t{1}, std::int64_t{4711}, std::numeric_limits<std::int64_t>::max()})
        EXPECT_EQ(read_cursor(cursor_text(place, "history s"), "history s"), place);
}

TEST(Cursors, AreGoodForTheirListAlone) {
    EXPECT_EQ(read_cursor(cursor_text(7, "history s"), "history t"), std::nullopt);
    EXPECT_EQ(read_cursor(cursor_text(7, "history s"), "ratings s"), std::nullopt);
}

TEST(Cursors, ThatWereBentOrMadeUpAreFoundOut) {
    const auto right = cursor_text(4711, "history s");
    for (std::size_t at = 0; at < right.size(); ++at) {
        auto bent = right;
        bent[at] = bent[at] == '0' ? '1' : '0';
        EXPECT_EQ(read_cursor(bent, "history s"), std::nullopt) << at;
        EXPECT_EQ(read_cursor(right.substr(0, at), "history s"), std::nullopt) << at;
    }
    EXPECT_EQ(read_cursor("4711", "history s"), std::nullopt);
}

}  // namespace
}  // namespace db_service
