#include "embeddings.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstdlib>

namespace core::encoder {
namespace {

// Near distances have a bucket each, far ones share buckets that widen with the logarithm; the upper half of the
// buckets is for keys behind the query. Single precision, as in the reference: the borders depend on it.
std::size_t bucket_of(std::ptrdiff_t distance, std::size_t buckets) {
    constexpr float farthest = 128.0F;
    const auto half = buckets / 2;
    const auto exact = half / 2;
    const auto base = distance > 0 ? half : 0;
    const auto steps = static_cast<std::size_t>(std::abs(distance));
    if (steps < exact || exact == 0) return base + std::min(steps, half == 0 ? 0 : half - 1);
    const float share = std::log(static_cast<float>(steps) / static_cast<float>(exact)) /
                        static_cast<float>(std::log(static_cast<double>(farthest) / static_cast<double>(exact)));
    const auto far = exact + static_cast<std::size_t>(share * static_cast<float>(half - exact));
    return base + std::min(far, half - 1);
}

}  // namespace

Embeddings::Embeddings(const ModelConfig& config, const Weights& weights)
    : hidden_{config.hidden},
      skips_padding_{config.architecture == Architecture::mpnet},
      padding_{static_cast<TokenId>(config.padding_id)},
      words_{weights.words},
      positions_(config.positions * config.hidden),
      storage_{weights.storage} {
    read_floats(weights.positions, 0, positions_);
    if (weights.types.bytes.empty()) return;
    std::vector<float> type(hidden_);
    read_floats(weights.types, 0, type);
    for (std::size_t i = 0; i < positions_.size(); ++i) positions_[i] += type[i % hidden_];
}

void Embeddings::write(std::span<const TokenId> ids, std::span<float> rows) const {
    assert(rows.size() == ids.size() * hidden_);
    auto next = skips_padding_ ? static_cast<std::size_t>(padding_) + 1 : 0;
    for (std::size_t i = 0; i < ids.size(); ++i) {
        const bool is_skipped = skips_padding_ && ids[i] == padding_;
        const auto position = is_skipped ? static_cast<std::size_t>(padding_) : next++;
        const auto row = rows.subspan(i * hidden_, hidden_);
        read_floats(words_, static_cast<std::size_t>(ids[i]) * hidden_, row);
        const auto* addend = positions_.data() + position * hidden_;
        for (std::size_t k = 0; k < hidden_; ++k) row[k] += addend[k];
    }
}

std::vector<float> relative_bias(const Tensor& table, std::size_t length) {
    const auto buckets = table.shape[0];
    const auto heads = table.shape[1];
    std::vector<float> values(buckets * heads);
    read_floats(table, 0, values);
    std::vector<float> bias(heads * length * length);
    std::vector<float> by_distance(2 * length - 1);
    for (std::size_t head = 0; head < heads; ++head) {
        for (std::size_t i = 0; i < by_distance.size(); ++i) {
            const auto distance = static_cast<std::ptrdiff_t>(i) - static_cast<std::ptrdiff_t>(length - 1);
            by_distance[i] = values[bucket_of(distance, buckets) * heads + head];
        }
        for (std::size_t query = 0; query < length; ++query)
            std::copy_n(by_distance.begin() + static_cast<std::ptrdiff_t>(length - 1 - query), length,
                        bias.begin() + static_cast<std::ptrdiff_t>((head * length + query) * length));
    }
    return bias;
}

}  // namespace core::encoder
