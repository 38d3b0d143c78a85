// What Telegram signs for a Mini App, as its documentation has it.
#include "tg_client/telegram/init_data.hpp"

#include "service_kit/secrets.hpp"

#include <gtest/gtest.h>

namespace tg_client {
namespace {

constexpr const char* token = "42:TEST";
constexpr std::int64_t opened = 1'650'385'342;
constexpr std::string_view known =
    "auth_date=1650385342&user=%7B%22id%22%3A42%2C%22first_name%22%3A%22Test%22%7D&query_id=test"
    "&hash=46d2ea5e32911ec8d30999b56247654460c0d20949b6277af519e76271182803";

// `fields` with the hash that Telegram would give them; `lines` are the same, decoded and sorted.
std::string signed_fields(const std::string& fields, const std::string& lines) {
    const auto key = service_kit::hmac_sha256("WebAppData", token);
    return fields + "&hash=" + service_kit::hexadecimal(service_kit::hmac_sha256(key, lines));
}

std::optional<InitDataFault> fault_of(std::string_view init_data, std::int64_t now = opened) {
    const auto person = person_in(init_data, token, now);
    return person ? std::nullopt : std::optional{person.error()};
}

TEST(InitData, SaysWhoOpenedTheMiniApp) { EXPECT_EQ(person_in(known, token, opened + 60).value(), 42); }

TEST(InitData, MayLackAQueryIdAndHaveASignature) {
    const auto init_data = signed_fields("user=%7B%22id%22:7%7D&signature=a-b_c&auth_date=1650385342",
                                         "auth_date=1650385342\nsignature=a-b_c\nuser={\"id\":7}");
    EXPECT_EQ(person_in(init_data, token, opened).value(), 7);
}

TEST(InitData, IsDecodedOnce) {
    const auto init_data = signed_fields("auth_date=1650385342&start_param=%2541+b&user=%7B%22id%22:7%7D",
                                         "auth_date=1650385342\nstart_param=%41+b\nuser={\"id\":7}");
    EXPECT_EQ(person_in(init_data, token, opened).value(), 7);
}

TEST(InitData, IsForgedWhereAnythingOfItIsAnother) {
    EXPECT_EQ(fault_of(known), std::nullopt);
    for (std::size_t at = 0; at < known.size(); ++at) {
        std::string changed{known};
        changed[at] = changed[at] == '7' ? '8' : '7';
        EXPECT_NE(fault_of(changed), std::nullopt) << changed;
    }
    EXPECT_FALSE(person_in(known, "42:TESU", opened));
}

TEST(InitData, IsForgedWhereAFieldIsThereTwiceOrMakesNoSense) {
    for (const auto* more : {"&query_id=test", "&auth_date=1650385342", "&hash=46d2", "&=", "&a", "&b=%", "&b=%zz"})
        EXPECT_EQ(fault_of(std::string{known} + more), InitDataFault::forged) << more;
    for (const auto* less : {"", "&", "hash=", "hash=46d2", "user=1"})
        EXPECT_EQ(fault_of(less), InitDataFault::forged) << less;
    EXPECT_EQ(fault_of(std::string(100'000, 'a') + "=b"), InitDataFault::forged);
}

TEST(InitData, IsGoodForADay) {
    EXPECT_EQ(fault_of(known, opened + 86'400), std::nullopt);
    EXPECT_EQ(fault_of(known, opened + 86'401), InitDataFault::expired);
    EXPECT_EQ(fault_of(known, opened - 300), std::nullopt) << "clocks differ";
    EXPECT_EQ(fault_of(known, opened - 301), InitDataFault::expired);
}

TEST(InitData, NeedsAPersonAndADateWhoeverSignedIt) {
    EXPECT_EQ(fault_of(signed_fields("auth_date=1650385342", "auth_date=1650385342")), InitDataFault::forged);
    for (const std::string user : {"{}", "7", "{\"id\":-7}", "{\"id\":\"7\"}", "{", ""})
        EXPECT_EQ(fault_of(signed_fields("auth_date=1650385342&user=" + user, "auth_date=1650385342\nuser=" + user)),
                  InitDataFault::forged)
            << user;
    for (const std::string date : {"", "x", "1650385342x", "99999999999999999999"})
        EXPECT_EQ(fault_of(signed_fields("auth_date=" + date + "&user={\"id\":7}",
                                         "auth_date=" + date + "\nuser={\"id\":7}")),
                  InitDataFault::forged)
            << date;
}

}  // namespace
}  // namespace tg_client
