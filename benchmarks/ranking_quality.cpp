// Measures how well the recommender's order agrees with what people like together (MovieLens), signal by signal.
//
//     ranking_quality CATALOGUE MOVIELENS_FOLDER [--fit] [WEIGHT=NUMBER]...
//
// Prints nDCG@10 of lift and of cosine for the weights as served, without each signal, meaning alone and chance; for
// the queries that were kept from learning. --fit learns weights anew and prints them. WEIGHT is a member of Weights.
#include "core/catalogue/catalogue.hpp"
#include "core/catalogue/catalogue_file.hpp"
#include "core/ranking/quality.hpp"
#include "core/ranking/recommender.hpp"
#include "ranking_fit.hpp"
#include "ranking_movielens.hpp"
#include "ranking_weights.hpp"

#include <algorithm>
#include <cstdio>
#include <functional>
#include <numeric>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace {

using core::catalogue::Catalogue;
using core::catalogue::FilmIndex;
using core::catalogue::FilmVectors;
using core::ranking::Recommender;
using core::ranking::Signal;
using core::ranking::Weights;

using Score = std::function<float(FilmIndex query, FilmIndex candidate)>;

constexpr std::size_t depth = 10;

double ndcg_of_order(const std::vector<std::size_t>& order, const std::vector<float>& relevance) {
    std::vector<float> ranked;
    for (const std::size_t candidate : order) ranked.push_back(relevance[candidate]);
    return core::ranking::ndcg(ranked, depth);
}

// The mean over the reporting queries and both halves of the people; queries that nothing is relevant to do not count.
void report(std::string_view name, const benchmarks::MovieLens& data, const Score& score) {
    double lift = 0, cosine = 0, judged = 0;
    std::vector<std::size_t> order(data.candidates.size());
    std::vector<float> scores(order.size());
    for (std::size_t query = 0; query < data.halves[0].size(); ++query) {
        if (benchmarks::is_for_learning(query)) continue;
        const FilmIndex film = data.halves[0][query].query;
        for (std::size_t i = 0; i < scores.size(); ++i)
            scores[i] = data.candidates[i] == film ? -1e9F : score(film, data.candidates[i]);
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::ranges::stable_sort(order, std::greater{}, [&](std::size_t i) { return scores[i]; });
        for (const auto& half : data.halves) {
            if (std::ranges::max(half[query].lift) <= 0) continue;
            lift += ndcg_of_order(order, half[query].lift);
            cosine += ndcg_of_order(order, half[query].cosine);
            ++judged;
        }
    }
    std::printf("%-32.*s  lift %.3f  cos %.3f\n", static_cast<int>(name.size()), name.data(), lift / judged,
                cosine / judged);
}

struct Collection {
    Catalogue films;
    FilmVectors vectors;
};

void report_weights(std::string_view name, const benchmarks::MovieLens& data, const Collection& all,
                    const Weights& how) {
    const Recommender recommender{all.films, all.vectors, how};
    report(name, data, [&](FilmIndex query, FilmIndex candidate) { return recommender.score(query, candidate); });
}

void report_ablation(const benchmarks::MovieLens& data, const Collection& all, const Weights& served) {
    for (std::size_t signal = 0; signal < core::ranking::signal_count; ++signal) {
        Weights weights = served;
        benchmarks::weight_of(weights, static_cast<Signal>(signal)) = 0;
        report_weights("without " + std::string{signal_name(static_cast<Signal>(signal))}, data, all, weights);
    }
    Weights meaning = served;
    for (std::size_t signal = 1; signal < core::ranking::signal_count; ++signal)
        benchmarks::weight_of(meaning, static_cast<Signal>(signal)) = 0;
    meaning.obscurity = 0;
    report_weights("meaning alone", data, all, meaning);
    std::mt19937 random{1};
    report("chance", data, [&](FilmIndex, FilmIndex) { return static_cast<float>(random()); });
}

void report_fit(const benchmarks::MovieLens& data, const Collection& all, Weights weights) {
    for (std::size_t signal = 0; signal < core::ranking::signal_count; ++signal)
        benchmarks::weight_of(weights, static_cast<Signal>(signal)) = 1;
    weights.obscurity = 0;
    const auto fitted = benchmarks::fit_weights(data, Recommender{all.films, all.vectors, weights});
    for (std::size_t signal = 0; signal < core::ranking::signal_count; ++signal) {
        benchmarks::weight_of(weights, static_cast<Signal>(signal)) = fitted[signal];
        std::printf("    %-10s %.3f\n", signal_name(static_cast<Signal>(signal)).data(),
                    static_cast<double>(fitted[signal]));
    }
    report_weights("as fitted", data, all, weights);
    weights.era /= 4;
    weights.popularity /= 4;
    report_weights("fitted, era and fame a quarter", data, all, weights);
    weights.quality /= 4;
    report_weights("and quality a quarter", data, all, weights);
}

int fail(const core::Fault& fault) {
    std::fprintf(stderr, "%s: %s\n", fault.code.c_str(), fault.message.c_str());
    return 4;
}

}  // namespace

int main(int count, char** arguments) {
    if (count < 3) {
        std::fputs("usage: ranking_quality CATALOGUE MOVIELENS_FOLDER [--fit]\n", stderr);
        return 2;
    }
    auto films = Catalogue::open(arguments[1]);
    if (!films) return fail(films.error());
    auto index = core::catalogue::read_vectors(arguments[1], films.value().size());
    if (!index) return fail(index.error());
    Collection all{std::move(films).value(), index.value() ? std::move(index.value()->vectors) : FilmVectors{0, 0}};
    const auto data = benchmarks::read_movielens(arguments[2], all.films);
    if (!data) return fail(data.error());
    std::printf("%zu queries, %zu candidates\n", data.value().halves[0].size(), data.value().candidates.size());
    Weights served;
    bool fit = false;
    for (int i = 3; i < count; ++i)
        if (std::string_view{arguments[i]} == "--fit")
            fit = true;
        else if (!benchmarks::set_weight(served, arguments[i]))
            return fail({"weight_unknown", std::string{"no weight "} + arguments[i], ""});
    if (fit) report_fit(data.value(), all, served);
    report_weights("as served", data.value(), all, served);
    report_ablation(data.value(), all, served);
}
