#include "core/ranking/quality.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <vector>

namespace core::ranking {
namespace {

double discounted_gain(std::span<const float> relevance) {
    double gain = 0;
    for (std::size_t place = 0; place < relevance.size(); ++place)
        gain += static_cast<double>(relevance[place]) / std::log2(static_cast<double>(place) + 2.0);
    return gain;
}

}  // namespace

double ndcg(std::span<const float> relevance, std::size_t depth) {
    const std::size_t places = std::min(depth, relevance.size());
    std::vector<float> best(relevance.begin(), relevance.end());
    std::partial_sort(best.begin(), best.begin() + static_cast<std::ptrdiff_t>(places), best.end(), std::greater{});
    const double ideal = discounted_gain(std::span{best}.first(places));
    return ideal > 0 ? discounted_gain(relevance.first(places)) / ideal : 0.0;
}

double auc(std::span<const float> good, std::span<const float> bad) {
    if (good.empty() || bad.empty()) return 0.5;
    std::vector<float> sorted(bad.begin(), bad.end());
    std::ranges::sort(sorted);
    double won = 0;
    for (const float score : good) {
        const auto [below, above] = std::ranges::equal_range(sorted, score);
        won += static_cast<double>(below - sorted.begin()) + 0.5 * static_cast<double>(above - below);
    }
    return won / (static_cast<double>(good.size()) * static_cast<double>(bad.size()));
}

}  // namespace core::ranking
