// Looking for titles that are only like the text: by sound, by letters, and one by one.
#include "core/text/fold.hpp"
#include "core/text/transliteration.hpp"
#include "core/text/utf8.hpp"
#include "likeness.hpp"
#include "search.hpp"
#include "title_forms.hpp"

#include <algorithm>
#include <iterator>

namespace core::titles {
namespace {

constexpr float doubtful = 0.8F;        // worth a closer look
constexpr float still_unknown = 0.66F;  // worth looking everywhere
constexpr float telling_trust = 0.8F;   // a text that begins as descriptions do
constexpr float other_number = 0.65F;
constexpr float worth_keeping = 0.4F;
constexpr std::size_t looked_at_closely = 96;
constexpr std::size_t shortest_sound = 3;
constexpr std::size_t shortest_looked_for = 6;
constexpr std::size_t most_letters_lost = 2;

// A byte for each letter, the same for the same letter of one script; no spaces, which are often misplaced.
std::string one_byte_each(std::string_view text) {
    std::string bytes;
    for (const char32_t letter : text::decode(text))
        if (letter != U' ') bytes.push_back(static_cast<char>(letter & 0x7FU));
    return bytes;
}

bool is_cyrillic(std::string_view folded) {
    return std::ranges::any_of(text::decode(folded), [](char32_t letter) { return letter >= U'а' && letter <= U'я'; });
}

std::string digits_of(std::string_view text) {
    std::string digits;
    std::ranges::copy_if(text, std::back_inserter(digits), [](char byte) { return byte >= '0' && byte <= '9'; });
    return digits;
}

float likeness_of_letters(const EditPattern& typed, std::string_view title) {
    const auto letters = one_byte_each(title).substr(0, EditPattern::longest);
    return quality_with_errors(typed.distance(letters), std::max(typed.size(), letters.size()));
}

}  // namespace

void Search::look_alike(const Reading& reading, std::string_view text) {
    const auto key = text::phonetic_key(text);
    if (key.size() < shortest_sound) return;
    const SoundQuery query{key};
    const bool by_ear = is_cyrillic(reading.folded);
    std::vector<std::uint32_t> films;
    const float trust = reading.trust * (wording_ == Wording::telling ? telling_trust : 1);
    for (const auto& near : index_.sounds.nearest(key, looked_at_closely)) {
        const auto& form = index_.sounds.form(near.form);
        if (form.part == Part::heard && !by_ear) continue;
        const auto likeness = query.compare(index_.sounds.key(form));
        const float quality = likeness.quality * part_quality[static_cast<std::size_t>(form.part)] * trust;
        if (quality >= worth_keeping) add({form.film, quality, likeness.match, 0}, reading);
        films.push_back(form.film);
    }
    const Reading doubted{reading.folded, reading.year, trust, reading.in_other_layout};
    if (best_ < doubtful) look_closer(doubted, text, std::move(films));
    if (best_ < still_unknown && !reading.in_other_layout)
        look_closer(doubted, text, look_through_well_known(doubted, key, query));
}

// Errors close together may leave no run of three letters ("terimnatro"): the well-known films are few enough to be
// compared one by one. Gives those that come near.
std::vector<std::uint32_t> Search::look_through_well_known(const Reading& reading, std::string_view key,
                                                           const SoundQuery& query) {
    std::vector<std::uint32_t> films;
    if (key.size() < shortest_looked_for || key.size() > EditPattern::longest) return films;
    const EditPattern typed{key};
    const bool by_ear = is_cyrillic(reading.folded);
    for (std::size_t size = key.size() - most_letters_lost; size <= key.size() + most_letters_lost; ++size) {
        for (const auto index : index_.sounds.well_known(size)) {
            const auto& form = index_.sounds.form(index);
            const auto title_key = index_.sounds.key(form);
            if (typed.distance(title_key) * 5 > std::max(key.size(), size) * 2) continue;
            if (form.part == Part::heard && !by_ear) continue;
            const auto likeness = query.compare(title_key);
            const float worth = part_quality[static_cast<std::size_t>(form.part)] * reading.trust;
            add({form.film, likeness.quality * worth, likeness.match, 0}, reading);
            films.push_back(form.film);
        }
    }
    return films;
}

// Compares letters instead of sounds, which an error may change a lot ("nightceawer").
void Search::look_closer(const Reading& reading, std::string_view text, std::vector<std::uint32_t> films) {
    std::ranges::sort(films);
    const auto repeated = std::ranges::unique(films);
    films.erase(repeated.begin(), repeated.end());
    const EditPattern core{one_byte_each(text)};
    const EditPattern full{one_byte_each(reading.folded)};
    for (const auto film : films) {
        const auto& view = index_.films[film];
        for (const auto title : {view.title, view.title_ru, view.original_title}) {
            if (title.empty()) continue;
            const auto title_folded = text::fold(title);
            const auto title_text = canonical(title_folded);
            const float numbers =
                digits_of(text).empty() || digits_of(text) == digits_of(title_text) ? 1 : other_number;
            const float quality =
                std::max(likeness_of_letters(core, title_text), likeness_of_letters(full, title_folded));
            if (quality * numbers * reading.trust < worth_keeping) continue;
            add({film, quality * numbers * reading.trust, MatchKind::spelling, 0}, reading);
        }
    }
}

}  // namespace core::titles
