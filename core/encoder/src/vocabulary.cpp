#include "vocabulary.hpp"

#include <algorithm>

namespace core::encoder {

Vocabulary::Vocabulary(std::string content) : content_(content.begin(), content.end()) {
    std::string_view rest{content_.data(), content_.size()};
    ids_.reserve(static_cast<std::size_t>(std::ranges::count(rest, '\n')) + 1);
    while (!rest.empty()) {
        const auto end = std::min(rest.find('\n'), rest.size());
        auto piece = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (piece.ends_with('\r')) piece.remove_suffix(1);
        ids_.insert_or_assign(piece, static_cast<TokenId>(size_++));
        longest_piece_ = std::max(longest_piece_, piece.size());
    }
}

std::optional<TokenId> Vocabulary::find(std::string_view piece) const {
    const auto found = ids_.find(piece);
    if (found == ids_.end()) return std::nullopt;
    return found->second;
}

}  // namespace core::encoder
