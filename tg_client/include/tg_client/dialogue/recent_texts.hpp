// Texts under names, the latest few thousand: under which id Telegram has a picture already, how a ballot stands.
//
// Nothing is lost when they are: they only save work, or time. Any thread.
#pragma once

#include <cstddef>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>

namespace tg_client {

class RecentTexts {
public:
    explicit RecentTexts(std::size_t most = 20'000) : most_{most} {}

    std::optional<std::string> find(const std::string& name);
    void put(const std::string& name, std::string text);
    void drop(const std::string& name);

private:
    using Entry = std::pair<std::string, std::string>;

    const std::size_t most_;
    std::mutex mutex_;
    std::list<Entry> latest_first_;
    std::unordered_map<std::string, std::list<Entry>::iterator> places_;
};

}  // namespace tg_client
