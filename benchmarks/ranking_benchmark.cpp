// How long ranking takes: the scan by each kernel, and whole recommendations.
//
//     ranking_benchmark [CATALOGUE] [--benchmark_...]
//
// Without a catalogue, over 17,000 made-up films of about the usual size; with one, over that.
#include "core/catalogue/catalogue.hpp"
#include "core/catalogue/catalogue_file.hpp"
#include "core/ranking/recommender.hpp"
#include "dot_scan.hpp"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <benchmark/benchmark.h>

namespace {

using core::catalogue::Catalogue;
using core::catalogue::Film;
using core::catalogue::FilmIndex;
using core::catalogue::FilmVectors;
using core::ranking::Kernel;
using core::ranking::Recommender;
using core::ranking::Wish;

constexpr std::size_t made_up_films = 17000, dimensions = 384;

struct Collection {
    Catalogue films;
    FilmVectors vectors;
};

// Low numbers come up often, as with keywords and players.
std::string name(std::string_view kind, std::mt19937& random, int names) {
    const double even = std::uniform_real_distribution{0.0, 1.0}(random);
    return std::string{kind} + std::to_string(static_cast<int>(even * even * even * names));
}

std::vector<Film> make_up_films() {
    std::mt19937 random{1};
    std::vector<Film> films;
    for (std::size_t i = 0; i < made_up_films; ++i) {
        Film film{.title = "Film " + std::to_string(i), .year = 1930 + static_cast<int>(random() % 95)};
        film.countries = {name("C", random, 40)};
        film.language = "l" + film.countries.front();
        for (int genre = 0; genre < 3; ++genre) film.genres.push_back(name("genre ", random, 19));
        for (int keyword = 0; keyword < 8; ++keyword) film.keywords.push_back(name("keyword ", random, 9000));
        for (int player = 0; player < 6; ++player) film.cast.push_back(name("player ", random, 40000));
        film.directors = {name("director ", random, 7000)};
        film.vote_average = static_cast<double>(random() % 100) / 10;
        film.vote_count = film.votes = static_cast<int>(200000 / (i + 1));
        films.push_back(std::move(film));
    }
    return films;
}

FilmVectors make_up_vectors(std::size_t films) {
    std::mt19937 random{2};
    FilmVectors vectors{films, dimensions};
    std::vector<std::int8_t> row(dimensions);
    for (std::uint32_t film = 0; film < films; ++film) {
        for (auto& value : row) value = static_cast<std::int8_t>(static_cast<int>(random() % 255) - 127);
        vectors.set({film}, std::span<const std::int8_t>{row}, 1.0F / 1400.0F);
    }
    return vectors;
}

std::optional<Collection> make_up() {
    const auto file = std::filesystem::temp_directory_path() / "ranking_benchmark.sqlite";
    const auto written = core::catalogue::write_catalogue(make_up_films(), {}, file);
    auto films = Catalogue::open(file);
    std::filesystem::remove(file);
    if (!written || !films) return std::nullopt;
    auto vectors = make_up_vectors(films.value().size());
    return Collection{std::move(films).value(), std::move(vectors)};
}

std::optional<Collection> open(const char* file) {
    auto films = Catalogue::open(file);
    if (!films) return std::nullopt;
    auto index = core::catalogue::read_vectors(file, films.value().size());
    if (!index || !index.value()) return std::nullopt;
    return Collection{std::move(films).value(), std::move(index.value()->vectors)};
}

void scan_by(benchmark::State& state, const Collection& all, Kernel kernel) {
    std::vector<std::int32_t> sums, dots(all.vectors.size());
    for (std::uint32_t film = 0; film < all.vectors.size(); ++film) sums.push_back(all.vectors.sum({film}));
    const core::ranking::Rows rows{all.vectors.block(), all.vectors.size(), all.vectors.stride(), sums.data()};
    std::size_t query = 0;
    for (auto _ : state) {
        core::ranking::scan(kernel, rows, rows.first + query * rows.stride, dots);
        benchmark::DoNotOptimize(dots.data());
        query = (query + 17) % rows.count;
    }
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(rows.count * rows.stride));
}

// Asks for films like the hundred most voted in turn, `liked` of them at once.
void recommend(benchmark::State& state, const Recommender& recommender, Wish wish, std::uint32_t liked) {
    std::uint32_t first = 0;
    for (auto _ : state) {
        wish.liked.clear();
        for (std::uint32_t i = 0; i < liked; ++i) wish.liked.push_back({(first + 13 * i) % 100});
        auto page = recommender.recommend(wish);
        benchmark::DoNotOptimize(page);
        first = (first + 1) % 100;
    }
}

void add_benchmarks(const Collection& all, const Recommender& recommender) {
    for (const Kernel kernel : {Kernel::plain, Kernel::avx2, Kernel::avx512_vnni})
        if (core::ranking::supported(kernel))
            benchmark::RegisterBenchmark(("scan/" + std::string{kernel_name(kernel)}).c_str(),
                                         [&all, kernel](benchmark::State& state) { scan_by(state, all, kernel); });
    const auto add = [&recommender](const char* title, const Wish& wish, std::uint32_t liked) {
        benchmark::RegisterBenchmark(title, [&recommender, wish, liked](benchmark::State& state) {
            recommend(state, recommender, wish, liked);
        })->Unit(benchmark::kMicrosecond);
    };
    add("recommend/page_1", {.limit = 5, .offset = 0}, 1);
    add("recommend/page_20", {.limit = 5, .offset = 95}, 1);
    add("recommend/five_liked", {.limit = 5}, 5);
    add("recommend/one_liked_two_disliked", {.disliked = {{200}, {300}}, .limit = 5}, 1);
    add("recommend/filtered", {.filters = {.genres = {0}, .from_year = 1980, .min_rating = 5.0F}, .limit = 5}, 1);
    benchmark::RegisterBenchmark("build_recommender", [&all](benchmark::State& state) {
        for (auto _ : state) benchmark::DoNotOptimize(std::make_unique<Recommender>(all.films, all.vectors));
    })->Unit(benchmark::kMillisecond);
}

}  // namespace

int main(int count, char** arguments) {
    benchmark::Initialize(&count, arguments);
    const auto all = count > 1 ? open(arguments[1]) : make_up();
    if (!all) {
        std::fputs("ranking_benchmark: no such catalogue, or it was never indexed\n", stderr);
        return 4;
    }
    const Recommender recommender{all->films, all->vectors};
    add_benchmarks(*all, recommender);
    benchmark::RunSpecifiedBenchmarks();
}
