#include "tg_client/dialogue/recent_texts.hpp"

namespace tg_client {

std::optional<std::string> RecentTexts::find(const std::string& name) {
    const std::lock_guard lock{mutex_};
    const auto place = places_.find(name);
    if (place == places_.end()) return std::nullopt;
    latest_first_.splice(latest_first_.begin(), latest_first_, place->second);
    return place->second->second;
}

void RecentTexts::put(const std::string& name, std::string text) {
    const std::lock_guard lock{mutex_};
    if (const auto place = places_.find(name); place != places_.end()) {
        place->second->second = std::move(text);
        return;
    }
    latest_first_.emplace_front(name, std::move(text));
    places_[name] = latest_first_.begin();
    if (places_.size() <= most_) return;
    places_.erase(latest_first_.back().first);
    latest_first_.pop_back();
}

void RecentTexts::drop(const std::string& name) {
    const std::lock_guard lock{mutex_};
    const auto place = places_.find(name);
    if (place == places_.end()) return;
    latest_first_.erase(place->second);
    places_.erase(place);
}

}  // namespace tg_client
