#include "trigram_index.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <utility>

namespace core::titles {
namespace {

constexpr std::uint32_t alphabet = 37;  // space, a-z, 0-9
constexpr std::uint32_t trigram_count = alphabet * alphabet * alphabet;
constexpr std::size_t most_trigrams = 256;
constexpr float favour = 0.08F;               // of the best-known film
constexpr float fame_of_well_known = 0.683F;  // 1,500 votes
constexpr float least_share = 0.3F;           // of a query's weight that a form must have in common with it

std::uint32_t letter_code(char byte) {
    if (byte >= 'a' && byte <= 'z') return static_cast<std::uint32_t>(byte - 'a') + 1;
    if (byte >= '0' && byte <= '9') return static_cast<std::uint32_t>(byte - '0') + 27;
    return 0;
}

// The trigrams of a text with a space before and behind it.
class Trigrams {
public:
    explicit Trigrams(std::string_view key) {
        std::uint32_t code = 0;  // the space before
        const auto take = [&](char byte) {
            code = (code * alphabet + letter_code(byte)) % trigram_count;
            return code;
        };
        for (std::size_t place = 0; place <= key.size() && size_ < most_trigrams; ++place) {
            const auto trigram = take(place < key.size() ? key[place] : ' ');
            if (place > 0) codes_[size_++] = trigram;
        }
    }
    std::span<const std::uint32_t> codes() const& { return {codes_.data(), size_}; }

private:
    std::array<std::uint32_t, most_trigrams> codes_;
    std::size_t size_ = 0;
};

// Shared weight of every form touched by one query; cleared by walking what was touched.
struct Counters {
    std::vector<std::uint16_t> shared;
    std::vector<std::uint32_t> touched;
};

}  // namespace

void TrigramIndex::add(std::uint32_t film, Part part, std::string_view key) {
    key = key.substr(0, 255);
    if (key.empty()) return;
    forms_.push_back({film, static_cast<std::uint32_t>(pool_.size()), 0, static_cast<std::uint8_t>(key.size()), part});
    pool_ += key;
}

void TrigramIndex::finish(std::vector<float> fame) {
    fame_ = std::move(fame);
    pool_.shrink_to_fit();
    forms_.shrink_to_fit();
    starts_.assign(trigram_count + 1, 0);
    for (const auto& form : forms_) {
        const Trigrams trigrams{key(form)};
        for (const auto trigram : trigrams.codes()) ++starts_[trigram + 1];
    }
    for (std::size_t trigram = 1; trigram < starts_.size(); ++trigram) starts_[trigram] += starts_[trigram - 1];
    weigh();
    postings_.resize(starts_.back());
    auto next = starts_;
    for (std::uint32_t index = 0; index < forms_.size(); ++index) {
        unsigned weight = 0;
        const Trigrams trigrams{key(forms_[index])};
        for (const auto trigram : trigrams.codes()) {
            postings_[next[trigram]++] = index;
            weight += weights_[trigram];
        }
        forms_[index].weight = static_cast<std::uint16_t>(weight);
    }
    collect_well_known();
}

void TrigramIndex::collect_well_known() {
    const auto counts = [&](const Form& form) {
        return fame_[form.film] >= fame_of_well_known && form.part != Part::sub_part;
    };
    for (const auto& form : forms_)
        if (counts(form)) ++known_starts_[form.size + 1U];
    for (std::size_t size = 1; size < known_starts_.size(); ++size) known_starts_[size] += known_starts_[size - 1];
    known_.resize(known_starts_.back());
    auto next = known_starts_;
    for (std::uint32_t index = 0; index < forms_.size(); ++index)
        if (counts(forms_[index])) known_[next[forms_[index].size]++] = index;
}

std::span<const std::uint32_t> TrigramIndex::well_known(std::size_t size) const {
    if (size + 1 >= known_starts_.size()) return {};
    return std::span{known_}.subspan(known_starts_[size], known_starts_[size + 1] - known_starts_[size]);
}

float TrigramIndex::rarity(std::string_view key) const {
    if (key.empty() || weights_.empty()) return 0;
    const Trigrams trigrams{key};
    float total = 0;
    for (const auto trigram : trigrams.codes()) total += weights_[trigram];
    return total / static_cast<float>(trigrams.codes().size());
}

void TrigramIndex::weigh() {
    weights_.resize(trigram_count);
    const auto all = static_cast<float>(forms_.size()) + 1;
    for (std::size_t trigram = 0; trigram < trigram_count; ++trigram) {
        const auto films = static_cast<float>(starts_[trigram + 1] - starts_[trigram]) + 1;
        weights_[trigram] = static_cast<std::uint8_t>(std::clamp(4.0F * std::log2(all / films), 4.0F, 48.0F));
    }
}

std::vector<TrigramIndex::Near> TrigramIndex::nearest(std::string_view key, std::size_t count) const {
    thread_local Counters counters;
    if (counters.shared.size() < forms_.size()) counters.shared.resize(forms_.size(), 0);
    counters.touched.clear();
    unsigned total = 0;
    const Trigrams trigrams{key};
    for (const auto trigram : trigrams.codes()) {
        // What no title has says nothing of which title is meant: it is most likely an error.
        if (starts_[trigram] == starts_[trigram + 1]) continue;
        const unsigned weight = weights_[trigram];
        total += weight;
        for (auto at = starts_[trigram]; at < starts_[trigram + 1]; ++at) {
            auto& shared = counters.shared[postings_[at]];
            if (shared == 0) counters.touched.push_back(postings_[at]);
            shared = static_cast<std::uint16_t>(shared + weight);
        }
    }
    std::vector<Near> near;
    for (const auto index : counters.touched) {
        const auto shared = static_cast<float>(std::exchange(counters.shared[index], std::uint16_t{0}));
        const float share = shared / static_cast<float>(total);
        if (share < least_share) continue;
        const float dice = 2 * shared / static_cast<float>(total + forms_[index].weight);
        near.push_back({index, std::max(dice, 0.8F * share) + favour * fame_[forms_[index].film]});
    }
    if (near.size() > count) {
        std::ranges::nth_element(near, near.begin() + static_cast<std::ptrdiff_t>(count),
                                 [](const Near& a, const Near& b) { return a.likeness > b.likeness; });
        near.resize(count);
    }
    return near;
}

std::size_t TrigramIndex::memory_bytes() const noexcept {
    return forms_.capacity() * sizeof(Form) + pool_.capacity() + fame_.capacity() * sizeof(float) +
           (starts_.capacity() + postings_.capacity() + known_.capacity()) * sizeof(std::uint32_t) +
           weights_.capacity();
}

}  // namespace core::titles
