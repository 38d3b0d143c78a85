// Holds the text files under data/ to what data/README.md promises: the films by the check that anybody may run, and
// here what is true of these files only. A fault names the file and the line to mend.
#include "core/catalogue/catalogue_check.hpp"
#include "core/catalogue/json_lines.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>

namespace core::catalogue {
namespace {

const std::filesystem::path data{KINOSOVET_SOURCE_DIR "/data"};
constexpr std::size_t least_uses = 4;  // of a keyword: one that hardly any film shares tells nothing of likeness

Glossary glossary() {
    auto read = Glossary::read(data);
    EXPECT_TRUE(read) << read.error().message;
    return std::move(read).value();
}

// The rows of a tab-separated file behind its first line, which must be `columns`.
std::vector<std::vector<std::string>> rows_of(const std::string& name, std::string_view columns) {
    std::vector<std::vector<std::string>> rows;
    std::ifstream in{data / name};
    std::string line;
    std::getline(in, line);
    EXPECT_EQ(line, columns) << name;
    const auto count = std::ranges::count(line, '\t');
    while (std::getline(in, line)) {
        EXPECT_EQ(std::ranges::count(line, '\t'), count) << name << ": " << line;
        auto& row = rows.emplace_back();
        for (std::size_t start = 0; start <= line.size();) {
            const auto end = std::min(line.find('\t', start), line.size());
            row.push_back(line.substr(start, end - start));
            start = end + 1;
        }
    }
    return rows;
}

// Cyrillic letters of the basic block start with the bytes D0 or D1 in UTF-8.
bool has_cyrillic(std::string_view words) {
    return std::ranges::any_of(words, [](char byte) { return byte == '\xD0' || byte == '\xD1'; });
}

TEST(BuiltInCatalogue, PassesTheCheckThatAnybodyMayRun) {
    const auto report = check_films({data / "catalogue"}, glossary());
    ASSERT_TRUE(report) << report.error().message;
    for (const auto& flaw : report.value().flaws)
        ADD_FAILURE() << flaw.file.string() << ":" << flaw.line << ": " << flaw.message << " [" << flaw.code << "]";
    EXPECT_EQ(report.value().total(), 0U);
}

TEST(BuiltInCatalogue, HoldsThousandsOfFilmsAndTellsTheBestKnown) {
    const auto report = check_films({data / "catalogue"}, glossary());
    ASSERT_TRUE(report) << report.error().message;
    EXPECT_GT(report.value().films, 15000U);
    EXPECT_GT(report.value().told, 2000U);
}

TEST(BuiltInCatalogue, KeepsOnlyKeywordsThatSeveralFilmsShare) {
    const auto films = read_films(data / "catalogue");
    ASSERT_TRUE(films) << films.error().message;
    std::map<std::string, std::size_t> uses;
    for (const auto& film : films.value().films)
        for (const auto& keyword : film.keywords) ++uses[keyword];
    for (const auto& row : rows_of("glossary.tsv", "kind\tname\tname_ru\tname_en"))
        EXPECT_TRUE(row[0] != "keyword" || uses[row[1]] >= least_uses)
            << row[1] << " is in " << uses[row[1]] << " films";
}

TEST(BuiltInCatalogue, WritesTheGlossaryInRussianAndInOrder) {
    std::map<std::string, std::string> last;
    for (const auto& row : rows_of("glossary.tsv", "kind\tname\tname_ru\tname_en")) {
        EXPECT_TRUE(has_cyrillic(row[2])) << row[0] << " " << row[1];
        EXPECT_LT(last[row[0]], row[1]) << "glossary.tsv is out of order, or says it twice";
        last[row[0]] = row[1];
    }
    EXPECT_THAT(last, testing::SizeIs(3));
}

TEST(BuiltInCatalogue, ListsPeopleByTheirLatinNames) {
    std::string before;
    for (const auto& row : rows_of("people.tsv", "name\tname_ru")) {
        EXPECT_LT(before, row[0]) << "people.tsv is out of order";
        EXPECT_FALSE(has_cyrillic(row[0])) << row[0];
        EXPECT_TRUE(has_cyrillic(row[1])) << row[0];
        before = row[0];
    }
}

}  // namespace
}  // namespace core::catalogue
