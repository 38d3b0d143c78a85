#include "kept_answers.hpp"

namespace service_kit {
namespace {

constexpr std::size_t overhead = 512;  // of headers, list and table, roughly

}  // namespace

std::size_t KeptAnswers::size_of(const Entry& entry) {
    return entry.asked.size() + entry.response.text().size() + overhead;
}

const Response* KeptAnswers::find(std::string_view asked) {
    const auto found = by_asked_.find(asked);
    if (found == by_asked_.end()) return nullptr;
    entries_.splice(entries_.begin(), entries_, found->second);
    return &found->second->response;
}

void KeptAnswers::keep(std::string asked, const Response& response) {
    const Entry entry{std::move(asked), response};
    const auto size = size_of(entry);
    if (size > most_bytes_ / 16 || by_asked_.contains(entry.asked)) return;
    entries_.push_front(entry);
    by_asked_.emplace(entries_.front().asked, entries_.begin());
    bytes_ += size;
    while (bytes_ > most_bytes_) drop_oldest();
}

void KeptAnswers::drop_oldest() {
    bytes_ -= size_of(entries_.back());
    by_asked_.erase(entries_.back().asked);
    entries_.pop_back();
}

void KeptAnswers::clear() {
    by_asked_.clear();
    entries_.clear();
    bytes_ = 0;
}

}  // namespace service_kit
