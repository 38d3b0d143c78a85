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

TEST_F(Cache, KeepsTheVectorsOfEachModelApart) {
    fill();
    {
        auto other = open("another model");
        EXPECT_FALSE(other.find("one", vector));
        ASSERT_TRUE(other.put(std::vector<std::string>{"one"}, std::vector<float>{0.0F, 8.0F}));
    }
    std::vector<float> three(3);
    EXPECT_FALSE(open("a model", 3).find("one", three)) << "the same name with other dimensions is another model";
    ASSERT_TRUE(open("a model").find("one", vector));
    EXPECT_THAT(vector, testing::ElementsAre(1.0F, -0.5F)) << "the first model still has its own";
    ASSERT_TRUE(open("another model").find("one", vector));
    EXPECT_THAT(vector, testing::ElementsAre(0.0F, 8.0F));
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
