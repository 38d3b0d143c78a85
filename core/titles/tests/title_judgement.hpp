// Typed queries with the film each of them means, and whether a resolution is right.
//
// Shared by the tests and by benchmarks/title_accuracy.
#pragma once

#include "core/titles/title_index.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace core::titles {

struct JudgedQuery {
    std::string text;
    std::string title;  // of the film meant; "-" when the text names none
    int year{};
    std::string kind;
};

enum class Judgement { right, wrong, film_unknown };

// The queries in a tab-separated file with the columns query, title, year, kind and a line of headings. Throws
// std::runtime_error when the file cannot be read.
std::vector<JudgedQuery> read_judged_queries(const std::filesystem::path& file);

// Knows the films by folded title, so that what a query means is found without the index under test.
class Judge {
public:
    explicit Judge(std::span<const catalogue::FilmView> films);

    // Right means: the film meant is the one film, or the first or second of several; or no film was meant and none
    // came. A film that the catalogue does not have (by title and year, one year off) cannot be judged.
    Judgement judge(const JudgedQuery& query, const Resolution& resolution) const;

private:
    bool is_meant(const JudgedQuery& query, const std::string& folded_title, catalogue::FilmIndex film) const;
    bool knows(const JudgedQuery& query, const std::string& folded_title) const;

    std::span<const catalogue::FilmView> films_;
    std::vector<std::pair<std::string, std::uint32_t>> by_title_;
};

}  // namespace core::titles
