#include "service_kit/http_client.hpp"

#include "client_fault.hpp"
#include "client_trial.hpp"
#include "dialer.hpp"
#include "host_pool.hpp"
#include "response_reader.hpp"
#include "retry.hpp"
#include "service_kit/event_loop.hpp"

#include <algorithm>
#include <cstdint>
#include <future>
#include <map>
#include <mutex>
#include <random>
#include <stdexcept>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/post.hpp>

namespace service_kit {
namespace {

namespace asio = boost::asio;
using on_loop::as_values;
using on_loop::Awaited;
using on_loop::Clock;
using on_loop::Timer;
using std::chrono::milliseconds;

constexpr std::chrono::hours longest_timeout{24};  // so that no sum of times overflows

// A request on its way.
struct Call {
    Call(const on_loop::Executor& executor, ClientRequest asked, ClientUrl address)
        : request{std::move(asked)}, url{std::move(address)}, waker{executor} {}

    void stop() {
        waker.cancel();
        if (connection) connection->close();
    }

    ClientRequest request;
    ClientUrl url;
    Timer waker;  // what it waits for outside its connection
    std::shared_ptr<ClientConnection> connection{};
    Clock::time_point deadline = Clock::now() + std::min<milliseconds>(request.total_timeout, longest_timeout);
    unsigned tries{};
    bool wants_new_connection = false;
};

}  // namespace

struct HttpClient::State : std::enable_shared_from_this<State> {
    State(EventLoop& chosen, const ClientSettings& given)
        : loop{chosen}, settings{given}, dialer{chosen.context(), given}, sweeper{chosen.context().get_executor()} {}

    // From any thread.
    std::uint64_t admit(Receiver done);
    void finish(std::uint64_t id, ClientResult result);
    void stop();

    // On the loop's thread.
    void start(std::uint64_t id, ClientRequest request);
    void close_all();
    Awaited<void> work_off(std::uint64_t id, std::shared_ptr<Call> call);
    Awaited<ClientResult> answer(Call& call);
    Awaited<Trial> try_once(Call& call);
    Awaited<Trial> ask(Call& call, HostPool& host);
    Awaited<Trial> exchange(Call& call, bool was_kept);
    Awaited<void> wait_until(Call& call, Clock::time_point moment);
    Awaited<void> sweep();

    EventLoop& loop;
    ClientSettings settings;
    Dialer dialer;

    std::mutex mutex;
    std::map<std::uint64_t, Receiver> receivers;  // guarded by the mutex, as is the number of the last one
    std::uint64_t last_id{};

    std::map<std::uint64_t, std::shared_ptr<Call>> calls;
    std::map<std::string, HostPool> hosts;  // by origin
    std::mt19937 random{std::random_device{}()};
    Timer sweeper;
    bool is_sweeping = false;
    bool is_stopped = false;
};

std::uint64_t HttpClient::State::admit(Receiver done) {
    const std::lock_guard lock{mutex};
    receivers.emplace(++last_id, std::move(done));
    return last_id;
}

void HttpClient::State::finish(std::uint64_t id, ClientResult result) {
    Receiver receiver;
    {
        const std::lock_guard lock{mutex};
        if (auto node = receivers.extract(id)) receiver = std::move(node.mapped());
    }
    if (receiver) receiver(std::move(result));
}

void HttpClient::State::stop() {
    dialer.stop();
    std::map<std::uint64_t, Receiver> unanswered;
    {
        const std::lock_guard lock{mutex};
        unanswered.swap(receivers);
    }
    loop.post([self = shared_from_this()] { self->close_all(); });
    for (const auto& [id, receiver] : unanswered) receiver(fault_of(ClientError::stopped, {}));
}

void HttpClient::State::close_all() {
    is_stopped = true;
    sweeper.cancel();
    for (const auto& [id, call] : calls) call->stop();
    for (auto& [origin, host] : hosts) host.close_kept();
}

void HttpClient::State::start(std::uint64_t id, ClientRequest request) {
    auto url = read_url(request.url);
    if (!url || url->scheme == "socks5" || !url->user.empty() || !url->password.empty())
        return finish(id, fault_of(ClientError::bad_url, {}));
    const auto executor = loop.context().get_executor();
    const auto call = std::make_shared<Call>(executor, std::move(request), std::move(*url));
    calls.emplace(id, call);
    co_spawn(executor, work_off(id, call), [](const std::exception_ptr& failure) {
        if (failure) std::rethrow_exception(failure);
    });
}

Awaited<void> HttpClient::State::work_off(std::uint64_t id, std::shared_ptr<Call> call) {
    const auto self = shared_from_this();
    auto result = co_await answer(*call);
    calls.erase(id);
    finish(id, std::move(result));
}

Awaited<ClientResult> HttpClient::State::answer(Call& call) {
    RetryPlan plan{settings.retry, call.request.retries, call.request.method};
    std::optional<ClientResult> last;
    while (true) {
        auto trial = co_await try_once(call);
        // Why the circuit has opened says more than that it has.
        const bool is_refused = !trial.result && trial.result.error().error == ClientError::circuit_open;
        if (is_refused && last) co_return std::move(*last);
        const auto share = std::uniform_real_distribution<double>{}(random);
        const auto pause = plan.pause_after(trial.end, trial.retry_after, share);
        if (!pause || is_stopped || Clock::now() + *pause >= call.deadline) co_return std::move(trial.result);
        call.wants_new_connection |= trial.end == TryEnd::stale;
        last.emplace(std::move(trial.result));
        if (*pause > milliseconds{0}) co_await wait_until(call, Clock::now() + *pause);
    }
}

Awaited<void> HttpClient::State::wait_until(Call& call, Clock::time_point moment) {
    if (is_stopped) co_return;
    call.waker.expires_at(moment);
    co_await call.waker.async_wait(as_values);
}

Awaited<Trial> HttpClient::State::try_once(Call& call) {
    auto& host = hosts.try_emplace(call.url.origin(), settings).first->second;
    if (!host.breaker.allows(Clock::now()))
        co_return failed_trial(call.url, ClientError::circuit_open, TryEnd::hopeless);
    const Place place{host, [&call] { call.waker.cancel(); }};
    if (!place.is_there()) co_await wait_until(call, call.deadline);
    if (is_stopped) co_return failed_trial(call.url, ClientError::stopped, TryEnd::hopeless);
    if (!place.is_there()) co_return failed_trial(call.url, ClientError::timed_out, TryEnd::hopeless);
    const auto pass = host.breaker.enter(Clock::now());
    if (!pass) co_return failed_trial(call.url, ClientError::circuit_open, TryEnd::hopeless);
    auto trial = co_await ask(call, host);
    host.breaker.leave(*pass, outcome_of(trial), Clock::now());
    co_return trial;
}

Awaited<Trial> HttpClient::State::ask(Call& call, HostPool& host) {
    const auto deadline =
        std::min(call.deadline, Clock::now() + std::min<milliseconds>(call.request.try_timeout, longest_timeout));
    call.connection = call.wants_new_connection ? nullptr : host.take_kept();
    const bool was_kept = call.connection != nullptr;
    if (was_kept) {
        call.connection->set_deadline(deadline);
    } else {
        call.connection = std::make_shared<ClientConnection>(loop.context().get_executor());
        if (const auto fault = co_await dialer.open(*call.connection, call.url, deadline)) {
            std::exchange(call.connection, nullptr)->close();
            co_return failed_trial(call.url, fault->error, fault->may_pass ? TryEnd::not_sent : TryEnd::hopeless,
                                   fault->detail);
        }
    }
    ++call.tries;
    auto trial = co_await exchange(call, was_kept);
    auto connection = std::exchange(call.connection, nullptr);
    if (!trial.keeps_connection || is_stopped) {
        connection->close();
        co_return trial;
    }
    host.keep(std::move(connection));
    if (!std::exchange(is_sweeping, true)) co_spawn(loop.context().get_executor(), sweep(), asio::detached);
    co_return trial;
}

Awaited<Trial> HttpClient::State::exchange(Call& call, bool was_kept) {
    auto& connection = *call.connection;
    ResponseReader reader{{call.request.answer_bytes, call.request.method == Method::head}};
    const auto head = head_of(call.request, call.url, dialer.style_for(call.url));
    const auto written = co_await connection.write(head, call.request.body);
    // A server that does not want the whole body answers and closes: its answer is read all the same.
    auto error = written == asio::error::timed_out ? written : ClientConnection::Error{};
    auto state = ResponseReader::State::wants_more;
    while (!error && state == ResponseReader::State::wants_more) {
        error = co_await connection.read_some();
        if (!error) state = reader.read(connection.buffer());
    }
    if (error == asio::error::eof) state = reader.end();
    if (state == ResponseReader::State::done) {
        const bool is_clean = !error && !written && connection.buffer().size() == 0;
        const bool keeps_connection = is_clean && reader.keeps_alive();
        auto answer = reader.take();
        answer.tries = call.tries;
        co_return answered_trial(std::move(answer), keeps_connection);
    }
    if (state == ResponseReader::State::too_large)
        co_return failed_trial(call.url, ClientError::too_large, TryEnd::hopeless);
    if (!error) co_return failed_trial(call.url, ClientError::bad_answer, TryEnd::hopeless);
    co_return broken_trial(call.url, error, was_kept && !reader.has_begun());
}

// Runs while there are kept connections.
Awaited<void> HttpClient::State::sweep() {
    const auto self = shared_from_this();
    const auto interval = std::clamp<milliseconds>(settings.idle_timeout / 2, milliseconds{20}, milliseconds{5'000});
    while (!is_stopped && std::ranges::any_of(hosts, [](const auto& entry) { return entry.second.has_kept(); })) {
        sweeper.expires_after(interval);
        co_await sweeper.async_wait(as_values);
        for (auto& [origin, host] : hosts) host.sweep(Clock::now());
        std::erase_if(hosts, [](const auto& entry) { return entry.second.is_unused(); });
    }
    is_sweeping = false;
}

HttpClient::HttpClient(EventLoop& loop, const ClientSettings& settings)
    : state_{std::make_shared<State>(loop, settings)} {}

HttpClient::~HttpClient() { state_->stop(); }

void HttpClient::send(ClientRequest request, Receiver done) {
    const auto id = state_->admit(std::move(done));
    state_->loop.post(
        [state = state_, id, asked = std::move(request)]() mutable { state->start(id, std::move(asked)); });
}

ClientResult HttpClient::send_and_wait(ClientRequest request) {
    if (state_->loop.context().get_executor().running_in_this_thread())
        throw std::logic_error{"send_and_wait() would hold up the loop that has to answer it"};
    const auto promise = std::make_shared<std::promise<ClientResult>>();
    auto future = promise->get_future();
    send(std::move(request), [promise](ClientResult result) { promise->set_value(std::move(result)); });
    return future.get();
}

}  // namespace service_kit
