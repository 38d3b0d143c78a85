// The pieces a model knows and their numbers: line n of vocab.txt is token n.
//
// Immutable after construction, any number of threads.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace core::encoder {

using TokenId = std::int32_t;

class Vocabulary {
public:
    // The vocabulary in the content of a vocab.txt. A piece that stands twice keeps its later number, as in the
    // reference.
    explicit Vocabulary(std::string content);

    Vocabulary(Vocabulary&&) noexcept = default;
    Vocabulary& operator=(Vocabulary&&) noexcept = default;
    Vocabulary(const Vocabulary&) = delete;
    Vocabulary& operator=(const Vocabulary&) = delete;
    ~Vocabulary() = default;

    std::optional<TokenId> find(std::string_view piece) const;

    std::size_t size() const noexcept { return size_; }
    // Bytes of the longest piece: nothing longer need be looked up.
    std::size_t longest_piece() const noexcept { return longest_piece_; }

private:
    // A vector's storage, unlike a short string's, stays where it is when the vocabulary is moved.
    std::vector<char> content_;
    std::unordered_map<std::string_view, TokenId> ids_{};
    std::size_t size_ = 0;
    std::size_t longest_piece_ = 0;
};

}  // namespace core::encoder
