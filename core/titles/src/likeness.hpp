// How well a phonetic key as typed fits the phonetic key of a title: typing errors, missing words, another order.
//
// A query is prepared once and then compared with many keys. Knows nothing of films and popularity.
#pragma once

#include "core/titles/title_index.hpp"
#include "edit_distance.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace core::titles {

struct Likeness {
    float quality{};  // 0 to 0.95
    MatchKind match = MatchKind::spelling;
};

class SoundQuery {
public:
    // `key` must outlive the query.
    explicit SoundQuery(std::string_view key);

    Likeness compare(std::string_view title_key) const;

private:
    struct Word {
        std::string_view text;
        EditPattern pattern;
        float weight;
    };

    // The word of a title, or two neighbours, that a typed word is most like.
    struct Match {
        float likeness{};
        float weight{};          // of the title's words
        std::uint32_t places{};  // of them, as bits
    };
    static Match best_match(const Word& word, const std::vector<std::string_view>& title_words, std::uint32_t used);

    float as_a_whole(std::string_view title_key) const;
    Likeness word_by_word(const std::vector<std::string_view>& title_words) const;
    float number_agreement(const std::vector<std::string_view>& title_words) const;

    EditPattern whole_;
    std::vector<Word> words_;
    float weight_ = 0;  // of all words
};

}  // namespace core::titles
