// A wish as the history keeps it.
#pragma once

#include "api/history.hpp"
#include "tg_client/dialogue/wish.hpp"

#include <string>
#include <vector>

namespace tg_client {

Wish wish_of(const api::HistoryEntry& entry);
std::vector<std::string> texts_of(const api::Written<std::vector<std::string>>& list);

}  // namespace tg_client
