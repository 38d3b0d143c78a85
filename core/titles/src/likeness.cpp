#include "likeness.hpp"

#include "core/text/fold.hpp"
#include "title_forms.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace core::titles {
namespace {

constexpr std::size_t most_words = 16;
constexpr float another_number = 0.65F;    // "titanic 2" is not "titanic"
constexpr float with_s = 0.99F;            // "schindler" for "schindlers"
constexpr float least_telling_weight = 6;  // of words that are all there: one of four letters
constexpr float least_found = 0.7F;        // of the weight of the words typed
constexpr float joined_likeness = 0.95F;
constexpr std::size_t shortest_joined = 6;
constexpr float number_only_in_title = 0.97F;

// Phonetic keys of words so common in titles that they prove little.
constexpr std::array<std::string_view, 24> light_words = {"of", "in", "to", "on",  "at", "for", "is", "my",
                                                          "v",  "na", "s",  "iz",  "k",  "po",  "u",  "o",
                                                          "ne", "za", "ot", "dla", "de", "la",  "le", "ili"};

float weight_of(std::string_view word) {
    if (std::ranges::find(light_words, word) != light_words.end()) return 1;
    return static_cast<float>(2 + std::min<std::size_t>(word.size(), 10));
}

float share(std::size_t part, std::size_t whole) { return static_cast<float>(part) / static_cast<float>(whole); }

// How much of a title's word the typed word is: 1 the same, less for a start of it or a misspelling, 0 something else.
float word_likeness(std::string_view typed, const EditPattern& pattern, std::string_view word) {
    if (typed == word) return 1;
    if (typed.size() >= 4 && word.size() == typed.size() + 1 && word.starts_with(typed) && word.back() == 's')
        return with_s;
    const auto shorter = std::min(typed.size(), word.size());
    const auto longer = std::max(typed.size(), word.size());
    // The start of a word is what people type who go on typing; a short one may start many words.
    if (typed.size() >= 3 && word.starts_with(typed))
        return typed.size() < 5 ? 0.6F + 0.4F * share(shorter, longer) : 0.75F + 0.25F * share(shorter, longer);
    if (longer < 4 || longer - shorter > 2 || is_number(typed) || is_number(word)) return 0;
    const auto errors = pattern.distance(word);
    const float likeness = 1 - share(errors, longer);
    return likeness < 0.6F ? 0 : likeness;
}

// The place of two neighbours that `typed` is when written as one ("spiderverse"); the number of words when none are.
std::size_t joined_words(std::string_view typed, const std::vector<std::string_view>& title_words) {
    for (std::size_t place = 0; place + 1 < title_words.size(); ++place) {
        const auto first = title_words[place];
        if (typed.starts_with(first) && typed.substr(first.size()) == title_words[place + 1]) return place;
    }
    return title_words.size();
}

}  // namespace

SoundQuery::SoundQuery(std::string_view key) : whole_{key} {
    for (const auto word : text::words(key)) {
        if (words_.size() == most_words) break;
        words_.push_back({word, EditPattern{word}, weight_of(word)});
        weight_ += words_.back().weight;
    }
}

float SoundQuery::as_a_whole(std::string_view title_key) const {
    const auto compared = title_key.substr(0, EditPattern::longest);
    const auto longer = std::max(whole_.size(), compared.size());
    const auto apart = longer - std::min(whole_.size(), compared.size());
    if (longer == 0 || apart * 2 > longer) return 0;
    return quality_with_errors(whole_.distance(compared), longer);
}

SoundQuery::Match SoundQuery::best_match(const Word& word, const std::vector<std::string_view>& title_words,
                                         std::uint32_t used) {
    Match best;
    for (std::size_t place = 0; place < title_words.size() && best.likeness < 1; ++place) {
        if ((used >> place & 1U) != 0) continue;
        const float likeness = word_likeness(word.text, word.pattern, title_words[place]);
        if (likeness > best.likeness) best = {likeness, weight_of(title_words[place]), 1U << place};
    }
    if (best.likeness >= joined_likeness || word.text.size() < shortest_joined) return best;
    const auto place = joined_words(word.text, title_words);
    if (place == title_words.size() || (used >> place & 3U) != 0) return best;
    return {joined_likeness, weight_of(title_words[place]) + weight_of(title_words[place + 1]), 3U << place};
}

Likeness SoundQuery::word_by_word(const std::vector<std::string_view>& title_words) const {
    std::uint32_t used = 0;
    float matched = 0;
    float covered = 0;
    for (const auto& word : words_) {
        const auto match = best_match(word, title_words, used);
        used |= match.places;
        matched += match.likeness * word.weight;
        covered += match.likeness * match.weight;
    }
    float title_weight = 0;
    for (const auto word : title_words) title_weight += weight_of(word);
    const float found = weight_ > 0 ? matched / weight_ : 0;
    if (found < least_found) return {};
    const float coverage = covered / title_weight;
    const bool letter_perfect = found >= with_s && weight_ >= least_telling_weight;
    const float quality = letter_perfect ? 0.7F + 0.22F * coverage : (0.52F + 0.4F * coverage) * found * found;
    return {quality, coverage > 0.9F ? MatchKind::word_order : MatchKind::part};
}

float SoundQuery::number_agreement(const std::vector<std::string_view>& title_words) const {
    bool title_has_number = false;
    for (const auto word : title_words) title_has_number = title_has_number || is_number(word);
    bool query_has_number = false;
    for (const auto& word : words_) {
        if (!is_number(word.text)) continue;
        query_has_number = true;
        if (std::ranges::find(title_words, word.text) == title_words.end()) return another_number;
    }
    return title_has_number && !query_has_number ? number_only_in_title : 1;
}

Likeness SoundQuery::compare(std::string_view title_key) const {
    auto title_words = text::words(title_key);
    if (title_words.size() > most_words) title_words.resize(most_words);
    auto likeness = word_by_word(title_words);
    if (const float whole = as_a_whole(title_key); whole >= likeness.quality)
        likeness = {whole, whole > 0.949F ? MatchKind::sound : MatchKind::spelling};
    likeness.quality *= number_agreement(title_words);
    return likeness;
}

}  // namespace core::titles
