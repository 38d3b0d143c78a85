#include "index_state.hpp"

#include "core/text/fold.hpp"
#include "core/text/hearing.hpp"
#include "core/text/numerals.hpp"
#include "core/text/stems.hpp"
#include "core/text/transliteration.hpp"
#include "core/text/utf8.hpp"
#include "title_forms.hpp"

#include <algorithm>
#include <cmath>

namespace core::titles {
namespace {

constexpr float canonical_quality = 0.98F;
constexpr float sound_quality = 0.95F;
constexpr float sorted_quality = 0.93F;
constexpr float initials_quality = 0.86F;
constexpr float two_initials_quality = 0.8F;
constexpr float initials_of_sub_part = 0.83F;
constexpr std::size_t shortest_misspelt_alias = 6;
constexpr int least_votes_for_hearing = 3000;
constexpr int least_votes_for_initials = 1000;
constexpr int least_votes_for_three_initials = 2500;
constexpr int least_votes_for_two_initials = 8000;

std::string without_the(std::string_view folded) {
    std::string text;
    for (const auto word : text::words(folded))
        if (word != "the") text.append(text.empty() ? "" : " ").append(word);
    return text;
}

// Adds every form of one film to the index, each once.
class FormWriter {
public:
    FormWriter(std::uint32_t film, const catalogue::FilmView& view, NameTable& names, TrigramIndex& sounds)
        : film_{film}, votes_{view.votes}, names_{names}, sounds_{sounds} {}

    void add(std::string_view folded, Part part) {
        const auto text = canonical(folded);
        if (text.empty() || std::ranges::find(written_, text) != written_.end()) return;
        names_.add(Spelling::folded, folded, entry(part, 1, part_match(part)));
        names_.add(Spelling::canonical, text, entry(part, canonical_quality, part_match(part)));
        if (const auto sorted = sorted_words(text); sorted != text)
            names_.add(Spelling::sorted, sorted, entry(part, sorted_quality, MatchKind::word_order));
        add_last_numeral(text, part);
        add_ordinals(folded, text, part);
        add_one_in_digits(text, part);
        add_single_errors(text, part);
        add_sounds(folded, text, part);
        add_initials(folded, text, part);
        written_.push_back(text);
    }

    void add_title(std::string_view title, Part part) {
        const auto folded = text::fold(title);
        if (folded.empty()) return;
        add(folded, part);
        for (const auto& piece : parts_of_title(title)) add(piece.folded, piece.part);
    }

    // «файт клаб» for "Fight Club": only the titles that Russians know in English, too.
    void add_heard(std::string_view title) {
        if (votes_ < least_votes_for_hearing) return;
        const auto text = canonical(text::fold(title));
        const auto key = text::phonetic_key(text::as_heard_in_russian(text));
        if (!key.empty() && key != text::phonetic_key(text)) sounds_.add(film_, Part::heard, key);
    }

private:
    static MatchKind part_match(Part part) {
        return part == Part::whole || part == Part::alias ? MatchKind::exact : MatchKind::part;
    }

    NameEntry entry(Part part, float quality, MatchKind match) const {
        const float worth = part_quality[static_cast<std::size_t>(part)] * quality;
        return {0, film_, static_cast<std::uint16_t>(std::lround(worth * 1000)), match};
    }

    void add_ordinals(std::string_view folded, std::string_view text, Part part) {
        if (!text::has_ordinal(folded)) return;
        if (const auto digits = canonical_with_ordinals(folded); digits != text)
            names_.add(Spelling::canonical, digits, entry(part, canonical_quality, part_match(part)));
    }

    // "one" is often no number ("the one"), but may be typed as one: "rogue 1".
    void add_one_in_digits(std::string_view text, Part part) {
        const auto may_hold = [&](std::string_view letters) { return text.find(letters) != std::string_view::npos; };
        if (!may_hold("one") && !may_hold("один") && !may_hold("одн")) return;
        std::string digits;
        bool found = false;
        for (const auto word : text::words(text)) {
            const bool one = word == "one" || word == "один" || word == "одна" || word == "одно";
            found = found || one;
            digits.append(digits.empty() ? "" : " ").append(one ? "1" : word);
        }
        if (found && digits != "1")
            names_.add(Spelling::canonical, digits, entry(part, canonical_quality, part_match(part)));
    }

    void add_single_errors(std::string_view text, Part part) {
        if (part == Part::sub_part || part == Part::series) return;
        const auto all_shorter = with_one_letter_less(text);
        if (all_shorter.empty()) return;
        const auto letters = text::decode(text).size();
        if (part == Part::alias && letters < shortest_misspelt_alias) return;  // "TDKR" is no word to misspell
        const float quality = quality_with_single_error(letters);
        for (const auto& shorter : all_shorter)
            names_.add(Spelling::one_letter_less, shorter, entry(part, quality, MatchKind::spelling));
    }

    // A lone V or X at the end may be a number ("Rocky V") or a name ("Malcolm X"): both are kept.
    void add_last_numeral(std::string_view text, Part part) {
        const auto last = text.rfind(' ');
        if (last == std::string_view::npos || text.size() - last != 2) return;
        const int value = text::roman_value(text.substr(last + 1));
        if (value == 0) return;
        const auto with_digits = std::string{text.substr(0, last + 1)} + std::to_string(value);
        names_.add(Spelling::canonical, with_digits, entry(part, canonical_quality, part_match(part)));
        sounds_.add(film_, part, text::phonetic_key(with_digits));
    }

    void add_sounds(std::string_view folded, std::string_view text, Part part) {
        const auto key = text::phonetic_key(text);
        if (key.empty()) return;
        const auto sound = compact(key);
        names_.add(Spelling::sound, sound, entry(part, sound_quality, MatchKind::sound));
        if (text != folded)
            if (const auto full = compact(text::phonetic_key(folded)); full != sound)
                names_.add(Spelling::sound, full, entry(part, sound_quality, MatchKind::sound));
        sounds_.add(film_, part, key);
        if (!has_digit(text) || has_digit(folded)) return;
        // A number in words may be misspelt as a word: it stays one, too.
        sounds_.add(film_, part, text::phonetic_key(folded));
        names_.add(Spelling::canonical, folded, entry(part, canonical_quality, part_match(part)));
        add_single_errors(folded, part);
    }

    static bool has_digit(std::string_view text) { return text.find_first_of("0123456789") != std::string_view::npos; }

    void add_initials(std::string_view folded, std::string_view text, Part part) {
        if (votes_ < least_votes_for_initials) return;
        const auto article = leading_article(folded);
        const float quality = part == Part::sub_part ? initials_of_sub_part : initials_quality;
        if (text != folded) {  // "gbu" leaves "and" and "the" out, "ouatiw" only "the"
            add_one_initials(initials(text), initials_of_sub_part);
            if (const auto bare = without_the(folded); bare != text && bare != folded)
                add_one_initials(initials(bare), initials_of_sub_part);
        }
        add_one_initials(initials(folded), quality);
        if (!article.empty()) add_one_initials(initials(folded.substr(article.size())), quality);
    }

    void add_one_initials(std::string_view letters, float quality) {
        if (letters.empty() || letters.size() > 16 || text::is_stop_word(letters)) return;
        const auto count = text::decode(letters).size();
        const bool two = count < 3;
        if (count == 3 && votes_ < least_votes_for_three_initials) return;
        if (two && (votes_ < least_votes_for_two_initials || quality < initials_quality)) return;
        if (two) quality = two_initials_quality;
        // A series is abbreviated as readily as a title, so the part does not count.
        names_.add(Spelling::initials, letters, entry(Part::whole, quality, MatchKind::abbreviation));
    }

    std::uint32_t film_;
    int votes_;
    NameTable& names_;
    TrigramIndex& sounds_;
    std::vector<std::string> written_;
};

float fame_of(int votes) { return std::min(std::log10(1.0F + static_cast<float>(std::max(votes, 0))) / 4.65F, 1.0F); }

}  // namespace

IndexState::IndexState(std::span<const catalogue::FilmView> all) : films{all}, series{all} {
    constexpr std::size_t entries_of_a_film = 24;
    names.reserve(films.size() * entries_of_a_film);
    fame.reserve(films.size());
    for (std::uint32_t film = 0; film < films.size(); ++film) {
        const auto& view = films[film];
        FormWriter writer{film, view, names, sounds};
        for (const auto title : {view.title, view.title_ru, view.original_title}) writer.add_title(title, Part::whole);
        for (const auto alias : view.aliases) writer.add_title(alias, Part::alias);
        writer.add_heard(view.title);
        if (const auto siblings = series.films_with(film); siblings.size() > 1) {
            writer.add(text::fold(view.franchise), Part::series);
            for (const auto& title : Series::split_titles(films, siblings, film)) {
                writer.add(title.start, Part::series);
                if (names_something(title.rest)) writer.add(title.rest, Part::sub_part);
            }
        }
        fame.push_back(fame_of(view.votes));
    }
    names.finish();
    sounds.finish(fame);
}

}  // namespace core::titles
