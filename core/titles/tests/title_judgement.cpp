#include "title_judgement.hpp"

#include "core/text/fold.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace core::titles {

std::vector<JudgedQuery> read_judged_queries(const std::filesystem::path& file) {
    std::ifstream stream{file};
    if (!stream) throw std::runtime_error{"cannot read " + file.string()};
    std::vector<JudgedQuery> queries;
    std::string line;
    std::getline(stream, line);
    while (std::getline(stream, line)) {
        std::istringstream columns{line};
        JudgedQuery query;
        std::string year;
        std::getline(columns, query.text, '\t');
        std::getline(columns, query.title, '\t');
        std::getline(columns, year, '\t');
        std::getline(columns, query.kind, '\t');
        query.year = std::atoi(year.c_str());
        if (!query.kind.empty()) queries.push_back(std::move(query));
    }
    return queries;
}

Judge::Judge(std::span<const catalogue::FilmView> films) : films_{films} {
    for (std::uint32_t film = 0; film < films.size(); ++film) {
        for (const auto title : {films[film].title, films[film].title_ru, films[film].original_title})
            if (!title.empty()) by_title_.emplace_back(text::fold(title), film);
        for (const auto alias : films[film].aliases) by_title_.emplace_back(text::fold(alias), film);
    }
    std::ranges::sort(by_title_);
}

bool Judge::is_meant(const JudgedQuery& query, const std::string& folded_title, catalogue::FilmIndex film) const {
    if (std::abs(films_[film.value].year - query.year) > 1) return false;
    return std::ranges::binary_search(by_title_, std::pair{folded_title, film.value});
}

bool Judge::knows(const JudgedQuery& query, const std::string& folded_title) const {
    const auto [first, last] =
        std::ranges::equal_range(by_title_, folded_title, {}, &std::pair<std::string, std::uint32_t>::first);
    return std::any_of(first, last,
                       [&](const auto& entry) { return std::abs(films_[entry.second].year - query.year) <= 1; });
}

Judgement Judge::judge(const JudgedQuery& query, const Resolution& resolution) const {
    if (query.title == "-") return resolution.outcome == Outcome::no_film ? Judgement::right : Judgement::wrong;
    const auto folded_title = text::fold(query.title);
    if (!knows(query, folded_title)) return Judgement::film_unknown;
    const std::size_t counted = std::min<std::size_t>(resolution.choices, 2);
    for (std::size_t place = 0; place < counted; ++place)
        if (is_meant(query, folded_title, resolution.candidates[place].film)) return Judgement::right;
    return Judgement::wrong;
}

}  // namespace core::titles
