#include "dot_scan.hpp"

#include "core/catalogue/film_vectors.hpp"

#include <random>
#include <string>
#include <tuple>
#include <vector>

#include <gtest/gtest.h>

namespace core::ranking {
namespace {

using catalogue::FilmIndex;
using catalogue::FilmVectors;

struct Block {
    Block(std::size_t count, std::size_t dimensions) : vectors{count, dimensions} {
        std::mt19937 random{7};
        std::uniform_int_distribution<int> value{-127, 127};
        std::vector<std::int8_t> row(dimensions);
        for (std::uint32_t film = 0; film < count; ++film) {
            for (auto& one : row) one = static_cast<std::int8_t>(value(random));
            vectors.set({film}, std::span<const std::int8_t>{row}, 0.01F);
        }
        finish();
    }
    void finish() {
        sums.clear();
        for (std::uint32_t film = 0; film < vectors.size(); ++film) sums.push_back(vectors.sum({film}));
        rows = {vectors.block(), vectors.size(), vectors.stride(), sums.data()};
    }
    std::vector<std::int32_t> scanned(Kernel kernel, std::size_t query) const {
        std::vector<std::int32_t> dots(rows.count);
        scan(kernel, rows, rows.first + query * rows.stride, dots);
        return dots;
    }

    FilmVectors vectors;
    std::vector<std::int32_t> sums;
    Rows rows;
};

class Kernels : public testing::TestWithParam<Kernel> {
protected:
    void SetUp() override {
        if (!supported(GetParam())) GTEST_SKIP() << "this CPU lacks " << kernel_name(GetParam());
    }
};

TEST_P(Kernels, AgreeExactlyWithThePlainOneWhateverTheLength) {
    for (const std::size_t dimensions : {1U, 31U, 63U, 64U, 65U, 100U, 384U, 768U}) {
        const Block block{19, dimensions};
        for (const std::size_t query : {0U, 18U})
            EXPECT_EQ(block.scanned(GetParam(), query), block.scanned(Kernel::plain, query)) << dimensions;
    }
}

TEST_P(Kernels, DoNotOverflowAtTheLargestValues) {
    Block block{2, 1024};
    const std::vector<std::int8_t> high(1024, 127), low(1024, -127);
    block.vectors.set({0}, std::span<const std::int8_t>{high}, 1);
    block.vectors.set({1}, std::span<const std::int8_t>{low}, 1);
    block.finish();
    EXPECT_EQ(block.scanned(GetParam(), 0), (std::vector<std::int32_t>{1024 * 127 * 127, -1024 * 127 * 127}));
    EXPECT_EQ(block.scanned(GetParam(), 1), (std::vector<std::int32_t>{-1024 * 127 * 127, 1024 * 127 * 127}));
}

TEST_P(Kernels, GiveForOnePairWhatTheScanGives) {
    const Block block{9, 384};
    const auto dots = block.scanned(Kernel::plain, 4);
    for (std::size_t row = 0; row < dots.size(); ++row) EXPECT_EQ(dot(GetParam(), block.rows, 4, row), dots[row]);
}

TEST_P(Kernels, ScanNothingWhereThereIsNothing) {
    const Block block{1, 8};
    scan(GetParam(), Rows{block.rows.first, 0, block.rows.stride, nullptr}, block.rows.first, {});
}

INSTANTIATE_TEST_SUITE_P(All, Kernels, testing::Values(Kernel::plain, Kernel::avx2, Kernel::avx512_vnni),
                         [](const auto& one) { return std::string{kernel_name(one.param)}; });

TEST(DotScan, MultipliesAndAdds) {
    FilmVectors vectors{2, 3};
    vectors.set({0}, std::span<const std::int8_t>{std::vector<std::int8_t>{1, -2, 3}}, 1);
    vectors.set({1}, std::span<const std::int8_t>{std::vector<std::int8_t>{4, 5, -6}}, 1);
    const std::vector<std::int32_t> sums{vectors.sum({0}), vectors.sum({1})};
    EXPECT_EQ(dot(best_kernel(), {vectors.block(), 2, vectors.stride(), sums.data()}, 0, 1), 4 - 10 - 18);
}

TEST(DotScan, PicksAKernelTheCpuHas) { EXPECT_TRUE(supported(best_kernel())); }

}  // namespace
}  // namespace core::ranking
