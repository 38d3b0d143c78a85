// What the bot's settings are held to.
#include "tg_client/telegram/access.hpp"

#include "tg_client/telegram/outbox.hpp"
#include "tg_client/telegram/updates.hpp"

#include <gmock/gmock.h>

namespace tg_client {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::Optional;

TEST(BotAccess, TakesTheTokensOfBotFather) {
    EXPECT_EQ((BotAccess{.token = "123456789:AAF-abc_DEF"}.trouble()), std::nullopt);
}

TEST(BotAccess, SaysWhatIsWrongWithATokenWithoutShowingIt) {
    EXPECT_THAT(BotAccess{}.trouble(), Optional(HasSubstr("@BotFather")));
    for (const auto* token : {"secret", "12a:secret", ":secret", "123:", "123:sec ret", "123:sec/ret", "1:2:secret"}) {
        const auto trouble = BotAccess{.token = token}.trouble();
        EXPECT_THAT(trouble, Optional(HasSubstr("TELEGRAM_BOT_TOKEN"))) << token;
        EXPECT_THAT(trouble, Optional(Not(HasSubstr("sec")))) << token;
    }
}

TEST(BotAccess, WantsAWebhookWithHttpsAndASecret) {
    BotAccess access{.token = "1:A", .webhook_url = "http://bot.example/telegram/", .webhook_secret = "s"};
    EXPECT_THAT(access.trouble(), Optional(HasSubstr("TELEGRAM_WEBHOOK_URL")));
    access.webhook_url = "https://bot.example/telegram/";
    EXPECT_EQ(access.trouble(), std::nullopt);
    for (const auto& secret : {std::string{}, std::string{"a b"}, std::string(257, 'a')}) {
        access.webhook_secret = secret;
        EXPECT_THAT(access.trouble(), Optional(HasSubstr("TELEGRAM_WEBHOOK_SECRET"))) << secret;
    }
}

TEST(BotAccess, WantsAnAddressOfTheApiThatCanBeAsked) {
    EXPECT_THAT((BotAccess{.token = "1:A", .api_url = "api.telegram.org"}.trouble()),
                Optional(HasSubstr("TELEGRAM_API_URL")));
    EXPECT_THAT((BotAccess{.token = "1:A", .api_url = "http://127.0.0.1:80/"}.trouble()), Optional(HasSubstr("slash")));
}

TEST(Settings, OfAllPartsAreReadTogether) {
    BotAccess access;
    OutboxSettings outbox;
    InboxSettings inbox;
    PollingSettings polling;
    service_kit::SettingsReader reader{"tg_client", "A bot", "1"};
    access.add_to(reader);
    outbox.add_to(reader);
    inbox.add_to(reader);
    polling.add_to(reader);
    const auto exit =
        reader.read({"--telegram-api-url", "http://127.0.0.1:81", "--sends-per-second", "20", "--update-threads", "8",
                     "--polling-timeout-ms", "40000", "--state-folder", "/state"});
    ASSERT_FALSE(exit) << exit->errors;
    EXPECT_EQ(access.api_url, "http://127.0.0.1:81");
    EXPECT_EQ(outbox.per_second, 20U);
    EXPECT_EQ(inbox.threads, 8U);
    EXPECT_EQ(polling.timeout, std::chrono::seconds{40});
    EXPECT_EQ(polling.state_folder, "/state");
}

}  // namespace
}  // namespace tg_client
