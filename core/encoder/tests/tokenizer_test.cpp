#include "tokenizer.hpp"

#include <chrono>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace core::encoder {
namespace {

using testing::ElementsAre;
using Ids = std::vector<TokenId>;

enum Piece : TokenId { unknown, open, close, film, films_end, noir, comma, accented, mask, literal, wide };

Tokenizer tokenizer(TokenizerOptions options = {}) {
    options.first = open;
    options.last = close;
    options.unknown = unknown;
    if (options.added.empty()) options.added = {{"[MASK]", mask, false}, {"<x>", literal, true}};
    return Tokenizer{Vocabulary{"[UNK]\n[CLS]\n[SEP]\nfilm\n##s\nnoir\n,\ncafe\n[MASK]\n<x>\n電\n"},
                     std::move(options)};
}

TEST(Tokenizer, SpellsWordsFromTheLongestPieces) {
    EXPECT_THAT(tokenizer().encode("film films, noir"), ElementsAre(open, film, film, films_end, comma, noir, close));
}

TEST(Tokenizer, CallsAWordUnknownWhenItsEndCannotBeSpelt) {
    EXPECT_THAT(tokenizer().encode("filmx film"), ElementsAre(open, unknown, film, close));
}

TEST(Tokenizer, CallsAWordUnknownWhenItIsTooLong) {
    EXPECT_THAT(tokenizer({.longest_word = 4}).encode("film films"), ElementsAre(open, film, unknown, close));
}

TEST(Tokenizer, FoldsCaseAndAccentsOnlyWhereTheModelDoes) {
    EXPECT_THAT(tokenizer().encode("CAFÉ Café"), ElementsAre(open, accented, accented, close));
    const NormalizerOptions cased{.strip_accents = false, .lowercase = false};
    EXPECT_THAT(tokenizer({.normalizer = cased}).encode("café cafe Film"),
                ElementsAre(open, unknown, accented, unknown, close));
}

TEST(Tokenizer, DropsControlCharactersAndBadUtf8) {
    EXPECT_THAT(tokenizer().encode("fi\x01lm \xFF\xFE film\xC3"), ElementsAre(open, film, film, close));
}

TEST(Tokenizer, KeepsCharactersThatAreNotAssigned) {
    EXPECT_THAT(tokenizer().encode("film\u0378 film"), ElementsAre(open, unknown, film, close));
}

TEST(Tokenizer, PartsChineseCharacters) {
    EXPECT_THAT(tokenizer().encode("film電film"), ElementsAre(open, film, wide, film, close));
}

TEST(Tokenizer, TakesAddedTokensAsTheyStand) {
    EXPECT_THAT(tokenizer().encode("film[MASK]film [mask]"),
                ElementsAre(open, film, mask, film, unknown, unknown, unknown, close));
    EXPECT_THAT(tokenizer().encode("film<X>film"), ElementsAre(open, film, literal, film, close));
}

TEST(Tokenizer, CutsLongTextAndKeepsTheClosingToken) {
    const auto short_one = tokenizer({.max_tokens = 4});
    EXPECT_THAT(short_one.encode("noir films films"), ElementsAre(open, noir, film, close));
    EXPECT_THAT(tokenizer({.max_tokens = 2}).encode("film[MASK]"), ElementsAre(open, close));
}

TEST(Tokenizer, PutsTheMarksThatStayInCanonicalOrder) {
    const auto ordered = normalize("\u302E\U0001D165", {});
    EXPECT_EQ(ordered, normalize("\U0001D165\u302E", {}));
}

// A quadratic step anywhere would take minutes for a megabyte.
TEST(Tokenizer, TakesLinearTimeForHostileText) {
    const auto repeat = [](std::string_view part) {
        std::string text;
        while (text.size() < (1U << 20)) text += part;
        return text;
    };
    const auto start = std::chrono::steady_clock::now();
    for (const auto* part : {"a", "\u0301\u0323", "\U0001D165\u302E", "\x01", "[MASK", "<", "\u3300", "\xFF", "[[[[ "})
        EXPECT_LE(tokenizer().encode(repeat(part)).size(), 256U);
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds{20});
}

}  // namespace
}  // namespace core::encoder
