#include "table_reader.hpp"

#include <gmock/gmock.h>

namespace core::catalogue {
namespace {

using testing::ElementsAre;

// What next() says of every row: the fields of column "b", or why the row was refused, with the row's line.
std::vector<std::string> rows_of(std::string text, TableForm form = TableForm::comma_separated) {
    TableReader table{ByteReader::over(std::move(text)), form};
    std::vector<std::string> rows;
    for (;;) {
        const auto status = table.next();
        if (status == TableReader::Status::end) return rows;
        const auto line = std::to_string(table.line()) + ":";
        const bool is_row = status == TableReader::Status::row;
        rows.push_back(line + (is_row ? std::string{table.field(table.column("b"))}
                                      : "!" + std::to_string(static_cast<int>(table.reason()))));
    }
}

std::string refused(int line, SkipReason reason) {
    return std::to_string(line) + ":!" + std::to_string(static_cast<int>(reason));
}

TEST(TableReader, KeepsLineEndsAndQuotesInsideQuotes) {
    EXPECT_THAT(rows_of("a,b\n1,\"two\nlines, \"\"quoted\"\"\"\n2,plain\r\n3,\"\"\n"),
                ElementsAre("2:two\nlines, \"quoted\"", "4:plain", "5:"));
}

TEST(TableReader, PassesOverMarksBlankLinesAndAMissingLastLineEnd) {
    EXPECT_THAT(rows_of("\xEF\xBB\xBF"
                        "a,b\r\n\r\n\n1,x"),
                ElementsAre("4:x"));
}

TEST(TableReader, LosesOneRowToAMissingQuote) {
    EXPECT_THAT(rows_of("a,b\n1,\"no end\n2,\"good\"\n3,fine\n"),
                ElementsAre(refused(2, SkipReason::malformed), "3:good", "4:fine"));
    EXPECT_THAT(rows_of("a,b\n1,\"no end\n2,plain\n"), ElementsAre(refused(2, SkipReason::malformed), "3:plain"));
}

TEST(TableReader, FindsTheNextRowAfterAQuoteThatNeverEndsInALongFile) {
    std::string text = "a,b\n1,\"no end\n";
    for (int row = 0; row < 400'000; ++row) text += "2,plain\n";
    const auto rows = rows_of(text);
    ASSERT_EQ(rows.size(), 400'001U);
    EXPECT_EQ(rows[0], refused(2, SkipReason::malformed));
    EXPECT_EQ(rows[1], "3:plain");
}

TEST(TableReader, RefusesRowsOfAnotherWidthTooLongOnesAndOtherEncodings) {
    const auto text = "a,b\n1\n1,2,3\n1," + std::string(11'000'000, 'x') + "\n1,\xE9t\xE9\n1,good\n";
    EXPECT_THAT(rows_of(text),
                ElementsAre(refused(2, SkipReason::columns), refused(3, SkipReason::columns),
                            refused(4, SkipReason::too_long), refused(5, SkipReason::encoding), "6:good"));
}

TEST(TableReader, TakesStrayCharactersOffHeadersAndTheirColumns) {
    TableReader table{ByteReader::over("id, Title$ \n1,Avatar$ \n2,Heat\n"), TableForm::comma_separated};
    ASSERT_EQ(table.next(), TableReader::Status::row);
    EXPECT_EQ(table.field(table.column("title")), "Avatar");
    ASSERT_EQ(table.next(), TableReader::Status::row);
    EXPECT_EQ(table.field(table.column("title")), "Heat");
    EXPECT_FALSE(table.column("year"));
    EXPECT_EQ(table.field(table.column("year")), "");
}

TEST(TableReader, LeavesQuotesAloneBetweenTabsAndReadsBackslashNAsNothing) {
    EXPECT_THAT(rows_of("a\tb\n1\t\"Half a quote\n2\t\\N\n", TableForm::tab_separated),
                ElementsAre("2:\"Half a quote", "3:"));
}

TEST(TableReader, HasNoRowsInAnEmptyFile) { EXPECT_THAT(rows_of(""), ElementsAre()); }

}  // namespace
}  // namespace core::catalogue
