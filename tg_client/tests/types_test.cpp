// Reading of updates, as Telegram sends them and as it never should.
#include "tg_client/telegram/calls.hpp"

#include <gmock/gmock.h>

namespace tg_client {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

TEST(Updates, AreReadWithWhatIsNotKnownHerePassedOver) {
    const auto read = read_update(
        R"({"update_id": 9007199254740993, "message": {"message_id": 5, "date": 1700000000, "brand_new": {"a": [[{}]]},
            "from": {"id": 42, "is_bot": false, "first_name": "Ада", "language_code": "ru", "is_premium": true},
            "chat": {"id": -1001234567890123, "type": "hologram", "title": "Кино"},
            "text": "/start x\nДальше", "entities": [{"type": "bot_command", "offset": 0, "length": 6}],
            "reply_to_message": {"message_id": 4, "date": 1, "chat": {"id": 1, "type": "x"}}}})");
    ASSERT_TRUE(read) << read.error().why;
    const auto& update = read.value();
    EXPECT_EQ(update.update_id, 9007199254740993);
    EXPECT_EQ(update.message->chat.id, -1001234567890123);
    EXPECT_EQ(update.message->chat.type, "hologram");
    EXPECT_EQ(update.message->from->language_code, "ru");
    EXPECT_EQ(update.message->text, "/start x\nДальше");
    EXPECT_EQ(update.message->entities->front().length, 6);
    EXPECT_EQ(update.message->reply_to_message->message_id, 4);
    EXPECT_EQ(kind_of(update), "message");
    EXPECT_EQ(lane_of(update), -1001234567890123);
}

}  // namespace
}  // namespace tg_client
