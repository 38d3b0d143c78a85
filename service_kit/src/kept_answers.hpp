// Answers that were given before, by what was asked: the least recently used go when there are too many.
//
// Belongs to one thread and to one version of the data: clear() when that changes.
#pragma once

#include "service_kit/http.hpp"

#include <cstddef>
#include <list>
#include <string>
#include <string_view>
#include <unordered_map>

namespace service_kit {

class KeptAnswers {
public:
    // Keeps up to so many bytes; answers of more than a sixteenth of that are not kept.
    explicit KeptAnswers(std::size_t most_bytes) : most_bytes_{most_bytes} {}

    // None where it was not kept. Good until the next keep() or clear().
    const Response* find(std::string_view asked);
    void keep(std::string asked, const Response& response);
    void clear();

    std::size_t bytes() const noexcept { return bytes_; }
    std::size_t size() const noexcept { return entries_.size(); }

private:
    struct Entry {
        std::string asked;
        Response response;
    };
    static std::size_t size_of(const Entry& entry);
    void drop_oldest();

    std::size_t most_bytes_;
    std::size_t bytes_ = 0;
    std::list<Entry> entries_;  // the most recently used first
    std::unordered_map<std::string_view, std::list<Entry>::iterator> by_asked_;
};

}  // namespace service_kit
