// Threads of their own for work that waits: for another server, for a disk.
//
// What is given to them never takes a thread from what only computes, and where too much waits already they say so at
// once. They give way to other threads when the processor is short. Any thread may offer work.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <thread>
#include <vector>

namespace service_kit {

class Workers {
public:
    // `most_waiting` is how much may wait for a thread beside what is being done.
    Workers(std::size_t threads, std::size_t most_waiting);
    ~Workers();
    Workers(const Workers&) = delete;
    Workers& operator=(const Workers&) = delete;

    // False, and nothing is done, where as much waits as may, or after finish(). `work` must not throw.
    bool offer(std::function<void()> work);
    // Waits for what is being done; what has not been begun is dropped.
    void finish();

    // Work that is done or waits.
    std::size_t busy() const noexcept;

private:
    struct State;
    std::shared_ptr<State> state_;
    std::vector<std::thread> threads_;
};

}  // namespace service_kit
