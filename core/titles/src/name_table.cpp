#include "name_table.hpp"

#include <algorithm>
#include <functional>

namespace core::titles {
namespace {

constexpr unsigned bucket_bits = 16;

std::uint64_t hash_of(Spelling spelling, std::string_view text) {
    // A multiplication spreads the standard hash over the upper bits, which choose the bucket.
    const std::uint64_t hash = std::hash<std::string_view>{}(text) + static_cast<std::uint64_t>(spelling) + 1;
    const std::uint64_t mixed = (hash ^ (hash >> 31U)) * 0x9E3779B97F4A7C15U;
    return mixed ^ (mixed >> 29U);
}

std::size_t bucket_of(std::uint64_t hash) { return hash >> (64U - bucket_bits); }

}  // namespace

void NameTable::add(Spelling spelling, std::string_view text, NameEntry entry) {
    entry.hash = hash_of(spelling, text);
    entries_.push_back(entry);
}

void NameTable::finish() {
    starts_.assign((std::size_t{1} << bucket_bits) + 1, 0);
    for (const auto& entry : entries_) ++starts_[bucket_of(entry.hash) + 1];
    for (std::size_t bucket = 1; bucket < starts_.size(); ++bucket) starts_[bucket] += starts_[bucket - 1];
    std::vector<NameEntry> placed(entries_.size());
    auto next = starts_;
    for (const auto& entry : entries_) placed[next[bucket_of(entry.hash)]++] = entry;
    entries_ = std::move(placed);
    for (std::size_t bucket = 0; bucket + 1 < starts_.size(); ++bucket)
        if (starts_[bucket + 1] - starts_[bucket] > 1)
            std::sort(entries_.begin() + starts_[bucket], entries_.begin() + starts_[bucket + 1],
                      [](const NameEntry& a, const NameEntry& b) { return a.hash < b.hash; });
}

std::span<const NameEntry> NameTable::find(Spelling spelling, std::string_view text) const {
    const auto hash = hash_of(spelling, text);
    const auto bucket = bucket_of(hash);
    const std::span<const NameEntry> all{entries_.data() + starts_[bucket], starts_[bucket + 1] - starts_[bucket]};
    const auto found = std::ranges::equal_range(all, hash, {}, &NameEntry::hash);
    return {found.begin(), found.end()};
}

std::size_t NameTable::memory_bytes() const noexcept {
    return entries_.capacity() * sizeof(NameEntry) + starts_.capacity() * sizeof(std::uint32_t);
}

}  // namespace core::titles
