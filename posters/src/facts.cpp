#include "posters/facts.hpp"

namespace posters {
namespace {

struct Wording {
    std::string_view before_en, after_en, before_ru, after_ru;
};

// In the order of Miss.
constexpr std::array<Wording, 7> wordings{{
    {"", " does not know this film", "", " не знает этого фильма"},
    {"The quota of ", " is spent", "Квота ", " исчерпана"},
    {"", " does not take the key it is given", "", " не принимает ключ"},
    {"", " wants to be asked less often", "", " просит спрашивать реже"},
    {"", " did not answer in time", "", " не ответил вовремя"},
    {"", " cannot be reached", "", " недоступен"},
    {"", " gave an answer that makes no sense", "", " ответил непонятно"},
}};
static_assert(wordings.size() == static_cast<std::size_t>(Miss::bad_answer) + 1);

}  // namespace

std::string_view display_name(Provider provider) {
    constexpr std::array<std::string_view, 3> names{"KinoPoisk", "OMDb", "TMDB"};
    return names.at(static_cast<std::size_t>(provider));
}

std::string text_of(Provider provider, Miss miss, api::Language language) {
    const auto& wording = wordings.at(static_cast<std::size_t>(miss));
    const bool in_russian = language == api::Language::ru;
    const auto name =
        in_russian && provider == Provider::kinopoisk ? std::string_view{"Кинопоиск"} : display_name(provider);
    std::string text{in_russian ? wording.before_ru : wording.before_en};
    // A name in the genitive would have to be inflected: the Russian Кинопоиск is the only one that is.
    const bool is_genitive = in_russian && miss == Miss::quota_spent && provider == Provider::kinopoisk;
    return text.append(name).append(is_genitive ? "а" : "").append(in_russian ? wording.after_ru : wording.after_en);
}

}  // namespace posters
