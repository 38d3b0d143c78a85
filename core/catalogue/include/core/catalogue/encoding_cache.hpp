// The vectors of texts that were encoded before, kept on disk so that indexing goes on where it stopped.
//
// One SQLite file beside the catalogue. Each model has vectors of its own in it, so that going back to a model costs
// nothing. What was put in is there after a crash. For one thread.
#pragma once

#include "core/base/result.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace core::catalogue {

class EncodingCache {
public:
    // What the cache in `file` holds of `model`, whose vectors have `dimensions` values; `model` names whatever changes
    // them. A file that cannot be read is made anew: it holds nothing that cannot be computed again. Fails with
    // cache_unwritable.
    static Result<EncodingCache> open(const std::filesystem::path& file, std::string_view model,
                                      std::size_t dimensions);

    EncodingCache(EncodingCache&&) noexcept;
    EncodingCache& operator=(EncodingCache&&) noexcept;
    ~EncodingCache();

    // Reads the vector of `text` into `vector`, dimensions() values rounded to bfloat16; false where it is not there.
    bool find(std::string_view text, std::span<float> vector) const;

    // Stores the vectors of `texts`, row-major, all or none of them. Fails with cache_unwritable.
    Result<Done> put(std::span<const std::string> texts, std::span<const float> vectors);

    std::size_t dimensions() const noexcept;

private:
    struct State;
    explicit EncodingCache(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace core::catalogue
