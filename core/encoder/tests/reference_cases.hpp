// The reference's answers: texts with the token ids and vectors that sentence-transformers gives on float32.
#pragma once

#include "vocabulary.hpp"

#include <filesystem>
#include <ostream>
#include <string>
#include <vector>

namespace core::encoder {

struct ReferenceCase {
    std::string text{};
    std::vector<TokenId> ids{};
    std::vector<float> vector{};
};

// One model of those that cases.jsonl speaks of.
struct ReferenceModel {
    std::string folder{};  // within the models' folder
    std::string key{};     // what its columns begin with
    bool is_optional{};    // scripts/setup does not fetch it
};

// How a test's report names the model.
inline void PrintTo(const ReferenceModel& model, std::ostream* stream) { *stream << model.folder; }

std::filesystem::path folder_of(const ReferenceModel& model);
std::vector<ReferenceCase> reference_cases(const ReferenceModel& model);

inline const ReferenceModel minilm{"all-MiniLM-L6-v2", "minilm", false};
inline const ReferenceModel mpnet{"all-mpnet-base-v2", "mpnet", true};

}  // namespace core::encoder
