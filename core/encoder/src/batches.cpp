#include "batches.hpp"

#include <algorithm>
#include <functional>
#include <numeric>

namespace core::encoder {

std::vector<Batch> plan_batches(std::span<const std::size_t> lengths, const BatchLimits& limits) {
    std::vector<std::size_t> order(lengths.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, std::greater{}, [lengths](std::size_t index) { return lengths[index]; });
    std::vector<Batch> batches;
    for (const auto index : order) {
        const bool fits = !batches.empty() && batches.back().members.size() < limits.members &&
                          (batches.back().members.size() + 1) * batches.back().length <= limits.tokens;
        if (!fits) batches.push_back({.length = lengths[index]});
        batches.back().members.push_back(index);
    }
    return batches;
}

}  // namespace core::encoder
