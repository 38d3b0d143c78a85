#include "keeping.hpp"

#include <list>
#include <mutex>
#include <unordered_map>

namespace posters {
namespace {

class MemoryKeeping final : public Keeping {
public:
    explicit MemoryKeeping(std::size_t most_bytes) : most_bytes_{most_bytes} {}

    std::optional<std::string> find(const std::string& key, Moment now) override {
        const std::lock_guard lock{mutex_};
        const auto found = by_key_.find(key);
        if (found == by_key_.end()) return std::nullopt;
        if (found->second->good_until <= now) {
            drop(found->second);
            return std::nullopt;
        }
        entries_.splice(entries_.begin(), entries_, found->second);
        return found->second->bytes;
    }

    void keep(const std::string& key, const std::string& bytes, Moment good_until) override {
        const std::lock_guard lock{mutex_};
        if (const auto found = by_key_.find(key); found != by_key_.end()) drop(found->second);
        if (size_of(key, bytes) > most_bytes_) return;
        entries_.push_front({key, bytes, good_until});
        by_key_[key] = entries_.begin();
        bytes_ += size_of(key, bytes);
        while (bytes_ > most_bytes_) drop(std::prev(entries_.end()));
    }

private:
    struct Entry {
        std::string key, bytes;
        Moment good_until;
    };
    static std::size_t size_of(const std::string& key, const std::string& bytes) {
        return bytes.size() + 2 * key.size() + 200;
    }
    void drop(std::list<Entry>::iterator entry) {
        bytes_ -= size_of(entry->key, entry->bytes);
        by_key_.erase(entry->key);
        entries_.erase(entry);
    }

    std::size_t most_bytes_;
    std::mutex mutex_;
    std::size_t bytes_ = 0;
    std::list<Entry> entries_;  // the most recently used first
    std::unordered_map<std::string, std::list<Entry>::iterator> by_key_;
};

}  // namespace

std::unique_ptr<Keeping> keep_in_memory(std::size_t most_bytes) { return std::make_unique<MemoryKeeping>(most_bytes); }

}  // namespace posters
