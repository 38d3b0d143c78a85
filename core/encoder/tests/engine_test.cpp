#include "core/encoder/engine.hpp"

#include <gmock/gmock.h>

namespace core::encoder {
namespace {

TEST(Engine, NamesItsVersionAndTheProcessor) {
    const auto engine = find_engine();
    ASSERT_TRUE(engine) << engine.error().message;
    EXPECT_THAT(engine.value().version, testing::MatchesRegex("20[0-9][0-9]\\.[0-9]+\\.[0-9]+"));
    EXPECT_THAT(engine.value().processor, testing::Not(testing::IsEmpty()));
}

}  // namespace
}  // namespace core::encoder
