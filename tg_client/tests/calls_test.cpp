// Calls as the JSON that Telegram takes.
#include "tg_client/telegram/calls.hpp"

#include <gtest/gtest.h>

namespace tg_client {
namespace {

TEST(Calls, AreWrittenWithTheNamesOfTheBotApi) {
    EXPECT_EQ(api::write(SendMessage{
                  .chat_id = -1001234567890123,
                  .text = "<b>Аватар</b>",
                  .reply_markup = InlineKeyboardMarkup{{{{.text = "Ещё", .callback_data = "m:1"}}, {{.text = "b"}}}}}),
              R"({"chat_id":-1001234567890123,"text":"<b>Аватар</b>","parse_mode":"HTML",)"
              R"("link_preview_options":{"is_disabled":true},"reply_markup":{"inline_keyboard":)"
              R"([[{"text":"Ещё","callback_data":"m:1"}],[{"text":"b"}]]}})");
}

TEST(Calls, TakeOneKeyboardOrTheOther) {
    EXPECT_EQ(api::write(SendPhoto{.chat_id = 5,
                                   .photo = Picture::at("https://a/b.jpg"),
                                   .reply_markup = ReplyKeyboardMarkup{.keyboard = {{{"Настройки"}}}}}),
              R"({"chat_id":5,"photo":"https://a/b.jpg","parse_mode":"HTML","reply_markup":)"
              R"({"keyboard":[[{"text":"Настройки"}]],"resize_keyboard":true,"is_persistent":true}})");
}

TEST(Calls, NameAFileThatIsSentAlongByItsPart) {
    const EditMessageMedia edit{
        .chat_id = 5,
        .message_id = 6,
        .media = {.media = Picture::upload("card.jpg", std::make_shared<const std::string>("JPEG")), .caption = "c"}};
    EXPECT_EQ(api::write(edit), R"({"chat_id":5,"message_id":6,"media":{"type":"photo","media":"attach://upload",)"
                                R"("caption":"c","parse_mode":"HTML"}})");
    EXPECT_TRUE(edit.media.media.is_upload());
    EXPECT_FALSE(Picture::known("AgAD").is_upload());
}

}  // namespace
}  // namespace tg_client
