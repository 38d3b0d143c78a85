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

TEST(Updates, OfAllKindsAreReadAndTellWhoseTheyAre) {
    const auto read = [](const std::string& rest) { return read_update(R"({"update_id": 1, )" + rest + "}"); };
    const std::string person = R"("from": {"id": 7, "is_bot": false, "first_name": "A"})";

    const auto inline_callback = read(R"("callback_query": {"id": "1", "inline_message_id": "x", "data": "m", )" +
                                      person + ", \"chat_instance\": \"5\"}");
    ASSERT_TRUE(inline_callback) << inline_callback.error().why;
    EXPECT_EQ(lane_of(inline_callback.value()), 7);
    const auto inaccessible =
        read(R"("callback_query": {"id": "1", "message": {"message_id": 2, "date": 0, "chat": {"id": 9, "type": "group",
             "title": "T"}}, )" +
             person + "}");
    ASSERT_TRUE(inaccessible) << inaccessible.error().why;
    EXPECT_EQ(lane_of(inaccessible.value()), 9);
    const auto query = read(R"("inline_query": {"id": "1", "query": "", "offset": "", )" + person + "}");
    ASSERT_TRUE(query) << query.error().why;
    EXPECT_EQ(kind_of(query.value()), "inline_query");
    const auto left = read(R"("my_chat_member": {"chat": {"id": 3, "type": "private"}, "date": 1, "old_chat_member": {},
             "new_chat_member": {"status": "kicked", "until_date": 0, "user": {"id": 1, "is_bot": true,
             "first_name": "Bot"}}, )" +
                           person + "}");
    ASSERT_TRUE(left) << left.error().why;
    EXPECT_EQ(left.value().my_chat_member->new_chat_member.status, "kicked");
    const auto unknown = read(R"("telepathy": {"thought": []})");
    ASSERT_TRUE(unknown) << unknown.error().why;
    EXPECT_EQ(kind_of(unknown.value()), "other");
}

TEST(Updates, ThatMakeNoSenseTellTheirIdAndWhy) {
    const auto wrong = read_update(R"({"update_id": 12, "message": {"message_id": "5", "chat": {"id": 1, "type": ""},
                                       "date": 1, "text": "private words"}})");
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().update_id, 12);
    EXPECT_EQ(wrong.error().why, "/message/message_id must be a whole number");
}

TEST(Updates, AreHeldToTypesAndLimits) {
    const auto fault_of = [](std::string_view text) {
        const auto read = read_update(text);
        return read ? std::string{} : read.error().why;
    };
    EXPECT_THAT(fault_of(R"({"update_id": 1.5})"), HasSubstr("/update_id"));
    EXPECT_THAT(fault_of(R"({"update_id": 9223372036854775808})"), HasSubstr("/update_id"));
    EXPECT_THAT(fault_of(R"({"update_id": "1"})"), HasSubstr("/update_id"));
    EXPECT_THAT(fault_of("{}"), HasSubstr("/update_id is missing"));
    EXPECT_THAT(fault_of("[]"), HasSubstr("must be an object"));
    EXPECT_THAT(fault_of("{"), HasSubstr("is not JSON"));
    EXPECT_THAT(fault_of(R"({"update_id": 1, "message": []})"), HasSubstr("/message must be an object"));
    const auto message_with = [](const std::string& text) {
        return R"({"update_id": 1, "message": {"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"}, "text": ")" +
               text + "\"}}";
    };
    EXPECT_THAT(fault_of(message_with(std::string(16'384, 'a'))), IsEmpty());
    EXPECT_THAT(fault_of(message_with(std::string(16'385, 'a'))), HasSubstr("/message/text"));
    EXPECT_THAT(fault_of(message_with("\xFF")), HasSubstr("/message/text is not UTF-8"));
    EXPECT_THAT(fault_of(std::string(100'000, '[')), HasSubstr("is not JSON"));
}

TEST(Updates, HaveBlanksInsteadOfControlCharacters) {
    const auto read = read_update(
        R"({"update_id": 1, "inline_query": {"id": "1", "query": "a\u0007b\u007f\nc", "offset": "",
            "from": {"id": 7, "is_bot": false, "first_name": "A"}}})");
    ASSERT_TRUE(read) << read.error().why;
    EXPECT_EQ(read.value().inline_query->query, "a b \nc");
}

}  // namespace
}  // namespace tg_client
