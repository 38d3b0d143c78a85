// How often the resolver finds the film that was meant, by kind of query, with every miss: what `make titles` prints.
//
//     title_accuracy [--every-miss] CATALOGUE QUERIES.tsv...
//
// --every-miss lists those of the random typing errors, too.
#include "core/catalogue/catalogue.hpp"
#include "core/titles/title_index.hpp"
#include "title_judgement.hpp"
#include "typing_errors.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <exception>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace core::titles;
using core::catalogue::Catalogue;
using Clock = std::chrono::steady_clock;

constexpr std::size_t mistyped_films = 1000;
constexpr std::string_view every_miss = "--every-miss";

struct Score {
    int right = 0;
    int wrong = 0;
    int unknown = 0;
};

double microseconds_since(Clock::time_point start) {
    return std::chrono::duration<double, std::micro>(Clock::now() - start).count();
}

void print_miss(const Catalogue& catalogue, const JudgedQuery& query, const Resolution& resolution) {
    static constexpr const char* outcomes[] = {"one", "several", "none"};
    std::printf("  miss [%s] \"%s\" means %s (%d); %s:", query.kind.c_str(), query.text.c_str(), query.title.c_str(),
                query.year, outcomes[static_cast<int>(resolution.outcome)]);
    for (std::size_t place = 0; place < std::min<std::size_t>(resolution.candidates.size(), 3); ++place) {
        const auto& candidate = resolution.candidates[place];
        const auto& film = catalogue.film(candidate.film);
        const auto title = film.title.empty() ? film.title_ru : film.title;
        std::printf(" %.*s (%d) %.2f;", static_cast<int>(title.size()), title.data(), film.year,
                    static_cast<double>(candidate.confidence));
    }
    std::printf("\n");
}

void print_scores(const std::map<std::string, Score>& scores) {
    Score all;
    for (const auto& [kind, score] : scores) {
        const int judged = score.right + score.wrong;
        std::printf(
            "%-14s %4d of %4d  %.3f%s\n", kind.c_str(), score.right, judged,
            judged > 0 ? static_cast<double>(score.right) / judged : 0.0,
            score.unknown > 0 ? ("  (" + std::to_string(score.unknown) + " not in the catalogue)").c_str() : "");
        all.right += score.right;
        all.wrong += score.wrong;
    }
    std::printf("%-14s %4d of %4d  %.3f\n", "all", all.right, all.right + all.wrong,
                static_cast<double>(all.right) / std::max(all.right + all.wrong, 1));
}

enum class Misses { listed, counted };

void measure(const Catalogue& catalogue, const TitleIndex& index, const std::vector<JudgedQuery>& queries,
             Misses misses) {
    const Judge judge{catalogue.films()};
    std::map<std::string, Score> scores;
    std::vector<double> times;
    for (const auto& query : queries) {
        (void)index.resolve({.text = query.text});  // the measured call finds the caches warm
        const auto start = Clock::now();
        const auto resolution = index.resolve({.text = query.text});
        times.push_back(microseconds_since(start));
        auto& score = scores[query.kind];
        switch (judge.judge(query, resolution)) {
            case Judgement::right:
                ++score.right;
                break;
            case Judgement::film_unknown:
                ++score.unknown;
                break;
            case Judgement::wrong:
                ++score.wrong;
                if (misses == Misses::listed) print_miss(catalogue, query, resolution);
        }
    }
    print_scores(scores);
    if (times.empty()) return;
    std::ranges::sort(times);
    std::printf("resolve: median %.0f us, 95 %% %.0f us, longest %.0f us\n\n", times[times.size() / 2],
                times[times.size() * 95 / 100], times.back());
}

int run(std::vector<std::string> arguments) {
    const auto flag = std::ranges::remove(arguments, every_miss);
    const auto misses = flag.empty() ? Misses::counted : Misses::listed;
    arguments.erase(flag.begin(), flag.end());
    if (arguments.size() < 2) {
        std::fprintf(stderr, "usage: title_accuracy [--every-miss] CATALOGUE QUERIES.tsv...\n");
        return 2;
    }
    const auto catalogue = Catalogue::open(arguments[0]);
    if (!catalogue) {
        std::fprintf(stderr, "%s\n", catalogue.error().message.c_str());
        return 4;
    }
    const auto& films = catalogue.value();
    const auto start = Clock::now();
    const TitleIndex index{films.films()};
    std::printf("%zu films, index built in %.1f ms, %.1f MB\n\n", films.size(), microseconds_since(start) / 1000,
                static_cast<double>(index.memory_bytes()) / 1e6);
    for (std::size_t file = 1; file < arguments.size(); ++file) {
        std::printf("%s\n", arguments[file].c_str());
        measure(films, index, read_judged_queries(arguments[file]), Misses::listed);
    }
    std::printf("The %zu most voted titles with typing errors made at random, and in the other layout\n",
                mistyped_films);
    measure(films, index, mistyped_queries(films.films(), mistyped_films), misses);
    return 0;
}

}  // namespace

int main(int count, char** arguments) try {
    return run({arguments + 1, arguments + count});
} catch (const std::exception& fault) {
    std::fprintf(stderr, "%s\n", fault.what());
    return 1;
}
