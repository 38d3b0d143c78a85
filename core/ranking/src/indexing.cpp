#include "core/ranking/indexing.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <utility>

namespace core::ranking {
namespace {

using catalogue::Catalogue;
using catalogue::FilmIndex;
using catalogue::VectorIndex;

constexpr std::size_t texts_per_batch = 512;

// The distinct texts of all films, and which of them each film has.
struct Texts {
    std::vector<std::string> distinct{};
    std::vector<std::pair<std::size_t, std::size_t>> of_film{};  // natural, story
};

Texts collect_texts(const Catalogue& films) {
    Texts texts;
    std::unordered_map<std::string, std::size_t> numbers;
    const auto number_of = [&](std::string text) {
        const auto [known, is_new] = numbers.try_emplace(std::move(text), texts.distinct.size());
        if (is_new) texts.distinct.push_back(known->first);
        return known->second;
    };
    for (const auto& film : films.films()) {
        auto [natural, story] = texts_of(film, films);
        const auto first = number_of(std::move(natural));
        texts.of_film.emplace_back(first, number_of(std::move(story)));
    }
    return texts;
}

// Vectors of equal length, one after another.
class Matrix {
public:
    Matrix(std::size_t rows, std::size_t columns) : columns_{columns}, values_(rows * columns) {}
    std::span<float> row(std::size_t number) { return {values_.data() + number * columns_, columns_}; }
    std::size_t columns() const { return columns_; }

private:
    std::size_t columns_;
    std::vector<float> values_;
};

// The texts that the cache does not know, short ones first so that a batch wastes little on padding.
std::vector<std::size_t> read_known(const Texts& texts, const catalogue::EncodingCache& cache, Matrix& vectors) {
    std::vector<std::size_t> unknown;
    for (std::size_t text = 0; text < texts.distinct.size(); ++text)
        if (!texts.distinct[text].empty() && !cache.find(texts.distinct[text], vectors.row(text)))
            unknown.push_back(text);
    std::ranges::sort(unknown, {}, [&](std::size_t text) { return texts.distinct[text].size(); });
    return unknown;
}

Result<Done> encode_batch(const Texts& texts, std::span<const std::size_t> batch, const IndexTools& tools,
                          Matrix& vectors) {
    std::vector<std::string> sentences;
    for (const auto text : batch) sentences.push_back(texts.distinct[text]);
    const auto encoded = tools.encoder.encode(sentences);
    for (std::size_t i = 0; i < batch.size(); ++i)
        std::ranges::copy_n(encoded.begin() + static_cast<std::ptrdiff_t>(i * vectors.columns()),
                            static_cast<std::ptrdiff_t>(vectors.columns()), vectors.row(batch[i]).begin());
    return tools.cache.put(sentences, encoded);
}

using Mean = std::vector<float>;

template <class TextOfFilm>
Mean mean_over_films(const Texts& texts, Matrix& vectors, TextOfFilm text_of_film) {
    std::vector<double> sum(vectors.columns());
    std::size_t count = 0;
    for (const auto& film : texts.of_film) {
        const auto text = text_of_film(film);
        if (texts.distinct[text].empty()) continue;
        ++count;
        std::ranges::transform(sum, vectors.row(text), sum.begin(), std::plus{});
    }
    Mean mean(sum.size());
    std::ranges::transform(sum, mean.begin(), [count](double value) {
        return static_cast<float>(value / static_cast<double>(std::max<std::size_t>(count, 1)));
    });
    return mean;
}

void add_unit_difference(std::span<const float> vector, const Mean& mean, std::vector<float>& sum) {
    double square = 0;
    for (std::size_t i = 0; i < mean.size(); ++i) square += std::pow(vector[i] - mean[i], 2);
    if (square == 0) return;
    const auto scale = static_cast<float>(1 / std::sqrt(square));
    for (std::size_t i = 0; i < mean.size(); ++i) sum[i] += (vector[i] - mean[i]) * scale;
}

void make_unit(std::vector<float>& vector) {
    double square = 0;
    for (const float value : vector) square += static_cast<double>(value) * value;
    if (square == 0) return;
    const auto scale = static_cast<float>(1 / std::sqrt(square));
    for (float& value : vector) value *= scale;
}

VectorIndex blend(const Texts& texts, Matrix& vectors, const std::string& model) {
    const auto natural = mean_over_films(texts, vectors, [](const auto& film) { return film.first; });
    const auto story = mean_over_films(texts, vectors, [](const auto& film) { return film.second; });
    Mean both(natural.size());
    std::ranges::transform(natural, story, both.begin(), [](float a, float b) { return (a + b) / 2; });
    VectorIndex index{model, both, catalogue::FilmVectors{texts.of_film.size(), vectors.columns()}};
    for (std::uint32_t film = 0; film < texts.of_film.size(); ++film) {
        const auto [first, second] = texts.of_film[film];
        std::vector<float> sum(vectors.columns(), 0.0F);
        if (!texts.distinct[first].empty()) add_unit_difference(vectors.row(first), natural, sum);
        if (!texts.distinct[second].empty()) add_unit_difference(vectors.row(second), story, sum);
        make_unit(sum);
        index.vectors.set(FilmIndex{film}, sum);
    }
    return index;
}

}  // namespace

Result<VectorIndex> build_index(const Catalogue& films, const IndexTools& tools, const IndexListener& listener) {
    const auto texts = collect_texts(films);
    Matrix vectors{texts.distinct.size(), tools.encoder.dimensions()};
    const auto unknown = read_known(texts, tools.cache, vectors);
    const auto readable = texts.distinct.size() - static_cast<std::size_t>(std::ranges::count(texts.distinct, ""));
    IndexProgress progress{0, readable - unknown.size(), readable};
    const Fault stopped{"index_stopped", "indexing was stopped; what is done is kept",
                        "run kinosovet index again to go on where it stopped"};
    if (!listener(progress)) return stopped;
    for (std::size_t done = 0; done < unknown.size(); done += texts_per_batch) {
        const auto batch = std::span{unknown}.subspan(done, std::min(texts_per_batch, unknown.size() - done));
        if (auto encoded = encode_batch(texts, batch, tools, vectors); !encoded) return encoded.error();
        progress.encoded += batch.size();
        if (!listener(progress)) return stopped;
    }
    return blend(texts, vectors, tools.model);
}

}  // namespace core::ranking
