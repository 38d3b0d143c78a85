// What a process that was killed leaves to the next one.
#include "update_journal.hpp"

#include "test_support/temporary_folder.hpp"

#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>

namespace tg_client {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Update update_of(std::int64_t id, const std::string& text = "текст\n") {
    return {.update_id = id, .message = Message{.message_id = id, .chat = {.id = 5, .type = "private"}, .text = text}};
}

std::vector<std::int64_t> ids_of(const UpdateJournal& journal) {
    std::vector<std::int64_t> ids;
    for (const auto& update : journal.unhandled()) ids.push_back(update.update_id);
    return ids;
}

struct Journals : testing::Test {
    std::filesystem::path file() const { return folder.path() / "state" / "updates.journal"; }
    std::unique_ptr<UpdateJournal> open() const { return std::make_unique<UpdateJournal>(folder.path() / "state"); }

    test_support::TemporaryFolder folder;
};

TEST_F(Journals, BeginEmpty) {
    EXPECT_EQ(open()->next(), 0);
    EXPECT_THAT(ids_of(*open()), IsEmpty());
}

TEST_F(Journals, KeepWhatCameUntilItIsHandled) {
    auto journal = open();
    for (int id = 10; id <= 12; ++id) EXPECT_TRUE(journal->came(update_of(id)));
    EXPECT_TRUE(journal->handled(11));
    EXPECT_TRUE(journal->passed_over(13));
    for (int life = 0; life < 2; ++life) {
        journal = open();
        EXPECT_THAT(ids_of(*journal), ElementsAre(10, 12));
        EXPECT_EQ(journal->next(), 14);
        EXPECT_EQ(journal->unhandled().front().message->text, "текст\n");
    }
    EXPECT_TRUE(journal->handled(10));
    EXPECT_TRUE(journal->handled(12));
    EXPECT_THAT(ids_of(*open()), IsEmpty());
    EXPECT_EQ(open()->next(), 14);
}

TEST_F(Journals, PassOverHalfALine) {
    open()->came(update_of(1));
    std::ofstream{file(), std::ios::app} << "handled 1";
    EXPECT_THAT(ids_of(*open()), ElementsAre(1));
    std::ofstream{file(), std::ios::app} << "came {\"update_id\":2}\nnonsense\ncame {\"update_id\":\"3\"}\ncame {\"upd";
    const auto journal = open();
    EXPECT_THAT(ids_of(*journal), ElementsAre(1, 2));
    EXPECT_EQ(journal->next(), 3);
}

TEST_F(Journals, DoNotGrowWithWhatIsHandled) {
    auto journal = open();
    journal->came(update_of(1));
    for (int id = 2; id <= 2000; ++id) {
        ASSERT_TRUE(journal->came(update_of(id, std::string(1000, 'a'))));
        ASSERT_TRUE(journal->handled(id));
    }
    EXPECT_LT(std::filesystem::file_size(file()), 400'000U);
    EXPECT_THAT(ids_of(*open()), ElementsAre(1));
    EXPECT_EQ(open()->next(), 2001);
}

TEST_F(Journals, AreForgottenAfterADay) {
    open()->came(update_of(1));
    std::filesystem::last_write_time(file(), std::filesystem::file_time_type::clock::now() - std::chrono::hours{25});
    const auto journal = open();
    EXPECT_THAT(ids_of(*journal), IsEmpty());
    EXPECT_EQ(journal->next(), 0);
}

TEST_F(Journals, AreReadByNobodyElse) {
    open()->came(update_of(1));
    EXPECT_EQ(std::filesystem::status(file()).permissions(),
              std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST_F(Journals, SayWhenTheyCannotBeWritten) {
    std::ofstream{folder.path() / "state"} << "a file, not a folder";
    EXPECT_THROW(open(), std::system_error);
}

}  // namespace
}  // namespace tg_client
