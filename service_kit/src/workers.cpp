#include "service_kit/workers.hpp"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <utility>

#include <sys/resource.h>
#include <unistd.h>

namespace service_kit {
namespace {

constexpr int niceness = 5;

// Of this thread alone, as Linux has it.
void give_way() { setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), niceness); }

}  // namespace

// Its threads keep it, so that one of them may be the last to hold the workers themselves.
struct Workers::State {
    void work_off();

    std::mutex mutex;
    std::condition_variable woken;
    std::deque<std::function<void()>> queue;  // guarded by the mutex, as is the next
    bool is_finished = false;
    std::size_t most{};
    std::atomic<std::size_t> busy = 0;
};

void Workers::State::work_off() {
    give_way();
    while (true) {
        std::unique_lock lock{mutex};
        woken.wait(lock, [this] { return is_finished || !queue.empty(); });
        if (queue.empty()) return;
        auto work = std::move(queue.front());
        queue.pop_front();
        lock.unlock();
        work();
        work = nullptr;  // what it kept goes before it is said to be done
        --busy;
    }
}

Workers::Workers(std::size_t threads, std::size_t most_waiting) : state_{std::make_shared<State>()} {
    state_->most = threads + most_waiting;
    for (std::size_t one = 0; one < threads; ++one) threads_.emplace_back([state = state_] { state->work_off(); });
}

Workers::~Workers() { finish(); }

bool Workers::offer(std::function<void()> work) {
    {
        const std::lock_guard lock{state_->mutex};
        if (state_->is_finished || state_->busy >= state_->most) return false;
        ++state_->busy;
        state_->queue.push_back(std::move(work));
    }
    state_->woken.notify_one();
    return true;
}

void Workers::finish() {
    std::deque<std::function<void()>> dropped;
    {
        const std::lock_guard lock{state_->mutex};
        state_->is_finished = true;
        dropped.swap(state_->queue);
        state_->busy -= dropped.size();
    }
    state_->woken.notify_all();
    for (auto& thread : threads_) {
        if (thread.get_id() == std::this_thread::get_id())
            thread.detach();
        else if (thread.joinable())
            thread.join();
    }
}

std::size_t Workers::busy() const noexcept { return state_->busy; }

}  // namespace service_kit
