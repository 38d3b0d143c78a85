#include "service_kit/secrets.hpp"

#include <gtest/gtest.h>

namespace service_kit {
namespace {

// RFC 4231, test cases 1, 2 and 6.
TEST(Secrets, MakesTheHmacsOfTheStandard) {
    EXPECT_EQ(hexadecimal(hmac_sha256(std::string(20, '\x0b'), "Hi There")),
              "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    EXPECT_EQ(hexadecimal(hmac_sha256("Jefe", "what do ya want for nothing?")),
              "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    EXPECT_EQ(
        hexadecimal(hmac_sha256(std::string(131, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First")),
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST(Secrets, WritesEachByteAsTwoDigits) {
    EXPECT_EQ(hexadecimal(std::string_view{"\x00\x7f\x80\xff", 4}), "007f80ff");
    EXPECT_EQ(hexadecimal(""), "");
}

TEST(Secrets, AreTheSameOnlyWhenEveryLetterIs) {
    EXPECT_TRUE(is_same_secret("a long secret", "a long secret"));
    EXPECT_FALSE(is_same_secret("a long secret", "a long secreT"));
    EXPECT_FALSE(is_same_secret("a long secret", "a long secret "));
    EXPECT_FALSE(is_same_secret("a long secret", ""));
    EXPECT_TRUE(is_same_secret("", ""));
}

TEST(Secrets, MadeByChanceAreNotTheSameTwice) {
    EXPECT_EQ(random_bytes(16).size(), 16U);
    EXPECT_NE(random_bytes(16), random_bytes(16));
}

}  // namespace
}  // namespace service_kit
