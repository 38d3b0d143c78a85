// What the Bot API's answers mean: a result of the type that the method promises, or a fault.
//
// Any bytes are taken. Pure functions.
#pragma once

#include "api/json.hpp"
#include "core/base/result.hpp"
#include "service_kit/http_client.hpp"
#include "tg_client/telegram/bot_fault.hpp"
#include "tg_client/telegram/types.hpp"

#include <vector>

namespace tg_client {

using RawAnswer = core::Result<api::json::value, BotFault>;

// The `result` of an answer.
RawAnswer result_in(const service_kit::ClientAnswer& answer);

inline void read_result(const api::json::value& value, std::vector<UpdateRead>& updates, const api::Place& place) {
    const auto* list = api::read_list(value, {0, 1000}, place);
    for (std::size_t item = 0; list != nullptr && item < list->size(); ++item)
        updates.push_back(update_in((*list)[item]));
}

// A message that inline mode has sent is not told: true stands for it.
inline void read_result(const api::json::value& value, std::optional<Message>& message, const api::Place& place) {
    if (!value.is_bool()) api::read_message(value, message.emplace(), place);
}

template <class T>
void read_result(const api::json::value& value, T& target, const api::Place& place) {
    api::read_value(value, target, limits_on_member<T>(), place);
}

template <class T>
core::Result<T, BotFault> answer_in(const api::json::value& result) {
    api::FieldFaults faults;
    T answer{};
    read_result(result, answer, api::Place{.faults = faults, .manner = api::Manner::tolerant});
    if (faults.empty()) return answer;
    return BotFault{BotFaultKind::bad_answer,
                    "the answer's result" + faults.front().pointer + " " + faults.front().detail};
}

}  // namespace tg_client
