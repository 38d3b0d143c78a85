// Finds the forms whose sound is near that of a text, by the runs of three letters they share.
//
// Forms are phonetic keys (see core/text/transliteration.hpp), so both scripts lie in one space. Built once, then only
// read by any number of threads; each thread keeps its own counters.
#pragma once

#include "title_forms.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace core::titles {

class TrigramIndex {
public:
    struct Form {
        std::uint32_t film{};
        std::uint32_t start{};   // in the pool
        std::uint16_t weight{};  // of all its trigrams
        std::uint8_t size{};
        Part part{};
    };
    struct Near {
        std::uint32_t form{};
        float likeness{};  // rough: for choosing what to look at closely
    };

    // `key` must be a phonetic key; only its first 255 bytes are kept.
    void add(std::uint32_t film, Part part, std::string_view key);
    // Must be called once, after the last add(). `fame` of each film, 0 to 1, counts a little in the choice of forms.
    void finish(std::vector<float> fame);

    // The forms most like `key`, at most `count`, in no particular order.
    std::vector<Near> nearest(std::string_view key, std::size_t count) const;

    // The forms of well-known films that are `size` bytes long, for looking through when no run of letters is right.
    std::span<const std::uint32_t> well_known(std::size_t size) const;

    // How rare in titles the runs of letters of `key` are: low for words, high for what no language has.
    float rarity(std::string_view key) const;

    const Form& form(std::uint32_t index) const { return forms_[index]; }
    std::string_view key(const Form& form) const { return std::string_view{pool_}.substr(form.start, form.size); }
    std::size_t memory_bytes() const noexcept;

private:
    void weigh();
    void collect_well_known();

    std::vector<Form> forms_;
    std::string pool_;
    std::vector<float> fame_;              // by film
    std::vector<std::uint32_t> starts_;    // by trigram, into postings_
    std::vector<std::uint32_t> postings_;  // forms
    std::vector<std::uint8_t> weights_;    // by trigram: the rarer, the heavier
    std::vector<std::uint32_t> known_;     // forms of well-known films, by size
    std::array<std::uint32_t, 257> known_starts_{};
};

}  // namespace core::titles
