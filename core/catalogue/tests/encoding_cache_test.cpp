#include "core/catalogue/encoding_cache.hpp"

#include "test_support/temporary_folder.hpp"

#include <fstream>

#include <gmock/gmock.h>

namespace core::catalogue {
namespace {

using test_support::TemporaryFolder;

class Cache : public testing::Test {
protected:
    EncodingCache open(std::string_view model = "a model", std::size_t dimensions = 2) const {
        auto cache = EncodingCache::open(file, model, dimensions);
        EXPECT_TRUE(cache);
        return std::move(cache).value();
    }
    void fill() const {
        auto cache = open();
        const std::vector<std::string> texts{"one", "two"};
        ASSERT_TRUE(cache.put(texts, std::vector<float>{1.0F, -0.5F, 0.3F, 0.0F}));
    }

    TemporaryFolder folder;
    std::filesystem::path file = folder.path() / "deep" / "encodings.sqlite";
    std::vector<float> vector = std::vector<float>(2);
};

TEST_F(Cache, GivesBackWhatWasPutInAfterAReopening) {
    fill();
    const auto cache = open();
    ASSERT_TRUE(cache.find("one", vector));
    EXPECT_THAT(vector, testing::ElementsAre(1.0F, -0.5F));
    ASSERT_TRUE(cache.find("two", vector));
    EXPECT_NEAR(vector[0], 0.3F, 0.3F / 256) << "rounded to bfloat16";
    EXPECT_FALSE(cache.find("three", vector));
}

TEST_F(Cache, IsEmptyForAnotherModel) {
    fill();
    EXPECT_FALSE(open("another model").find("one", vector));
    EXPECT_FALSE(open("a model").find("one", vector)) << "the other model has taken it over";
}

TEST_F(Cache, IsMadeAnewWhenItCannotBeRead) {
    fill();
    std::ofstream{file} << std::string(5000, 'x');
    EXPECT_FALSE(open().find("one", vector));
    fill();
    EXPECT_TRUE(open().find("one", vector));
}

TEST_F(Cache, SaysWhenItsPlaceCannotBeWritten) {
    std::ofstream{folder.path() / "file"} << "in the way";
    const auto cache = EncodingCache::open(folder.path() / "file" / "encodings.sqlite", "a model", 2);
    ASSERT_FALSE(cache);
    EXPECT_EQ(cache.error().code, "cache_unwritable");
}

}  // namespace
}  // namespace core::catalogue
