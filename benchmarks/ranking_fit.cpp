#include "ranking_fit.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

namespace benchmarks {
namespace {

using core::ranking::signal_count;
using core::ranking::SignalValues;

struct Example {
    std::vector<SignalValues> signals;  // by candidate
    std::vector<float> relevance;       // sums to 1
};

std::vector<Example> examples_of(const MovieLens& data, const core::ranking::Recommender& plain) {
    std::vector<Example> examples;
    for (std::size_t query = 0; query < data.halves[0].size(); ++query) {
        if (!is_for_learning(query)) continue;
        Example example;
        for (std::size_t i = 0; i < data.candidates.size(); ++i) {
            if (data.candidates[i] == data.halves[0][query].query) continue;
            SignalValues signals = plain.contributions(data.halves[0][query].query, data.candidates[i]);
            for (float& signal : signals) signal *= static_cast<float>(signal_count);
            example.signals.push_back(signals);
            example.relevance.push_back(data.halves[0][query].lift[i] + data.halves[1][query].lift[i]);
        }
        const float all = std::accumulate(example.relevance.begin(), example.relevance.end(), 0.0F);
        if (all <= 0) continue;
        for (float& relevance : example.relevance) relevance /= all;
        examples.push_back(std::move(example));
    }
    return examples;
}

// Adds the gradient of the cross entropy between the relevances and the softmax of the scores.
void add_gradient(const Example& example, const SignalValues& weights, SignalValues& gradient) {
    std::vector<float> chances;
    for (const auto& signals : example.signals)
        chances.push_back(std::inner_product(signals.begin(), signals.end(), weights.begin(), 0.0F));
    const float highest = *std::ranges::max_element(chances);
    float all = 0;
    for (float& chance : chances) all += chance = std::exp(chance - highest);
    for (std::size_t i = 0; i < chances.size(); ++i)
        for (std::size_t signal = 0; signal < signal_count; ++signal)
            gradient[signal] += (chances[i] / all - example.relevance[i]) * example.signals[i][signal];
}

}  // namespace

SignalValues fit_weights(const MovieLens& data, const core::ranking::Recommender& plain) {
    const auto examples = examples_of(data, plain);
    SignalValues weights{};
    weights.fill(1.0F);
    SignalValues seen{};  // Adagrad: each weight slows down as its own gradients add up
    for (int round = 0; round < 400; ++round) {
        SignalValues gradient{};
        for (const auto& example : examples) add_gradient(example, weights, gradient);
        for (std::size_t signal = 0; signal < signal_count; ++signal) {
            const float step = gradient[signal] / static_cast<float>(examples.size());
            seen[signal] += step * step;
            weights[signal] = std::max(0.0F, weights[signal] - 0.3F * step / (std::sqrt(seen[signal]) + 1e-6F));
        }
    }
    return weights;
}

}  // namespace benchmarks
