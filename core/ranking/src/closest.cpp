#include "closest.hpp"

#include "dot_scan.hpp"

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <span>
#include <thread>
#include <vector>

namespace core::ranking {
namespace {

using catalogue::FilmIndex;
using catalogue::FilmVectors;

constexpr std::size_t films_per_block = 512;  // at 384 bytes each they fit into a second-level cache

// Compares blocks of films with those from their own on; threads take the next block that is left.
class Comparison {
public:
    explicit Comparison(const FilmVectors& vectors) : vectors_{vectors}, sums_(vectors.size()) {
        for (std::uint32_t film = 0; film < vectors.size(); ++film) sums_[film] = vectors.sum({film});
    }

    std::vector<float> work() {
        std::vector<float> closest(vectors_.size(), 0.0F);
        for (;;) {
            const std::size_t first = next_.fetch_add(films_per_block);
            if (first >= vectors_.size()) return closest;
            for (std::size_t other = first; other < vectors_.size(); other += films_per_block)
                compare(first, other, closest);
        }
    }

private:
    std::size_t end_of(std::size_t first) const { return std::min(first + films_per_block, vectors_.size()); }

    void compare(std::size_t queries, std::size_t rows, std::vector<float>& closest) const {
        const Rows block{vectors_.block() + rows * vectors_.stride(), end_of(rows) - rows, vectors_.stride(),
                         sums_.data() + rows};
        std::vector<std::int32_t> dots(block.count);
        for (std::size_t query = queries; query < end_of(queries); ++query) {
            scan(best_kernel(), block, vectors_.block() + query * vectors_.stride(), dots);
            for (std::size_t row = 0; row < block.count; ++row) {
                if (rows + row == query) continue;
                const float cosine = cosine_of(query, rows + row, dots[row]);
                closest[query] = std::max(closest[query], cosine);
                closest[rows + row] = std::max(closest[rows + row], cosine);
            }
        }
    }

    // The very number that ranking works out for the pair, so that the greatest of them is a bound for all.
    float cosine_of(std::size_t left, std::size_t right, std::int32_t dot) const {
        const float scale =
            vectors_.scale({static_cast<std::uint32_t>(left)}) * vectors_.scale({static_cast<std::uint32_t>(right)});
        return scale * static_cast<float>(dot);
    }

    const FilmVectors& vectors_;
    std::vector<std::int32_t> sums_;
    std::atomic<std::size_t> next_{0};
};

}  // namespace

void find_closest(FilmVectors& vectors) {
    Comparison comparison{vectors};
    std::vector<std::vector<float>> found(std::max(1U, std::thread::hardware_concurrency()));
    {
        std::vector<std::jthread> threads;
        for (auto& one : found) threads.emplace_back([&] { one = comparison.work(); });
    }
    for (std::uint32_t film = 0; film < vectors.size(); ++film) {
        float closest = 0;
        for (const auto& one : found) closest = std::max(closest, one[film]);
        vectors.set_closest({film}, closest);
    }
}

}  // namespace core::ranking
