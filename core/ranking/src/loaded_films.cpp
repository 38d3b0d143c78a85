#include "core/ranking/loaded_films.hpp"

#include "pass_filter.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>

namespace core::ranking {
namespace {

using catalogue::Catalogue;
using catalogue::FilmIndex;

// Films that a description finds at most: what comes after them has little to do with it.
constexpr std::size_t most_described = 200;

// FNV-1a, eight bytes at a time where there are so many.
class Hash {
public:
    void add(std::string_view bytes) {
        std::size_t at = 0;
        for (; at + 8 <= bytes.size(); at += 8) {
            std::uint64_t word{};
            std::copy_n(bytes.data() + at, 8, reinterpret_cast<char*>(&word));
            add_word(word);
        }
        for (; at < bytes.size(); ++at) add_word(static_cast<unsigned char>(bytes[at]));
        add_word(bytes.size());
    }
    std::string text() const {
        std::array<char, 17> digits{};
        std::snprintf(digits.data(), digits.size(), "%016llx", static_cast<unsigned long long>(state_));
        return digits.data();
    }

private:
    void add_word(std::uint64_t word) {
        state_ = (state_ ^ word) * 1099511628211U;
        state_ ^= state_ >> 29U;
    }
    std::uint64_t state_ = 14695981039346656037U;
};

std::string version_of(const Catalogue& films, const std::optional<catalogue::VectorIndex>& index) {
    Hash hash;
    for (const auto& film : films.films())
        for (const auto text : {film.id, film.title, film.title_ru, film.synopsis_en, film.synopsis_ru}) hash.add(text);
    if (index) {
        hash.add(index->model);
        const auto& vectors = index->vectors;
        hash.add({reinterpret_cast<const char*>(vectors.block()), vectors.size() * vectors.stride()});
    }
    return hash.text();
}

}  // namespace

Result<std::shared_ptr<const LoadedFilms>> LoadedFilms::load(const FilmFiles& files) {
    auto films = Catalogue::open(files.catalogue);
    if (!films) return films.error();
    auto index = catalogue::read_vectors(files.catalogue, films.value().size());
    if (!index) return index.error();

    const std::shared_ptr<LoadedFilms> loaded{new LoadedFilms};
    loaded->films_ = std::move(films).value();
    loaded->index_ = std::move(index).value();
    if (loaded->index_) loaded->model_ = files.model_folder(loaded->index_->model);
    loaded->advisor_.emplace(*loaded->films_, loaded->index_ ? loaded->index_->vectors : loaded->no_vectors_);
    loaded->version_ = version_of(*loaded->films_, loaded->index_);
    return std::shared_ptr<const LoadedFilms>{loaded};
}

void LoadedFilms::make_describer() const {
    std::call_once(describer_made_, [this] {
        descriptions_.emplace(*films_);
        if (!index_) return;
        auto encoder = encoder::SentenceEncoder::load(model_, {.precision = encoder::Precision::bf16});
        if (!encoder)
            encoder_fault_ = encoder.error();
        else if (encoder.value().dimensions() != index_->vectors.dimensions())
            encoder_fault_ =
                Fault{"model_mismatch", "the model is not the one that made the index", "run kinosovet index"};
        else
            encoder_ = std::move(encoder).value();
    });
}

Result<Done> LoadedFilms::prepare() const {
    make_describer();
    if (encoder_fault_) return *encoder_fault_;
    return Done{};
}

std::optional<Fault> LoadedFilms::encoder_fault() const {
    make_describer();
    return encoder_fault_;
}

std::vector<Described> LoadedFilms::describe(std::string_view text, std::size_t limit) const {
    make_describer();
    return encoder_ ? descriptions_->search(text, *encoder_, *index_, limit) : descriptions_->by_words(text, limit);
}

Finding LoadedFilms::find(const titles::TitleQuery& query) const {
    auto resolution = advisor_->resolve(query);
    Finding finding{.matched_by = films_->find(query.text) ? MatchedBy::id : MatchedBy::title,
                    .choices = resolution.choices,
                    .candidates = std::move(resolution.candidates)};
    if (resolution.outcome == titles::Outcome::one_film) finding.film = finding.candidates.front().film;
    if (resolution.outcome != titles::Outcome::no_film) return finding;
    const auto described = describe(query.text, query.limit);
    if (described.empty()) return finding;
    finding.matched_by = MatchedBy::description;
    finding.candidates.clear();
    for (const auto& [film, confidence] : described) finding.candidates.push_back({film, confidence, {}});
    return finding;
}

Result<Advice, AdviceFault> LoadedFilms::advise(const AdviceRequest& request) const {
    auto advice = advisor_->advise(request);
    if (advice || advice.error().fault.code != "unknown_film" || request.liked.size() != 1 ||
        advice.error().text != request.liked.front())
        return advice;
    return advise_described(request, advice.error());
}

Result<Advice, AdviceFault> LoadedFilms::advise_described(const AdviceRequest& request,
                                                          const AdviceFault& unknown) const {
    const auto& text = request.liked.front();
    auto described = describe(text, most_described);
    if (described.empty()) return unknown;
    auto wish = advisor_->conditions_of(request);
    if (!wish) return wish.error();
    const PassFilter passes{wish.value().filters};
    std::erase_if(described, [&](const Described& one) {
        const auto& unwanted = wish.value().excluded;
        return !passes(films_->film(one.film)) || std::ranges::find(unwanted, one.film) != unwanted.end();
    });
    Advice advice;
    advice.liked.push_back({.text = text, .matched_by = MatchedBy::description, .others = unknown.nearest});
    const auto first = std::min(request.offset, described.size());
    const auto last = std::min(first + request.limit, described.size());
    for (auto at = first; at < last; ++at) {
        auto& one = advice.page.films.emplace_back();
        one.film = described[at].film;
        one.score = described[at].confidence;
    }
    advice.page.next_offset = last;
    advice.page.exhausted = last == described.size();
    return advice;
}

}  // namespace core::ranking
