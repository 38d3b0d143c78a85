#include "answer_json.hpp"
#include "answer_text.hpp"
#include "commands.hpp"
#include "loaded_films.hpp"

#include <istream>
#include <ostream>

namespace app {
namespace {

using core::titles::Outcome;

// Titles first; a text that names no film is taken for a description.
SearchAnswer find(const std::string& text, std::size_t limit, LoadedFilms& loaded, const Surroundings& surroundings) {
    auto resolution = loaded.advisor().resolve({.text = text, .year = std::nullopt, .limit = limit});
    SearchAnswer answer{.text = text, .candidates = std::move(resolution.candidates)};
    if (resolution.outcome == Outcome::one_film) answer.film = answer.candidates.front().film;
    if (resolution.outcome != Outcome::no_film) {
        answer.confidence = answer.candidates.front().confidence;
        return answer;
    }
    std::optional<core::Fault> warning;
    const auto described = loaded.describe(text, limit, warning);
    if (warning) report(*warning, surroundings);
    if (described.empty()) return answer;
    answer.matched_by = MatchedBy::description;
    answer.candidates.clear();
    for (const auto& [film, confidence] : described) answer.candidates.push_back({film, confidence, {}});
    return answer;
}

}  // namespace

int search(const SearchOptions& options, const DataFolder& folder, const Surroundings& surroundings) {
    auto loaded = LoadedFilms::load(folder);
    if (!loaded) return report(loaded.error(), surroundings);
    auto& films = loaded.value();
    const auto answer_to = [&](const std::string& text) { return find(text, options.limit, films, surroundings); };
    if (options.batch) {
        answer_lines(surroundings, [&](const auto& line) { return search_json(answer_to(line), films.films()); });
        return exit_done;
    }
    const auto answer = answer_to(options.text);
    const TextStyle style{options.language, surroundings.coloured};
    surroundings.output << (options.json ? search_json(answer, films.films()) + "\n"
                                         : search_text(answer, style, films.films()));
    return answer.candidates.empty() ? exit_unknown_film : exit_done;
}

}  // namespace app
