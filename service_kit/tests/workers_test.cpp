#include "service_kit/workers.hpp"

#include "running_client.hpp"
#include "service_kit/service.hpp"

#include <atomic>
#include <future>
#include <latch>

#include <gtest/gtest.h>

namespace service_kit {
namespace {

using std::chrono::seconds;

TEST(Workers, DoTheirWorkOnThreadsOfTheirOwn) {
    Workers workers{2, 2};
    std::latch together{2};  // passes only where both run at once
    std::promise<std::thread::id> where;
    ASSERT_TRUE(workers.offer([&] { together.arrive_and_wait(); }));
    ASSERT_TRUE(workers.offer([&] {
        together.arrive_and_wait();
        where.set_value(std::this_thread::get_id());
    }));
    EXPECT_NE(where.get_future().get(), std::this_thread::get_id());
}

TEST(Workers, RefuseWhatWouldWaitTooLong) {
    std::promise<void> go;
    std::atomic<int> done = 0;
    Workers workers{1, 2};
    const auto wait = [&, gate = go.get_future().share()] {
        gate.wait();
        ++done;
    };
    EXPECT_TRUE(workers.offer(wait));
    EXPECT_TRUE(workers.offer(wait));
    EXPECT_TRUE(workers.offer(wait));
    EXPECT_FALSE(workers.offer(wait));
    EXPECT_EQ(workers.busy(), 3U);
    go.set_value();
    while (workers.busy() > 0) std::this_thread::yield();
    EXPECT_EQ(done, 3);
    EXPECT_TRUE(workers.offer(wait));
}

TEST(Workers, FinishWhatHasBegunAndDropTheRest) {
    std::promise<void> begun, go;
    std::atomic<int> done = 0;
    Workers workers{1, 100'000'000};
    workers.offer([&] {
        begun.set_value();
        go.get_future().wait();
        ++done;
    });
    begun.get_future().wait();
    workers.offer([&] { ++done; });
    std::jthread finishing{[&] { workers.finish(); }};
    while (workers.offer([&] { ++done; })) std::this_thread::yield();
    go.set_value();
    finishing.join();
    EXPECT_EQ(workers.busy(), 0U);
    EXPECT_EQ(done, 1);
    EXPECT_FALSE(workers.offer([] {}));
}

TEST(Workers, MayBeLetGoByOneOfThemselves) {
    auto workers = std::make_shared<Workers>(1, 1);
    std::promise<void> go, gone;
    workers->offer([&, kept = workers] {
        go.get_future().wait();
        gone.set_value();
    });
    workers.reset();
    go.set_value();
    gone.get_future().wait();
}

// A service whose one route waits until it is let go, beside one that answers at once on the only worker.
struct WaitingHandlers {
    api::Outcome<Nothing> wait(const Nothing& /*asked*/, const Call& /*call*/) const {
        arrived->count_down();
        gate.wait();
        return Nothing{};
    }
    api::Outcome<Nothing> compute(const Nothing& /*asked*/, const Call& /*call*/) const { return Nothing{}; }

    std::shared_ptr<std::latch> arrived;
    std::shared_future<void> gate;
};

class RunningService {
public:
    explicit RunningService(std::vector<Route> routes) {
        auto served = std::make_shared<Served>();
        served->routes = std::move(routes);
        thread_ = std::jthread{[this, served] { service.run([served] { return served; }); }};
    }
    ~RunningService() { service.stop(); }

    std::string url(const std::string& path) const {
        return "http://127.0.0.1:" + std::to_string(service.port()) + path;
    }

    Log log{"test", LogLevel::off};
    Metrics metrics;
    Service service{{.workers = 1, .queue = 1}, {"test", "A test", "1"}, log, metrics};

private:
    std::jthread thread_;
};

TEST(Service, AnswersWhileAHandlerOnThreadsOfItsOwnWaits) {
    std::promise<void> go;
    const auto arrived = std::make_shared<std::latch>(2);
    const auto workers = std::make_shared<Workers>(2, 0);
    const std::shared_ptr<const WaitingHandlers> handlers{new WaitingHandlers{arrived, go.get_future().share()}};
    const RunningService running{{get("/wait", "Waits", handlers, &WaitingHandlers::wait).waits_on(workers),
                                  get("/compute", "Answers", handlers, &WaitingHandlers::compute)}};
    RunningClient client;
    const auto status = [&](const std::string& path) {
        const auto answer = client.get(running.url(path));
        return answer ? answer.value().status : 0;
    };
    while (status("/health/ready") != 200) std::this_thread::yield();

    std::vector<std::future<int>> waiting;
    for (int one = 0; one < 2; ++one) waiting.push_back(std::async(std::launch::async, status, "/wait"));
    arrived->wait();
    EXPECT_EQ(status("/compute"), 204);
    const auto refused = client.ask({.url = running.url("/wait"), .retries = Retries::never});
    ASSERT_TRUE(refused);
    EXPECT_EQ(refused.value().status, 503);
    EXPECT_NE(refused.value().body.find("overloaded"), std::string::npos);
    EXPECT_EQ(status("/compute"), 204);
    go.set_value();
    for (auto& one : waiting) EXPECT_EQ(one.get(), 204);
}

}  // namespace
}  // namespace service_kit
