// Telegram's HTML: what is escaped, how long it is for Telegram, and how it is cut.
#include "tg_client/telegram/html.hpp"

#include <gtest/gtest.h>

namespace tg_client {
namespace {

TEST(Html, ShowsTextAsItIs) {
    EXPECT_EQ(escaped("<b>Tom & \"Jerry\"</b>"), "&lt;b&gt;Tom &amp; &quot;Jerry&quot;&lt;/b&gt;");
    EXPECT_EQ(bold(escaped("A<B")), "<b>A&lt;B</b>");
    EXPECT_EQ(italic("Амели"), "<i>Амели</i>");
    EXPECT_EQ(link("here", "https://a.b/?x=1&y=\"2\""), "<a href=\"https://a.b/?x=1&amp;y=&quot;2&quot;\">here</a>");
}

TEST(Html, IsAsLongAsWhatIsSeenInUtf16) {
    EXPECT_EQ(visible_length("Аватар"), 6U);
    EXPECT_EQ(visible_length("<b>Ан</b> &amp; &#1071;"), 6U);
    EXPECT_EQ(visible_length("🎬"), 2U);
    EXPECT_EQ(visible_length("&#128512;&#x1F600;"), 4U);
    EXPECT_EQ(visible_length("&nbsp;"), 6U) << "Telegram does not know it and shows it as it is written";
    EXPECT_EQ(visible_length("a < b"), 5U);
}

TEST(Html, IsNotTouchedWhereItFits) {
    EXPECT_EQ(cut_to("<b>Один дома</b>", 9), "<b>Один дома</b>");
    EXPECT_EQ(cut_to("", 0), "");
}

TEST(Html, IsCutAfterAWordWithItsTagsClosed) {
    EXPECT_EQ(cut_to("<b>Один <i>дома</i></b>", 8), "<b>Один…</b>");
    EXPECT_EQ(cut_to("<b>Один <i>дома сам</i></b>", 10), "<b>Один <i>дома…</i></b>");
    EXPECT_EQ(cut_to("<a href=\"u v\">one two</a> three", 9), "<a href=\"u v\">one two</a>…");
    EXPECT_EQ(cut_to("one  two", 7), "one…") << "no blank stays before the ellipsis";
}

TEST(Html, IsCutWithinAWordWhereNotEvenOneFits) {
    EXPECT_EQ(cut_to("Достопримечательность", 6), "Досто…");
    EXPECT_EQ(cut_to("🎬🎬🎬", 4), "🎬…") << "a character of two units stays whole";
    EXPECT_EQ(cut_to("&amp;&amp;&amp;", 2), "&amp;…");
    EXPECT_EQ(cut_to("<b>ab</b>", 1), "<b>…</b>");
    EXPECT_EQ(cut_to("ab", 0), "");
}

}  // namespace
}  // namespace tg_client
