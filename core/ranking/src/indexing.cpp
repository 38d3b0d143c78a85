#include "core/ranking/indexing.hpp"

#include "closest.hpp"

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

// The texts in batches, short ones first so that a batch wastes little on padding. In which batch a text stands does
// not depend on what is known already, since its last digits depend on its batch.
std::vector<std::vector<std::size_t>> batches_of(const Texts& texts) {
    std::vector<std::size_t> order;
    for (std::size_t text = 0; text < texts.distinct.size(); ++text)
        if (!texts.distinct[text].empty()) order.push_back(text);
    std::ranges::stable_sort(order, {}, [&](std::size_t text) { return texts.distinct[text].size(); });
    std::vector<std::vector<std::size_t>> batches;
    for (std::size_t start = 0; start < order.size(); start += texts_per_batch) {
        const auto end = std::min(start + texts_per_batch, order.size());
        batches.emplace_back(order.begin() + static_cast<std::ptrdiff_t>(start),
                             order.begin() + static_cast<std::ptrdiff_t>(end));
    }
    return batches;
}

// Reads what the cache knows of `batch` into `vectors` and takes it off the batch.
void read_known(const Texts& texts, const catalogue::EncodingCache& cache, Matrix& vectors,
                std::vector<std::size_t>& batch) {
    std::erase_if(batch, [&](std::size_t text) { return cache.find(texts.distinct[text], vectors.row(text)); });
}

// Encodes `batch` into the cache and reads it back from there, so that vectors are rounded alike whenever they were
// made.
Result<Done> encode_batch(const Texts& texts, std::vector<std::size_t> batch, const IndexTools& tools,
                          Matrix& vectors) {
    std::vector<std::string> sentences;
    sentences.reserve(batch.size());
    for (const auto text : batch) sentences.push_back(texts.distinct[text]);
    if (auto kept = tools.cache.put(sentences, tools.encoder.encode(sentences)); !kept) return kept.error();
    read_known(texts, tools.cache, vectors, batch);
    return Done{};
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
    find_closest(index.vectors);
    return index;
}

}  // namespace

Result<VectorIndex> build_index(const Catalogue& films, const IndexTools& tools, const IndexListener& listener) {
    const auto texts = collect_texts(films);
    Matrix vectors{texts.distinct.size(), tools.encoder.dimensions()};
    auto batches = batches_of(texts);
    IndexProgress progress;
    for (auto& batch : batches) {
        const auto size = batch.size();
        read_known(texts, tools.cache, vectors, batch);
        progress.distinct += size;
        progress.reused += size - batch.size();
    }
    const Fault stopped{"index_stopped", "indexing was stopped; what is done is kept",
                        "run kinosovet index again to go on where it stopped"};
    if (!listener(progress)) return stopped;
    for (const auto& batch : batches) {
        if (batch.empty()) continue;
        if (auto encoded = encode_batch(texts, batch, tools, vectors); !encoded) return encoded.error();
        progress.encoded += batch.size();
        if (!listener(progress)) return stopped;
    }
    return blend(texts, vectors, tools.model);
}

}  // namespace core::ranking
