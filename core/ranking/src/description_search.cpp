#include "core/ranking/description_search.hpp"

#include "core/text/fold.hpp"
#include "core/text/stems.hpp"
#include "word_index.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace core::ranking {
namespace {

using catalogue::Catalogue;
using catalogue::FilmIndex;
using catalogue::Term;
using catalogue::Vocabulary;

// How much a word counts by where it stands.
constexpr float keyword_weight = 2.0F;
constexpr float person_weight = 1.5F;
constexpr float genre_weight = 1.0F;
constexpr float country_weight = 1.0F;
constexpr float synopsis_weight = 1.0F;

constexpr float words_share = 0.55F;       // of the score where both words and meaning speak
constexpr float fame_share = 0.12F;        // of the best score: among equals the known film comes first
constexpr float least_meaning = 0.30F;     // cosine below which a film has nothing to do with the text
constexpr float meaning_alone = 0.5F;      // the same where no word is known, and a chance likeness is all there is
constexpr float least_confidence = 0.25F;  // what is below is noise

// Words that say "film", not which.
bool is_noise(std::string_view word) {
    constexpr std::array noise{"film", "films", "movie",   "movies",  "фильм",   "фильмы",    "фильма", "фильмов",
                               "кино", "story", "история", "историю", "истории", "something", "что",    "какой"};
    return std::ranges::find(noise, word) != noise.end();
}

std::vector<std::string> telling_stems(std::string_view text) {
    const auto folded = text::fold(text);
    std::string kept;
    for (const auto word : text::words(folded))
        if (!is_noise(word)) kept.append(word).append(" ");
    auto stems = text::stems(kept);
    std::ranges::sort(stems);
    const auto repeated = std::ranges::unique(stems);
    stems.erase(repeated.begin(), repeated.end());
    return stems;
}

bool is_cyrillic(std::string_view text) {
    return std::ranges::any_of(text, [](char letter) {
        const auto byte = static_cast<unsigned char>(letter);
        return byte == 0xD0 || byte == 0xD1;
    });
}

// The stems of every name of a vocabulary, so that each name is stemmed once and not once a film.
class StemmedVocabulary {
public:
    StemmedVocabulary(const Vocabulary& vocabulary, WordIndex& words) {
        for (Term term = 0; term < vocabulary.size(); ++term) {
            std::vector<WordNumber> numbers;
            for (const auto name : {vocabulary.name_en(term), vocabulary.name_ru(term)})
                for (const auto& stem : text::stems(name)) numbers.push_back(words.number_of(stem));
            std::ranges::sort(numbers);
            const auto repeated = std::ranges::unique(numbers);
            numbers.erase(repeated.begin(), repeated.end());
            words_of_term_.push_back(std::move(numbers));
        }
    }
    void add(std::span<const Term> terms, std::uint32_t film, float weight, WordIndex& words) const {
        for (const Term term : terms)
            for (const auto word : words_of_term_[term]) words.add(film, word, weight);
    }

private:
    std::vector<std::vector<WordNumber>> words_of_term_;
};

std::vector<float> centred(std::vector<float> vector, const std::vector<float>& mean) {
    float square = 0;
    for (std::size_t i = 0; i < vector.size(); ++i) {
        vector[i] -= mean[i];
        square += vector[i] * vector[i];
    }
    for (float& value : vector) value /= std::sqrt(std::max(square, 1e-12F));
    return vector;
}

float cosine(const catalogue::FilmVectors& vectors, FilmIndex film, const std::vector<float>& query) {
    const auto row = vectors.row(film);
    float dot = 0;
    for (std::size_t i = 0; i < row.size(); ++i) dot += query[i] * static_cast<float>(row[i]);
    return dot * vectors.scale(film);
}

// What the encoder can read of a text, and how much of the text that is, from 0 to 1.
struct Readable {
    std::string english{};
    float share = 1.0F;
};

}  // namespace

struct DescriptionSearch::State {
    explicit State(const Catalogue& all) : films{all}, words{all.size()} {
        const StemmedVocabulary keywords{films.keywords(), words};
        const StemmedVocabulary genres{films.genres(), words};
        const StemmedVocabulary countries{films.countries(), words};
        const StemmedVocabulary people{films.people(), words};
        for (std::uint32_t number = 0; number < films.size(); ++number) {
            const auto& film = films.film({number});
            keywords.add(film.keywords, number, keyword_weight, words);
            genres.add(film.genres, number, genre_weight, words);
            countries.add(film.countries, number, country_weight, words);
            people.add(film.directors, number, person_weight, words);
            people.add(film.cast, number, person_weight, words);
            for (const auto synopsis : {film.synopsis_en, film.synopsis_ru})
                for (const auto& stem : text::stems(synopsis))
                    words.add(number, words.number_of(stem), synopsis_weight);
        }
        words.finish();
    }

    std::vector<Described> best(std::span<const float> scores, std::size_t limit) const;
    Readable read(std::string_view text) const;

    const Catalogue& films;
    WordIndex words;
};

Readable DescriptionSearch::State::read(std::string_view text) const {
    if (!is_cyrillic(text)) return {std::string{text}};
    const auto asked = telling_stems(text);
    std::vector<bool> covered(asked.size(), false);
    Readable readable;
    for (const auto* vocabulary : {&films.genres(), &films.countries(), &films.keywords()}) {
        for (Term term = 0; term < vocabulary->size(); ++term) {
            const auto stems = text::stems(vocabulary->name_ru(term));
            const auto is_asked = [&](const std::string& stem) { return std::ranges::binary_search(asked, stem); };
            if (stems.empty() || !std::ranges::all_of(stems, is_asked)) continue;
            readable.english.append(readable.english.empty() ? "" : ", ").append(vocabulary->name_en(term));
            for (const auto& stem : stems)
                covered[static_cast<std::size_t>(std::ranges::lower_bound(asked, stem) - asked.begin())] = true;
        }
    }
    readable.share =
        asked.empty() ? 0.0F : static_cast<float>(std::ranges::count(covered, true)) / static_cast<float>(asked.size());
    return readable;
}

// The films with the highest scores, the better known first among near-equals.
std::vector<Described> DescriptionSearch::State::best(std::span<const float> scores, std::size_t limit) const {
    std::vector<Described> found;
    for (std::uint32_t film = 0; film < scores.size(); ++film)
        if (scores[film] >= least_confidence) found.push_back({FilmIndex{film}, std::min(scores[film], 1.0F)});
    const auto rank = [this](const Described& one) {
        return one.confidence + fame_share * std::log1p(static_cast<float>(films.film(one.film).votes)) / 10;
    };
    const auto kept = std::min(limit, found.size());
    std::ranges::partial_sort(found, found.begin() + static_cast<std::ptrdiff_t>(kept), std::greater{}, rank);
    found.resize(kept);
    return found;
}

DescriptionSearch::DescriptionSearch(const Catalogue& films) : state_{std::make_unique<State>(films)} {}
DescriptionSearch::~DescriptionSearch() = default;
DescriptionSearch::DescriptionSearch(DescriptionSearch&&) noexcept = default;
DescriptionSearch& DescriptionSearch::operator=(DescriptionSearch&&) noexcept = default;

std::vector<Described> DescriptionSearch::by_words(std::string_view text, std::size_t limit) const {
    std::vector<float> scores(state_->films.size(), 0.0F);
    state_->words.score(telling_stems(text), scores);
    return state_->best(scores, limit);
}

std::vector<Described> DescriptionSearch::search(std::string_view text, const encoder::SentenceEncoder& encoder,
                                                 const catalogue::VectorIndex& index, std::size_t limit) const {
    const auto readable = state_->read(text);
    if (readable.english.empty()) return by_words(text, limit);
    std::vector<float> scores(state_->films.size(), 0.0F);
    state_->words.score(telling_stems(text), scores);
    const bool words_speak = std::ranges::any_of(scores, [](float score) { return score > 0; });
    // Meaning speaks for so much of the text as could be read; the words for the rest.
    const float share = words_speak ? 1 - (1 - words_share) * readable.share : 0.0F;
    const float least = words_speak ? least_meaning : meaning_alone;
    const auto query = centred(encoder.encode(readable.english), index.mean);
    for (std::uint32_t film = 0; film < scores.size(); ++film) {
        const auto meaning = cosine(index.vectors, {film}, query);
        scores[film] = share * scores[film] + (meaning >= least ? (1 - share) * meaning : 0.0F);
    }
    return state_->best(scores, limit);
}

std::string DescriptionSearch::in_english(std::string_view text) const { return state_->read(text).english; }

}  // namespace core::ranking
