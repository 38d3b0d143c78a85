// Holds the text files under data/ to what data/README.md promises: facts only, each film once, names that have Russian
// words. A fault names the file and the line, so whoever edits a film sees at once what to mend.
#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include <boost/json.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace core::catalogue {
namespace {

namespace json = boost::json;

constexpr std::size_t most_voted = 3000;
constexpr std::size_t least_russian_keywords = 400;
constexpr std::size_t uses_that_want_a_russian_word = 6;

const std::vector<std::string_view> keys_in_order{
    "imdb",    "tmdb", "kinopoisk", "movielens",   "wikipedia",   "title",        "title_ru",   "original_title",
    "aliases", "year", "countries", "language",    "runtime_min", "genres",       "keywords",   "directors",
    "writers", "cast", "franchise", "synopsis_en", "synopsis_ru", "vote_average", "vote_count", "votes"};

struct Line {
    std::string place;  // file and line number
    json::object film;
};

std::string data_file(std::string_view name) { return std::string{KINOSOVET_SOURCE_DIR "/data/"}.append(name); }

std::vector<Line> read_lines(const std::filesystem::path& file) {
    std::vector<Line> lines;
    std::ifstream in{file};
    std::string text;
    for (int number = 1; std::getline(in, text); ++number) {
        const std::string place = file.filename().string() + ":" + std::to_string(number);
        boost::system::error_code fault;
        json::value value = json::parse(text, fault);
        if (fault || !value.is_object()) {
            ADD_FAILURE() << place << " is not a JSON object";
            continue;
        }
        lines.push_back({place, std::move(value.as_object())});
    }
    return lines;
}

const std::map<std::string, std::vector<Line>>& catalogue_by_file() {
    static const auto files = [] {
        std::map<std::string, std::vector<Line>> read;
        for (const auto& entry : std::filesystem::directory_iterator{data_file("catalogue")})
            if (entry.path().extension() == ".jsonl") read[entry.path().filename().string()] = read_lines(entry.path());
        return read;
    }();
    return files;
}

std::vector<const Line*> all_films() {
    std::vector<const Line*> films;
    for (const auto& [name, lines] : catalogue_by_file())
        for (const Line& line : lines) films.push_back(&line);
    return films;
}

std::int64_t number(const json::object& film, std::string_view key) {
    const auto* value = film.if_contains(key);
    return value && value->is_int64() ? value->as_int64() : 0;
}

std::string text(const json::object& film, std::string_view key) {
    const auto* value = film.if_contains(key);
    return value && value->is_string() ? std::string{value->as_string()} : std::string{};
}

std::vector<std::string> texts(const json::object& film, std::string_view key) {
    std::vector<std::string> list;
    const auto* value = film.if_contains(key);
    if (value && value->is_array())
        for (const auto& item : value->as_array()) list.emplace_back(item.as_string());
    return list;
}

// Cyrillic letters of the basic block start with the bytes D0 or D1 in UTF-8.
bool has_cyrillic(std::string_view words) {
    return std::ranges::any_of(words, [](char byte) { return byte == '\xD0' || byte == '\xD1'; });
}

// Lower case for ASCII, no spaces and no ASCII punctuation: enough to see the same title written twice.
std::string folded(std::string_view title) {
    std::string key;
    for (const char letter : title) {
        const auto byte = static_cast<unsigned char>(letter);
        if (byte >= 0x80 || std::isalnum(byte)) key.push_back(static_cast<char>(std::tolower(byte)));
    }
    return key;
}

std::vector<const Line*> most_voted_films() {
    auto films = all_films();
    std::ranges::stable_sort(films, [](const Line* one, const Line* other) {
        return number(one->film, "votes") > number(other->film, "votes");
    });
    films.resize(std::min(films.size(), most_voted));
    return films;
}

using Glossary = std::map<std::string, std::map<std::string, std::string>>;  // kind → name → Russian

Glossary read_glossary() {
    Glossary glossary;
    std::ifstream in{data_file("glossary.tsv")};
    std::string line;
    std::getline(in, line);
    EXPECT_EQ(line, "kind\tname\tname_ru\tname_en");
    while (std::getline(in, line)) {
        const auto first = line.find('\t');
        const auto second = line.find('\t', first + 1);
        const auto third = line.find('\t', second + 1);
        if (third == std::string::npos) {
            ADD_FAILURE() << "glossary.tsv lacks a column: " << line;
            continue;
        }
        const bool fresh =
            glossary[line.substr(0, first)]
                .emplace(line.substr(first + 1, second - first - 1), line.substr(second + 1, third - second - 1))
                .second;
        EXPECT_TRUE(fresh) << "named twice: " << line;
    }
    return glossary;
}

void expect_unique(std::string_view key) {
    std::map<std::string, std::string> places;
    for (const Line* line : all_films()) {
        const auto* id = line->film.if_contains(key);
        if (!id) continue;
        const auto [seen, fresh] = places.emplace(json::serialize(*id), line->place);
        EXPECT_TRUE(fresh) << key << " " << seen->first << " stands at " << seen->second << " and at " << line->place;
    }
}

TEST(BuiltInCatalogue, HoldsThousandsOfFilmsInEveryDecade) {
    EXPECT_GT(all_films().size(), 15000U);
    for (const auto& [name, lines] : catalogue_by_file()) EXPECT_FALSE(lines.empty()) << name;
}

TEST(BuiltInCatalogue, WritesKnownKeysInTheirOrder) {
    for (const Line* line : all_films()) {
        auto expected = keys_in_order.begin();
        for (const auto& field : line->film) {
            expected = std::find(expected, keys_in_order.end(), std::string_view{field.key()});
            ASSERT_NE(expected, keys_in_order.end()) << line->place << ": " << field.key();
            ++expected;
        }
    }
}

TEST(BuiltInCatalogue, GivesEveryFilmATitleAndASaneYear) {
    for (const Line* line : all_films()) {
        EXPECT_FALSE(text(line->film, "title").empty()) << line->place;
        EXPECT_GE(number(line->film, "year"), 1888) << line->place;
        EXPECT_LE(number(line->film, "year"), 2030) << line->place;
    }
}

TEST(BuiltInCatalogue, KeepsFilmsOfADecadeTogetherMostVotedFirst) {
    for (const auto& [name, lines] : catalogue_by_file()) {
        auto votes = number(lines.front().film, "votes");
        for (const Line& line : lines) {
            const auto year = number(line.film, "year");
            const auto home = year < 1930 ? std::string{"before-1930"} : std::to_string(year / 10 * 10) + "s";
            EXPECT_EQ(home + ".jsonl", name) << line.place;
            EXPECT_LE(number(line.film, "votes"), votes) << line.place;
            votes = number(line.film, "votes");
        }
    }
}

TEST(BuiltInCatalogue, NamesNoPublicIdTwice) {
    for (const auto* key : {"imdb", "tmdb", "kinopoisk", "movielens"}) expect_unique(key);
}

TEST(BuiltInCatalogue, KeepsRunTimesBelievable) {
    for (const Line* line : all_films()) {
        if (!line->film.contains("runtime_min")) continue;
        EXPECT_GE(number(line->film, "runtime_min"), 1) << line->place;
        EXPECT_LE(number(line->film, "runtime_min"), 900) << line->place;
    }
}

TEST(BuiltInCatalogue, WritesRussianTitlesInRussian) {
    for (const Line* line : all_films()) {
        const auto title = text(line->film, "title_ru");
        const bool only_digits = std::ranges::none_of(title, [](unsigned char byte) { return std::isalpha(byte); });
        EXPECT_TRUE(title.empty() || has_cyrillic(title) || only_digits) << line->place << ": " << title;
    }
}

TEST(BuiltInCatalogue, NamesNoFilmTwiceAmongTheMostVoted) {
    std::map<std::pair<std::string, std::int64_t>, std::string> titles;
    std::map<std::tuple<std::string, std::int64_t, std::string>, std::string> russian;
    for (const Line* line : most_voted_films()) {
        const auto year = number(line->film, "year");
        const auto [title, fresh] = titles.emplace(std::pair{folded(text(line->film, "title")), year}, line->place);
        EXPECT_TRUE(fresh) << line->place << " and " << title->second;
        const auto directors = texts(line->film, "directors");
        const auto name = text(line->film, "title_ru");
        if (name.empty() || directors.empty()) continue;
        const auto [seen, alone] = russian.emplace(std::tuple{name, year, directors.front()}, line->place);
        EXPECT_TRUE(alone) << line->place << " and " << seen->second;
    }
}

TEST(BuiltInCatalogue, HoldsFactsAndNoSentences) {
    for (const Line* line : all_films()) {
        for (const auto* key : {"title", "title_ru", "original_title", "franchise", "language", "wikipedia"})
            EXPECT_LE(text(line->film, key).size(), 240U) << line->place << " " << key;
        for (const auto* key : {"aliases", "genres", "keywords", "directors", "writers", "cast", "countries"}) {
            const auto list = texts(line->film, key);
            EXPECT_LE(list.size(), 120U) << line->place << " " << key;
            for (const auto& item : list) EXPECT_LE(item.size(), 200U) << line->place << ": " << item;
        }
        for (const auto& keyword : texts(line->film, "keywords")) {
            EXPECT_LE(std::ranges::count(keyword, ' '), 7) << line->place << ": " << keyword;
            EXPECT_FALSE(keyword.ends_with('.') && keyword.find(' ') != std::string::npos && keyword.size() > 20)
                << line->place << ": " << keyword;
        }
    }
}

TEST(BuiltInCatalogue, UsesOnlyGenresAndCountriesOfTheGlossary) {
    const auto glossary = read_glossary();
    ASSERT_EQ(glossary.at("genre").size(), 19U);
    for (const Line* line : all_films()) {
        for (const auto& genre : texts(line->film, "genres"))
            EXPECT_TRUE(glossary.at("genre").contains(genre)) << line->place << ": " << genre;
        for (const auto& country : texts(line->film, "countries"))
            EXPECT_TRUE(glossary.at("country").contains(country)) << line->place << ": " << country;
    }
}

TEST(BuiltInCatalogue, HasARussianWordForEveryCommonKeyword) {
    const auto glossary = read_glossary();
    std::map<std::string, std::size_t> uses;
    for (const Line* line : all_films())
        for (const auto& keyword : texts(line->film, "keywords")) ++uses[keyword];
    for (const auto& [keyword, count] : uses) {
        if (count < uses_that_want_a_russian_word) continue;
        EXPECT_TRUE(glossary.at("keyword").contains(keyword)) << keyword << " is used " << count << " times";
    }
    for (const auto& [keyword, russian] : glossary.at("keyword"))
        EXPECT_TRUE(uses.contains(keyword)) << keyword << " is in no film";
}

TEST(BuiltInCatalogue, WritesTheGlossaryInRussian) {
    const auto glossary = read_glossary();
    EXPECT_GE(glossary.at("keyword").size(), least_russian_keywords);
    for (const auto& [kind, names] : glossary)
        for (const auto& [name, russian] : names) EXPECT_TRUE(has_cyrillic(russian)) << kind << " " << name;
}

TEST(BuiltInCatalogue, CallsEveryPersonByOneName) {
    std::set<std::string> russian;
    std::ifstream in{data_file("people.tsv")};
    std::string line;
    std::getline(in, line);
    EXPECT_EQ(line, "name\tname_ru");
    std::string before;
    while (std::getline(in, line)) {
        const auto tab = line.find('\t');
        ASSERT_NE(tab, std::string::npos) << line;
        EXPECT_LT(before, line.substr(0, tab)) << "people.tsv is out of order";
        before = line.substr(0, tab);
        EXPECT_FALSE(has_cyrillic(before)) << line;
        russian.insert(line.substr(tab + 1));
    }
    EXPECT_GT(russian.size(), 2000U);
    for (const Line* film : all_films())
        for (const auto* key : {"directors", "writers", "cast"})
            for (const auto& person : texts(film->film, key))
                EXPECT_FALSE(russian.contains(person)) << film->place << ": " << person << " has a Latin name";
}

}  // namespace
}  // namespace core::catalogue
