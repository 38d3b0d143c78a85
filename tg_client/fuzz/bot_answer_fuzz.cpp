// Any bytes as the Bot API's answer to any method: no crash, and no fault without a sentence.
#include "tg_client/telegram/bot_answer.hpp"
#include "tg_client/telegram/calls.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>

namespace {

template <class T>
void read_as(const tg_client::RawAnswer& raw) {
    const auto answer = tg_client::answer_in<typename T::Answer>(raw.value());
    if (!answer && answer.error().description.empty()) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace tg_client;
    for (const int status : {200, 400, 429, 502}) {
        const auto raw = result_in({.status = status, .body = {reinterpret_cast<const char*>(data), size}});
        if (!raw) {
            if (raw.error().retry_after < std::chrono::seconds{0}) std::abort();
            continue;
        }
        read_as<SendMessage>(raw);
        read_as<EditMessageText>(raw);
        read_as<DeleteMessage>(raw);
        read_as<GetMe>(raw);
        read_as<GetFile>(raw);
        read_as<GetUpdates>(raw);
    }
    return 0;
}
