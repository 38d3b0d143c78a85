// The order of updates, that each is handled once, and what becomes of those that cannot be.
#include "tg_client/telegram/update_inbox.hpp"

#include <algorithm>
#include <atomic>
#include <latch>
#include <map>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <vector>

#include <gmock/gmock.h>

namespace tg_client {
namespace {

using std::chrono::milliseconds;
using testing::ElementsAre;
using testing::HasSubstr;
using Taken = UpdateInbox::Taken;

Update update_of(std::int64_t id, std::int64_t chat) {
    return {.update_id = id, .message = Message{.chat = {.id = chat, .type = "private"}}};
}

struct TestInbox {
    explicit TestInbox(UpdateInbox::Handler handler, const InboxSettings& settings = {.threads = 4})
        : inbox{settings, std::move(handler), log, metrics} {}

    void wait_until_empty() const {
        while (inbox.unhandled() > 0) std::this_thread::sleep_for(milliseconds{1});
    }

    service_kit::Log log{"test", service_kit::LogLevel::off};
    service_kit::Metrics metrics;
    UpdateInbox inbox;
};

// What handlers were given, from many threads.
class Handed {
public:
    void add(std::int64_t id, UpdateInbox::Handled handled) {
        const std::lock_guard lock{mutex_};
        ids_.push_back(id);
        handled_.push_back(std::move(handled));
    }
    std::vector<std::int64_t> ids() const {
        const std::lock_guard lock{mutex_};
        return ids_;
    }
    void wait_for(std::size_t count) const {
        while (ids().size() < count) std::this_thread::sleep_for(milliseconds{1});
    }
    void finish(std::size_t which) {
        const std::unique_lock lock{mutex_};
        const auto handled = handled_[which];
        handled();
    }

private:
    mutable std::mutex mutex_;
    std::vector<std::int64_t> ids_;
    std::vector<UpdateInbox::Handled> handled_;
};

TEST(UpdateInbox, BeginsTheNextOfAChatOnlyWhenTheOneBeforeIsHandled) {
    Handed handed;
    TestInbox test{
        [&](const Update& update, UpdateInbox::Handled handled) { handed.add(update.update_id, std::move(handled)); }};
    EXPECT_EQ(test.inbox.take(update_of(1, 5)), Taken::yes);
    EXPECT_EQ(test.inbox.take(update_of(2, 5)), Taken::yes);
    EXPECT_EQ(test.inbox.take(update_of(3, 6)), Taken::yes);
    handed.wait_for(2);
    std::this_thread::sleep_for(milliseconds{20});
    auto ids = handed.ids();
    std::ranges::sort(ids);
    EXPECT_THAT(ids, ElementsAre(1, 3)) << "the handler of 1 has returned, but it is not handled";
    EXPECT_EQ(test.inbox.first_unhandled(), 1);
    handed.finish(handed.ids().front() == 1 ? 0 : 1);
    handed.wait_for(3);
    EXPECT_EQ(handed.ids().back(), 2);
    EXPECT_EQ(test.inbox.first_unhandled(), 2);
    EXPECT_EQ(test.inbox.unhandled(), 2U);
}

TEST(UpdateInbox, HandlesChatsAtOnce) {
    std::latch together{4};  // passes only where all four run at once
    TestInbox test{[&](const Update& /*update*/, const UpdateInbox::Handled& handled) {
        together.arrive_and_wait();
        handled();
    }};
    for (int chat = 1; chat <= 4; ++chat) test.inbox.take(update_of(chat, chat));
    test.wait_until_empty();
    EXPECT_EQ(test.inbox.first_unhandled(), std::nullopt);
}

TEST(UpdateInbox, KeepsTheOrderOfEachOfManyChats) {
    std::mutex mutex;
    std::map<std::int64_t, std::vector<std::int64_t>> seen;
    TestInbox test{[&](const Update& update, const UpdateInbox::Handled& handled) {
        {
            const std::lock_guard lock{mutex};
            seen[lane_of(update)].push_back(update.update_id);
        }
        handled();
    }};
    for (int id = 1; id <= 700; ++id) ASSERT_EQ(test.inbox.take(update_of(id, id % 7)), Taken::yes);
    test.wait_until_empty();
    EXPECT_EQ(seen.size(), 7U);
    for (const auto& [chat, ids] : seen) {
        EXPECT_EQ(ids.size(), 100U);
        EXPECT_TRUE(std::ranges::is_sorted(ids));
    }
}

TEST(UpdateInbox, HandlesEachUpdateOnce) {
    Handed handed;
    TestInbox test{
        [&](const Update& update, UpdateInbox::Handled handled) { handed.add(update.update_id, std::move(handled)); }};
    std::atomic<int> told = 0;
    EXPECT_EQ(test.inbox.take(update_of(1, 5), [&] { ++told; }), Taken::yes);
    EXPECT_EQ(test.inbox.take(update_of(1, 5)), Taken::in_hand);
    handed.wait_for(1);
    handed.finish(0);
    handed.finish(0);
    test.wait_until_empty();
    EXPECT_EQ(told, 1);
    EXPECT_EQ(test.inbox.take(update_of(1, 5)), Taken::again);
    EXPECT_EQ(handed.ids().size(), 1U);
}

TEST(UpdateInbox, GoesOnAfterAHandlerThatThrowsOrForgets) {
    std::atomic<int> calls = 0;
    TestInbox test{[&](const Update& update, const UpdateInbox::Handled& handled) {
        ++calls;
        if (update.update_id == 1) throw std::runtime_error{"broken"};
        if (update.update_id == 3) handled();  // 2 is let go of
    }};
    std::atomic<int> told = 0;
    for (int id = 1; id <= 3; ++id) test.inbox.take(update_of(id, 5), [&] { ++told; });
    test.wait_until_empty();
    EXPECT_EQ(calls, 3);
    EXPECT_EQ(told, 3);
}

TEST(UpdateInbox, TakesOnlyAsMuchAsMayWait) {
    Handed handed;
    TestInbox test{
        [&](const Update& update, UpdateInbox::Handled handled) { handed.add(update.update_id, std::move(handled)); },
        {.threads = 1, .most = 3, .most_per_chat = 2}};
    EXPECT_EQ(test.inbox.take(update_of(1, 5)), Taken::yes);
    EXPECT_EQ(test.inbox.take(update_of(2, 5)), Taken::yes);
    EXPECT_EQ(test.inbox.take(update_of(3, 5)), Taken::full);
    EXPECT_EQ(test.inbox.take(update_of(4, 6)), Taken::yes);
    EXPECT_EQ(test.inbox.take(update_of(5, 7)), Taken::full);
    EXPECT_FALSE(test.inbox.has_room_for(1));
    handed.wait_for(2);
    handed.finish(0);
    handed.wait_for(3);
    EXPECT_TRUE(test.inbox.has_room_for(1));
    EXPECT_EQ(test.inbox.take(update_of(5, 7)), Taken::yes);
}

TEST(UpdateInbox, WaitsForWhatHasBegunAndBeginsNothingMoreWhenItStops) {
    Handed handed;
    TestInbox test{
        [&](const Update& update, UpdateInbox::Handled handled) { handed.add(update.update_id, std::move(handled)); }};
    std::atomic<int> told = 0;
    for (int id = 1; id <= 2; ++id) test.inbox.take(update_of(id, 5), [&] { ++told; });
    handed.wait_for(1);
    std::jthread finishing{[&] {
        std::this_thread::sleep_for(milliseconds{20});
        handed.finish(0);
    }};
    test.inbox.stop(std::chrono::seconds{10});
    EXPECT_EQ(told, 1);
    EXPECT_THAT(handed.ids(), ElementsAre(1));
    EXPECT_EQ(test.inbox.first_unhandled(), 2);
    EXPECT_EQ(test.inbox.take(update_of(3, 6)), Taken::full);
}

TEST(UpdateInbox, NeverSaysThatAnUpdateIsHandledAfterItHasStopped) {
    Handed handed;
    TestInbox test{
        [&](const Update& update, UpdateInbox::Handled handled) { handed.add(update.update_id, std::move(handled)); }};
    std::atomic<int> told = 0;
    test.inbox.take(update_of(1, 5), [&] { ++told; });
    handed.wait_for(1);
    test.inbox.stop(milliseconds{1});
    handed.finish(0);
    EXPECT_EQ(told, 0);
    EXPECT_EQ(test.inbox.first_unhandled(), 1);
}

TEST(UpdateInbox, CountsByKind) {
    TestInbox test{[](const Update& /*update*/, const UpdateInbox::Handled& handled) { handled(); }};
    test.inbox.take(update_of(1, 5));
    test.inbox.take(Update{.update_id = 2});
    test.inbox.pass_over({.update_id = 3, .why = "no"});
    test.wait_until_empty();
    test.inbox.stop(milliseconds{100});
    const auto figures = test.metrics.text();
    for (const auto* kind : {"message", "other", "poison"})
        EXPECT_THAT(figures, HasSubstr(std::string{"telegram_updates_total{kind=\""} + kind + "\"} 1"));
    EXPECT_THAT(figures, HasSubstr("telegram_update_own_seconds_count 2"));
    EXPECT_THAT(figures, HasSubstr("telegram_update_seconds_count 2"));
}

}  // namespace
}  // namespace tg_client
