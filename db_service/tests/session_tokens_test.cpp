#include "db_service/session_tokens.hpp"

#include <set>

#include <gmock/gmock.h>

namespace db_service {
namespace {

const std::string key = "a key of thirty-two bytes or more";
const std::string session = "tg:-100123";
constexpr std::int64_t expiry = 1'900'000'000;
// printf 'v1.tg:-100123.1900000000' | openssl dgst -sha256 -hmac 'a key of thirty-two bytes or more'
const std::string known = "v1.tg:-100123.1900000000.459d31ae57875efc4efe04549da085f9961933f844b9918e9f8e902a96405ea2";

TEST(SessionTokens, AreWhatOthersMakeOfTheSameKey) { EXPECT_EQ(SessionTokens{key}.make(session, expiry), known); }

TEST(SessionTokens, OpenTheirSessionUntilTheyExpire) {
    const SessionTokens tokens{key};
    EXPECT_EQ(tokens.session_of(known, expiry - 1), session);
    EXPECT_EQ(tokens.session_of(known, expiry), std::nullopt);
}

TEST(SessionTokens, OpenNothingWithAnotherKeyOrNone) {
    EXPECT_EQ(SessionTokens{key + "."}.session_of(known, 1), std::nullopt);
    EXPECT_EQ(SessionTokens{""}.session_of(SessionTokens{""}.make(session, expiry), 1), std::nullopt);
    EXPECT_FALSE(SessionTokens{""}.can_make());
}

TEST(SessionTokens, OpenNothingWhereAnyByteIsAnother) {
    const SessionTokens tokens{key};
    for (std::size_t at = 0; at < known.size(); ++at) {
        auto bent = known;
        bent[at] = bent[at] == '1' ? '2' : '1';
        EXPECT_EQ(tokens.session_of(bent, 1), std::nullopt) << at;
        EXPECT_EQ(tokens.session_of(known.substr(0, at), 1), std::nullopt) << at;
    }
}

TEST(SessionTokens, AreReadStrictly) {
    const SessionTokens tokens{key};
    auto upper = known;
    for (auto& letter : upper) letter = static_cast<char>(std::toupper(static_cast<unsigned char>(letter)));
    for (const std::string& odd : {std::string{}, std::string{"v1."}, std::string{"v1..."}, upper, known + " ",
                                   " " + known, known + "0", "v2" + known.substr(2)})
        EXPECT_EQ(tokens.session_of(odd, 1), std::nullopt) << odd;
}

TEST(SessionTokens, AreForNoSessionWithANameThatIsNotOne) {
    const SessionTokens tokens{key};
    for (const auto* odd : {"", "a.b", "a b", "a/b"})
        EXPECT_EQ(tokens.session_of(tokens.make(odd, expiry), 1), std::nullopt) << odd;
}

TEST(SessionTokens, HaveSessionsMadeUpAtRandom) {
    std::set<std::string> made;
    for (int round = 0; round < 100; ++round) made.insert(random_session_id());
    EXPECT_THAT(made, testing::SizeIs(100));
    EXPECT_THAT(*made.begin(), testing::MatchesRegex("[0-9a-f]+"));
    EXPECT_EQ(made.begin()->size(), 32U);
}

}  // namespace
}  // namespace db_service
