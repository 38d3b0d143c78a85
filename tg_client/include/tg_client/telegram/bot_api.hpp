// Telegram's Bot API: a call goes out, its answer or why there is none comes back.
//
// Repeats by itself what may be repeated. Where Telegram says that it is too much (429) the call waits as long as it
// was told to, and where no chat is to blame all calls of that method do. Trouble of Telegram's (5xx) and of the
// network is got over with growing pauses. Only a call that makes a new message and was cut off, so that it is not
// known whether it has arrived, is never repeated: rather none than two.
//
// Calls may be made from any thread; they are told on the loop's thread. The token is in no fault.
#pragma once

#include "core/base/result.hpp"
#include "service_kit/event_loop.hpp"
#include "service_kit/metrics.hpp"
#include "tg_client/telegram/access.hpp"
#include "tg_client/telegram/bot_answer.hpp"
#include "tg_client/telegram/encoded_call.hpp"

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <utility>

namespace tg_client {

struct BotApiSettings {
    unsigned repeats = 3;                        // after trouble
    unsigned obediences = 10;                    // after a 429
    std::chrono::milliseconds first_pause{500};  // twice as long each time, with chance in it
    std::chrono::seconds longest_obedience{90};  // a retry_after beyond it is told as a fault
};

// What is wrong only in name.
inline bool is_harmless(const BotFault& fault) { return fault.kind == BotFaultKind::not_modified; }

class BotApi {
public:
    template <class Answer>
    using Done = std::function<void(core::Result<Answer, BotFault>)>;

    // Throws std::invalid_argument for a proxy that makes no sense. References are kept.
    BotApi(service_kit::EventLoop& loop, const BotAccess& access, service_kit::Metrics& metrics,
           const BotApiSettings& settings = {});
    // What is not answered is told as unreachable, here and now; whoever is told so must not call again. To be
    // destroyed on the loop's thread, or when the loop does not run.
    ~BotApi();
    BotApi(const BotApi&) = delete;
    BotApi& operator=(const BotApi&) = delete;

    // Calls `done` once, never from within call().
    template <class T>
    void call(const T& request, Done<typename T::Answer> done) {
        send(encoded(request), [done = std::move(done)](const RawAnswer& answer) {
            if (answer)
                done(answer_in<typename T::Answer>(answer.value()));
            else
                done(answer.error());
        });
    }

    // The bytes of a file that a person has sent, by the path that GetFile tells.
    void download(const std::string& file_path, std::size_t most_bytes, Done<std::string> done);

private:
    void send(EncodedCall call, std::function<void(RawAnswer)> done);

    struct State;
    std::shared_ptr<State> state_;
};

}  // namespace tg_client
