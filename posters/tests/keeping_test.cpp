#include "keeping.hpp"

#include "test_support/temporary_folder.hpp"

#include <fstream>
#include <functional>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace posters {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using std::chrono::system_clock;

const auto now = system_clock::now();

struct Place {
    const char* name;
    std::function<std::unique_ptr<Keeping>(const fs::path&, std::size_t)> open;
};

class KeepingIn : public testing::TestWithParam<Place> {
protected:
    std::unique_ptr<Keeping> open(std::size_t most_bytes = 1'000'000) {
        return GetParam().open(folder.path() / "kept", most_bytes);
    }
    test_support::TemporaryFolder folder;
};

TEST_P(KeepingIn, GivesBackWhatIsStillGood) {
    const auto keeping = open();
    const std::string bytes{"a\0b\n", 4};
    keeping->keep("key", bytes, now + 1h);
    EXPECT_EQ(keeping->find("key", now), bytes);
    EXPECT_EQ(keeping->find("another", now), std::nullopt);
    EXPECT_EQ(keeping->find("key", now + 2h), std::nullopt);
    keeping->keep("key", "", now + 1h);
    EXPECT_EQ(keeping->find("key", now), "");
}

TEST_P(KeepingIn, LetsGoOfWhatWasNotUsedForLongest) {
    const auto keeping = open(100'000);
    for (int at = 0; at < 30; ++at) {
        keeping->keep(std::to_string(at), std::string(10'000, 'x'), now + 1h);
        std::this_thread::sleep_for(2ms);  // the clock of files has steps
        EXPECT_TRUE(keeping->find("0", now)) << "used again and again, after " << at;
    }
    int kept = 0;
    for (int at = 0; at < 30; ++at) kept += keeping->find(std::to_string(at), now) ? 1 : 0;
    EXPECT_GE(kept, 5);
    EXPECT_LE(kept, 10);
    EXPECT_TRUE(keeping->find("29", now));
}

TEST_P(KeepingIn, DoesNotKeepWhatIsLargerThanAllItHas) {
    const auto keeping = open(10'000);
    keeping->keep("large", std::string(20'000, 'x'), now + 1h);
    EXPECT_FALSE(keeping->find("large", now));
}

TEST_P(KeepingIn, IsSharedByThreads) {
    const auto keeping = open(200'000);
    std::vector<std::jthread> threads;
    for (char thread = 'a'; thread < 'e'; ++thread)
        threads.emplace_back([&keeping, thread] {
            for (int at = 0; at < 60; ++at) {
                const auto key = std::to_string(at % 7);
                keeping->keep(key, std::string(5'000, thread), now + 1h);
                const auto found = keeping->find(key, now);
                EXPECT_TRUE(!found || *found == std::string(5'000, found->front()));
            }
        });
}

INSTANTIATE_TEST_SUITE_P(All, KeepingIn,
                         testing::Values(Place{"memory", [](const auto&, auto most) { return keep_in_memory(most); }},
                                         Place{"disk", [](const auto& folder,
                                                          auto most) { return keep_on_disk(folder, most); }}),
                         [](const auto& place) { return std::string{place.param.name}; });

class KeepingOnDisk : public testing::Test {
protected:
    std::vector<fs::path> files() const {
        std::vector<fs::path> all;
        for (const auto& entry : fs::directory_iterator{folder.path()}) all.push_back(entry.path());
        return all;
    }
    test_support::TemporaryFolder folder;
};

TEST_F(KeepingOnDisk, IsSharedByProcesses) {
    const auto one = keep_on_disk(folder.path(), 1'000'000);
    const auto other = keep_on_disk(folder.path(), 1'000'000);
    one->keep("key", "first", now + 1h);
    EXPECT_EQ(other->find("key", now), "first");
    other->keep("key", "second", now + 1h);
    EXPECT_EQ(one->find("key", now), "second");
    EXPECT_EQ(files().size(), 1U);
}

TEST_F(KeepingOnDisk, PassesOverDamageAndRemovesIt) {
    const auto keeping = keep_on_disk(folder.path(), 1'000'000);
    keeping->keep("key", "a poster", now + 1h);
    const auto path = files().at(0);
    std::ifstream file{path, std::ios::binary};
    const std::string whole{std::istreambuf_iterator<char>{file}, {}};
    for (std::size_t at = 0; at < whole.size(); ++at) {
        auto changed = whole;
        changed[at] ^= 0x10;
        for (const auto& damaged : {changed, whole.substr(0, at)}) {
            std::ofstream{path, std::ios::binary} << damaged;
            const auto found = keeping->find("key", now);
            // The moment until which it is good is the one thing that may be read otherwise.
            EXPECT_EQ(found.value_or("a poster"), "a poster") << at;
            EXPECT_EQ(fs::exists(path), found.has_value()) << at;
        }
    }
    keeping->keep("key", "another", now + 1h);
    EXPECT_EQ(keeping->find("key", now), "another");
}

TEST_F(KeepingOnDisk, RefusesAFolderThatCannotBeWrittenTo) {
    const auto file = folder.path() / "file";
    std::ofstream{file} << "x";
    EXPECT_THROW(keep_on_disk(file / "inside", 1000), std::runtime_error);
}

TEST(KeptText, IsReadUnderItsOwnKeyOnly) {
    const auto text = kept_text("key", {1h, "bytes"});
    EXPECT_EQ(read_kept(text, "key")->bytes, "bytes");
    EXPECT_FALSE(read_kept(text, "ke"));
    EXPECT_FALSE(read_kept(text, "keyb"));
}

}  // namespace
}  // namespace posters
