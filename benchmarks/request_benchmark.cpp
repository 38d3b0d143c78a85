// How long a request takes from typed text to ranked films with reasons, on one core.
//
//     request_benchmark CATALOGUE QUERIES.tsv [--benchmark_...]
//
// QUERIES has a header line and the typed text in its first column.
#include "core/catalogue/catalogue.hpp"
#include "core/catalogue/catalogue_file.hpp"
#include "core/ranking/advisor.hpp"
#include "core/ranking/reasons.hpp"

#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

namespace {

using core::ranking::Advisor;

std::vector<std::string> read_queries(const char* file) {
    std::ifstream stream{file};
    std::vector<std::string> queries;
    std::string line;
    std::getline(stream, line);
    while (std::getline(stream, line)) queries.push_back(line.substr(0, line.find('\t')));
    return queries;
}

void resolve(benchmark::State& state, const Advisor& advisor, const std::vector<std::string>& queries) {
    std::size_t next = 0;
    for (auto _ : state) {
        auto resolution = advisor.resolve({.text = queries[next++ % queries.size()], .year = {}, .limit = 10});
        benchmark::DoNotOptimize(resolution);
    }
}

// Resolves, ranks, and says why: all but reading the request and writing the answer.
void whole_request(benchmark::State& state, const Advisor& advisor, const std::vector<std::string>& queries) {
    std::size_t next = 0;
    for (auto _ : state) {
        const auto advice = advisor.advise({.liked = {queries[next++ % queries.size()]}});
        if (!advice) continue;
        for (const auto& film : advice.value().page.films) {
            auto line = core::ranking::reason_line(film.reasons, core::ranking::Language::russian, advisor.films());
            benchmark::DoNotOptimize(line);
        }
    }
}

void open_catalogue(benchmark::State& state, const char* file) {
    for (auto _ : state) {
        auto films = core::catalogue::Catalogue::open(file);
        benchmark::DoNotOptimize(films);
    }
}

void build_title_index(benchmark::State& state, const core::catalogue::Catalogue& films) {
    for (auto _ : state) {
        core::titles::TitleIndex index{films.films()};
        benchmark::DoNotOptimize(index);
    }
}

}  // namespace

int main(int count, char** arguments) {
    benchmark::Initialize(&count, arguments);
    if (count != 3) {
        std::fputs("usage: request_benchmark CATALOGUE QUERIES.tsv [--benchmark_...]\n", stderr);
        return 2;
    }
    const char* file = arguments[1];
    const auto films = core::catalogue::Catalogue::open(file);
    const auto queries = read_queries(arguments[2]);
    if (!films || queries.empty()) {
        std::fprintf(stderr, "%s\n", films ? "no queries" : films.error().message.c_str());
        return 4;
    }
    const auto index = core::catalogue::read_vectors(file, films.value().size());
    if (!index || !index.value()) {
        std::fputs("the catalogue is not indexed: run kinosovet index\n", stderr);
        return 4;
    }
    const Advisor advisor{films.value(), index.value()->vectors};
    constexpr auto unit = benchmark::kMicrosecond;
    benchmark::RegisterBenchmark("open catalogue", open_catalogue, file)->Unit(benchmark::kMillisecond);
    benchmark::RegisterBenchmark("build title index", build_title_index, std::cref(films.value()))
        ->Unit(benchmark::kMillisecond);
    benchmark::RegisterBenchmark("resolve", resolve, std::cref(advisor), std::cref(queries))->Unit(unit);
    benchmark::RegisterBenchmark("whole request", whole_request, std::cref(advisor), std::cref(queries))->Unit(unit);
    benchmark::RunSpecifiedBenchmarks();
}
