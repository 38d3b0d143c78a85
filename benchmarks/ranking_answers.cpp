// Prints the films recommended for each title on standard input, one line each with the reasons: for reading by eye.
//
//     ranking_answers CATALOGUE [--english] [--explain] [WEIGHT=NUMBER]... < titles
//
// A line is a title as it stands in the catalogue, Russian or English; several parted by " + " make one wish.
#include "core/catalogue/catalogue.hpp"
#include "core/catalogue/catalogue_file.hpp"
#include "core/ranking/reasons.hpp"
#include "core/ranking/recommender.hpp"
#include "ranking_weights.hpp"

#include <algorithm>
#include <cstdio>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace {

using core::catalogue::Catalogue;
using core::catalogue::FilmIndex;
using core::catalogue::FilmVectors;
using core::ranking::Language;
using core::ranking::Recommender;

struct Style {
    Language language = Language::russian;
    bool explain = false;
};

// The most voted film of that title.
std::optional<FilmIndex> find_title(const Catalogue& films, std::string_view title) {
    for (std::uint32_t film = 0; film < films.size(); ++film)
        if (films.film({film}).title == title || films.film({film}).title_ru == title) return FilmIndex{film};
    return std::nullopt;
}

std::vector<FilmIndex> liked_in(const Catalogue& films, std::string_view line) {
    constexpr std::string_view plus = " + ";
    std::vector<FilmIndex> liked;
    while (true) {
        const auto end = line.find(plus);
        if (const auto film = find_title(films, line.substr(0, end))) liked.push_back(*film);
        if (end == std::string_view::npos) return liked;
        line.remove_prefix(end + plus.size());
    }
}

void print(const Catalogue& films, const core::ranking::Recommendation& one, const Style& style) {
    const auto& film = films.film(one.film);
    std::printf("  %.3f %s / %s (%d)  %s\n", static_cast<double>(one.score), std::string{film.title_ru}.c_str(),
                std::string{film.title}.c_str(), film.year, reason_line(one.reasons, style.language, films).c_str());
    if (!style.explain) return;
    for (std::size_t i = 0; i < one.shares.size(); ++i)
        if (one.shares[i] >= 0.005F)
            std::printf("    %s %.0f%%", signal_name(static_cast<core::ranking::Signal>(i)).data(),
                        static_cast<double>(one.shares[i] * 100));
    std::puts("");
}

}  // namespace

int main(int count, char** arguments) {
    if (count < 2) {
        std::fputs("usage: ranking_answers CATALOGUE [--english] [--explain] [WEIGHT=NUMBER]... < titles\n", stderr);
        return 2;
    }
    Style style;
    core::ranking::Weights weights;
    for (const std::string_view argument : std::vector<std::string_view>(arguments + 2, arguments + count)) {
        if (argument == "--english") style.language = Language::english;
        if (argument == "--explain") style.explain = true;
        benchmarks::set_weight(weights, argument);
    }
    auto films = Catalogue::open(arguments[1]);
    if (!films) {
        std::fprintf(stderr, "%s\n", films.error().message.c_str());
        return 4;
    }
    auto index = core::catalogue::read_vectors(arguments[1], films.value().size());
    const bool indexed = index && index.value();
    const FilmVectors vectors = indexed ? std::move(index.value()->vectors) : FilmVectors{0, 0};
    const Recommender recommender{films.value(), vectors, weights};
    for (std::string line; std::getline(std::cin, line);) {
        const auto liked = liked_in(films.value(), line);
        std::printf("%s%s\n", line.c_str(), liked.empty() ? ": not in the catalogue" : "");
        if (liked.empty()) continue;
        for (const auto& one :
             recommender.recommend({.liked = liked, .disliked = {}, .excluded = {}, .filters = {}}).films)
            print(films.value(), one, style);
    }
}
