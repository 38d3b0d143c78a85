#include "search.hpp"

#include "core/text/fold.hpp"
#include "core/text/transliteration.hpp"
#include "core/text/utf8.hpp"
#include "readings.hpp"
#include "title_forms.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace core::titles {
namespace {

constexpr float good_enough = 0.93F;  // no need to look for what else the text may mean
constexpr float doubtful = 0.7F;
constexpr float extra_article = 0.975F;  // "the memento" for "Memento"
constexpr float numbered_title = 0.94F;
constexpr float place_in_series = 0.9F;
constexpr float article_trust = 0.95F;
constexpr float single_digit_trust = 0.93F;
constexpr float numeral_trust = 0.98F;
constexpr float other_habit_trust = 0.97F;
constexpr float sure_in_description = 0.925F;          // a whole title or series, letter for letter
constexpr float sure_misprint_in_description = 0.86F;  // one letter of eleven
constexpr float description_trust = 0.65F;
constexpr float year_beside = 0.97F;  // one year off
constexpr float year_wrong = 0.78F;
constexpr std::size_t shortest_sound = 3;  // a shorter key says too little: "zzzz" sounds like "z"
constexpr int votes_of_a_stray = 30;       // a film with so many times fewer votes does not count in a series

bool has_digit(std::string_view text) { return text.find_first_of("0123456789") != std::string_view::npos; }

float year_fit(int film_year, std::optional<int> asked) {
    if (!asked || film_year == *asked) return 1;
    return std::abs(film_year - *asked) == 1 ? year_beside : year_wrong;
}

// A text in the wrong layout must be a title letter by letter, unless it is long: any text is near some title when it
// may be read in two ways.
float credibility_in_other_layout(const Reading& reading, MatchKind match) {
    constexpr float not_credible = 0.65F;
    constexpr float unlikely = 0.85F;
    const auto letters = text::decode(reading.folded).size();
    if (match == MatchKind::exact) return 1;
    if (letters < 6) return not_credible;
    const bool loose = match == MatchKind::spelling || match == MatchKind::abbreviation || match == MatchKind::part;
    return letters < 9 && loose ? unlikely : 1;
}

// Nearly every short word is an error away from some title, so a short text is taken for a misspelt title only when
// the film is well known; the more so when it would have been typed in the wrong layout, too.
float credibility(const Reading& reading, float fame) {
    constexpr float not_credible = 0.8F;
    const auto letters = static_cast<float>(text::decode(reading.folded).size());
    const float needed = 0.76F - 0.1F * (letters - 4 - (reading.in_other_layout ? 3 : 0));
    return fame < needed ? not_credible : 1;
}

}  // namespace

void Search::read(const Reading& reading) {
    wording_ = std::max(wording_, wording_of(reading.folded));
    read_as_it_is(reading);
    if (auto split = split_year(reading.folded))
        read_as_it_is({std::move(split->title), split->year, reading.trust, reading.in_other_layout});
    if (best_ >= good_enough) return;
    read_initials_inside(reading);
    read_variant(reading, without_misspelt_articles(reading.folded), article_trust);
    read_variant(reading, with_single_digits(canonical(reading.folded)), single_digit_trust);
    read_variant(reading, with_last_numeral(reading.folded), numeral_trust);
    read_variant(reading, in_english_habit(reading.folded), other_habit_trust);
}

void Search::read_variant(const Reading& reading, std::string text, float trust) {
    if (!text.empty()) read_as_it_is({std::move(text), reading.year, reading.trust * trust, reading.in_other_layout});
}

void Search::read_as_it_is(const Reading& reading) {
    const auto text = canonical(reading.folded);
    if (text.empty()) return;
    look_up(reading, text);
    look_up_sequel(reading, text);
    look_up_initials(reading);
    if (best_ < good_enough) look_up_single_errors(reading, text);
    look_alike(reading, text);
    // A number in words beside a misspelt word is nearer to the title as it stands: "three plux two".
    if (best_ < doubtful && has_digit(text) && !has_digit(reading.folded)) look_alike(reading, reading.folded);
}

void Search::look_up(const Reading& reading, std::string_view text) {
    for (const auto& entry : index_.names.find(Spelling::folded, reading.folded)) add(entry, reading, 1);
    const float article = text == reading.folded ? 1 : extra_article;
    for (const auto& entry : index_.names.find(Spelling::canonical, text)) add(entry, reading, article);
    if (const auto digits = canonical_with_ordinals(reading.folded); digits != text)
        for (const auto& entry : index_.names.find(Spelling::canonical, digits)) add(entry, reading, 1);
    const auto sorted = sorted_words(text);
    for (const auto& entry : index_.names.find(Spelling::sorted, sorted)) add(entry, reading, 1);
    if (sorted != text)
        for (const auto& entry : index_.names.find(Spelling::canonical, sorted)) add(entry, reading, 0.95F);
    const auto sound = compact(text::phonetic_key(text));
    // A key much shorter than the text leaves out what was typed: «ммиить» is no «миф».
    if (sound.size() < shortest_sound || sound.size() * 3 < text::decode(text).size() * 2) return;
    for (const auto& entry : index_.names.find(Spelling::sound, sound)) add(entry, reading, 1);
    if (const auto full = compact(text::phonetic_key(reading.folded)); full != sound)
        for (const auto& entry : index_.names.find(Spelling::sound, full)) add(entry, reading, 1);
}

void Search::look_up_sequel(const Reading& reading, std::string_view text) {
    const auto split = split_number(text);
    if (!split) return;
    const auto first = best_bearer(split->title);
    if (!first) return;
    if (add_numbered_title(*first, split->number, reading) || best_ >= good_enough) return;
    if (split_number(split->title)) return;  // "twilight 4 part 5": the place in the series is said already
    add_by_place_in_series(*first, split->number, reading);
}

std::optional<std::uint32_t> Search::best_bearer(std::string_view text) const {
    std::optional<std::uint32_t> best;
    float best_score = 0;
    const auto consider = [&](const NameEntry& entry) {
        const float score = static_cast<float>(entry.quality) / 1000 + 0.25F * index_.fame[entry.film];
        if (score <= best_score) return;
        best_score = score;
        best = entry.film;
    };
    for (const auto& entry : index_.names.find(Spelling::canonical, text)) consider(entry);
    for (const auto& entry : index_.names.find(Spelling::sound, compact(text::phonetic_key(text)))) consider(entry);
    if (!best)
        for (const auto& entry : index_.names.find(Spelling::initials, text)) consider(entry);
    return best;
}

bool Search::add_numbered_title(std::uint32_t first, int number, const Reading& reading) {
    const auto& film = index_.films[first];
    bool found = false;
    for (const auto title : {film.title, film.title_ru, film.original_title}) {
        if (title.empty()) continue;
        auto numbered = canonical(text::fold(title));
        // "Harry Potter 7 part 2" goes from "Deathly Hallows: Part 1" to "Part 2".
        if (const auto part = split_number(numbered); part && number > 1) numbered = part->title;
        numbered += ' ' + std::to_string(number);
        for (const auto& entry : index_.names.find(Spelling::canonical, numbered)) {
            const float quality = static_cast<float>(entry.quality) / 1000 * numbered_title;
            add({entry.film, quality * reading.trust, MatchKind::sequel, 0}, reading);
            found = true;
        }
    }
    return found;
}

void Search::add_by_place_in_series(std::uint32_t first, int number, const Reading& reading) {
    const auto series = index_.series.films_with(first);
    int most_votes = 0;
    for (const auto film : series) most_votes = std::max(most_votes, index_.films[film].votes);
    int place = 0;
    for (const auto film : series) {
        if (index_.films[film].votes < most_votes / votes_of_a_stray || ++place != number) continue;
        add({film, place_in_series * reading.trust, MatchKind::sequel, 0}, reading);
    }
    if (series.empty() && number == 1) add({first, place_in_series * reading.trust, MatchKind::sequel, 0}, reading);
}

// Short titles, of which too little is left for look_alike() when a letter is wrong.
void Search::look_up_single_errors(const Reading& reading, std::string_view text) {
    for (const auto& entry : index_.names.find(Spelling::one_letter_less, text)) add(entry, reading, 1);
    const float one_too_many = quality_with_single_error(text::decode(text).size());
    for (const auto& shorter : with_one_letter_less(text)) {
        for (const auto& entry : index_.names.find(Spelling::canonical, shorter)) {
            const float quality = static_cast<float>(entry.quality) / 1000 * one_too_many * reading.trust;
            add({entry.film, quality, MatchKind::spelling, 0}, reading);
        }
        for (const auto& entry : index_.names.find(Spelling::one_letter_less, shorter)) add(entry, reading, 1);
    }
}

void Search::add(const NameEntry& entry, const Reading& reading, float factor) {
    const float quality = static_cast<float>(entry.quality) / 1000 * factor * reading.trust;
    add({entry.film, quality, entry.match, 0}, reading);
}

void Search::add(Hit hit, const Reading& reading) {
    const float sure = hit.match == MatchKind::spelling ? sure_misprint_in_description : sure_in_description;
    if (wording_ == Wording::description && hit.quality < sure * reading.trust) hit.quality *= description_trust;
    hit.quality *= year_fit(index_.films[hit.film].year, reading.year);
    if (reading.in_other_layout) hit.quality *= credibility_in_other_layout(reading, hit.match);
    if (hit.match == MatchKind::spelling) hit.quality *= credibility(reading, index_.fame[hit.film]);
    hits_.push_back(hit);
    best_ = std::max(best_, hit.quality);
}

}  // namespace core::titles
