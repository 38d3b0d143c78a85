// Exact look-up of spellings: from the text of a form to the films that bear it.
//
// Compact: sixteen bytes a spelling, no strings (a 64-bit hash stands for each). Built once, then only read by any
// number of threads.
#pragma once

#include "core/titles/title_index.hpp"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace core::titles {

// What has been done to a text before it is looked up; the same text of two spellings is two entries.
enum class Spelling : std::uint8_t { folded, canonical, sorted, sound, initials, one_letter_less };

struct NameEntry {
    std::uint64_t hash{};
    std::uint32_t film{};
    std::uint16_t quality{};  // how well this entry fits, in thousandths
    MatchKind match{};
};

class NameTable {
public:
    void reserve(std::size_t entries) { entries_.reserve(entries); }
    void add(Spelling spelling, std::string_view text, NameEntry entry);
    // Must be called once, after the last add().
    void finish();

    // The entries for `text`.
    std::span<const NameEntry> find(Spelling spelling, std::string_view text) const;

    std::size_t memory_bytes() const noexcept;

private:
    std::vector<NameEntry> entries_;  // by bucket, then by hash
    std::vector<std::uint32_t> starts_;
};

}  // namespace core::titles
