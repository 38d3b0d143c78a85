#include "search.hpp"

#include "core/text/fold.hpp"
#include "core/text/transliteration.hpp"
#include "likeness.hpp"
#include "readings.hpp"
#include "title_forms.hpp"

#include <algorithm>
#include <cmath>

namespace core::titles {
namespace {

constexpr float good_enough = 0.93F;     // no need to look for what else the text may mean
constexpr float extra_article = 0.975F;  // "the memento" for "Memento"
constexpr float numbered_title = 0.94F;
constexpr float place_in_series = 0.9F;
constexpr float initials_trust = 0.95F;
constexpr float description_trust = 0.8F;
constexpr float year_beside = 0.97F;  // one year off
constexpr float year_wrong = 0.78F;
constexpr std::size_t looked_at_closely = 96;
constexpr std::size_t shortest_sound = 3;  // a shorter key says too little: "zzzz" sounds like "z"
constexpr float worth_keeping = 0.4F;
constexpr int votes_of_a_stray = 30;  // a film with so many times fewer votes does not count in a series

float year_fit(int film_year, std::optional<int> asked) {
    if (!asked || film_year == *asked) return 1;
    return std::abs(film_year - *asked) == 1 ? year_beside : year_wrong;
}

}  // namespace

void Search::read(const Reading& reading) {
    read_as_it_is(reading);
    if (auto split = split_year(reading.folded)) read_as_it_is({std::move(split->title), split->year, reading.trust});
    if (best_ < good_enough) read_leading_initials(reading);
}

void Search::read_as_it_is(const Reading& reading) {
    const auto text = canonical(reading.folded);
    if (text.empty()) return;
    look_up(reading, text);
    look_up_sequel(reading, text);
    look_up_initials(reading);
    look_alike(reading, text);
}

void Search::look_up(const Reading& reading, std::string_view text) {
    for (const auto& entry : index_.names.find(Spelling::folded, reading.folded)) add(entry, reading, 1);
    const float article = text == reading.folded ? 1 : extra_article;
    for (const auto& entry : index_.names.find(Spelling::canonical, text)) add(entry, reading, article);
    const auto sorted = sorted_words(text);
    for (const auto& entry : index_.names.find(Spelling::sorted, sorted)) add(entry, reading, 1);
    if (sorted != text)
        for (const auto& entry : index_.names.find(Spelling::canonical, sorted)) add(entry, reading, 0.95F);
    const auto sound = compact(text::phonetic_key(text));
    if (sound.size() < shortest_sound) return;
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
        const auto numbered = canonical(text::fold(title)) + ' ' + std::to_string(number);
        for (const auto& entry : index_.names.find(Spelling::canonical, numbered)) {
            const float quality = static_cast<float>(entry.quality) / 1000 * numbered_title;
            add({entry.film, quality * reading.trust, MatchKind::sequel, 0}, reading.year);
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
        add({film, place_in_series * reading.trust, MatchKind::sequel, 0}, reading.year);
    }
    if (series.empty() && number == 1)
        add({first, place_in_series * reading.trust, MatchKind::sequel, 0}, reading.year);
}

void Search::look_up_initials(const Reading& reading) {
    for (const auto& entry : index_.names.find(Spelling::initials, compact(reading.folded))) add(entry, reading, 1);
}

// "lotr return of the king": the first word stands for a title's words.
void Search::read_leading_initials(const Reading& reading) {
    const auto end = reading.folded.find(' ');
    if (end == std::string::npos) return;
    const auto letters = std::string_view{reading.folded}.substr(0, end);
    const NameEntry* best = nullptr;
    for (const auto& entry : index_.names.find(Spelling::initials, letters))
        if (best == nullptr || index_.fame[entry.film] > index_.fame[best->film]) best = &entry;
    if (best == nullptr) return;
    const auto& film = index_.films[best->film];
    for (const auto title : {film.title, film.title_ru, film.original_title}) {
        auto forms = parts_of_title(title);
        forms.push_back({text::fold(title), Part::whole});
        for (const auto& form : forms) {
            const auto article = leading_article(form.folded);
            if (initials(form.folded) != letters && initials(form.folded.substr(article.size())) != letters) continue;
            read_as_it_is({form.folded + reading.folded.substr(end), reading.year, reading.trust * initials_trust});
            return;
        }
    }
}

void Search::look_alike(const Reading& reading, std::string_view text) {
    const auto key = text::phonetic_key(text);
    if (key.size() < shortest_sound) return;
    const SoundQuery query{key};
    const float trust = reading.trust * (is_description(reading.folded) ? description_trust : 1);
    for (const auto& near : index_.sounds.nearest(key, looked_at_closely)) {
        const auto& form = index_.sounds.form(near.form);
        const auto likeness = query.compare(index_.sounds.key(form));
        const float quality = likeness.quality * part_quality[static_cast<std::size_t>(form.part)] * trust;
        if (quality >= worth_keeping) add({form.film, quality, likeness.match, 0}, reading.year);
    }
}

void Search::add(const NameEntry& entry, const Reading& reading, float factor) {
    const float quality = static_cast<float>(entry.quality) / 1000 * factor * reading.trust;
    add({entry.film, quality, entry.match, 0}, reading.year);
}

void Search::add(Hit hit, std::optional<int> year) {
    hit.quality *= year_fit(index_.films[hit.film].year, year);
    hits_.push_back(hit);
    best_ = std::max(best_, hit.quality);
}

}  // namespace core::titles
