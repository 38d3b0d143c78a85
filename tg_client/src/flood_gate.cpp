#include "tg_client/dialogue/flood_gate.hpp"

#include <algorithm>
#include <utility>

namespace tg_client {

double FloodGate::left_now(const Allowance& allowance, Moment now) const {
    const std::chrono::duration<double> passed = now - allowance.at;
    return std::min(limits_.at_once, allowance.left + passed.count() * limits_.a_second);
}

void FloodGate::forget_calm(Moment now) {
    std::erase_if(people_, [&](const auto& entry) { return left_now(entry.second, now) >= limits_.at_once; });
}

FloodGate::Verdict FloodGate::admit(std::int64_t person, Moment now) {
    const std::lock_guard lock{mutex_};
    if (people_.size() >= limits_.people && !people_.contains(person)) forget_calm(now);
    auto& allowance = people_.try_emplace(person, Allowance{limits_.at_once, now}).first->second;
    allowance.left = left_now(allowance, now);
    allowance.at = now;
    if (allowance.left >= limits_.at_once / 2) allowance.is_warned = false;
    if (allowance.left >= 1) {
        allowance.left -= 1;
        return Verdict::pass;
    }
    return std::exchange(allowance.is_warned, true) ? Verdict::drop : Verdict::warn;
}

}  // namespace tg_client
