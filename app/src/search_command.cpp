#include "answer_json.hpp"
#include "answer_text.hpp"
#include "commands.hpp"
#include "core/ranking/loaded_films.hpp"

#include <istream>
#include <ostream>

namespace app {
namespace {

using core::ranking::LoadedFilms;
using core::ranking::MatchedBy;

SearchAnswer find(const std::string& text, std::size_t limit, const LoadedFilms& loaded) {
    auto found = loaded.find({.text = text, .year = std::nullopt, .limit = limit});
    SearchAnswer answer{
        .text = text, .film = found.film, .matched_by = found.matched_by, .candidates = std::move(found.candidates)};
    if (found.choices > 0) answer.confidence = answer.candidates.front().confidence;
    return answer;
}

}  // namespace

int search(const SearchOptions& options, const DataFolder& folder, const Surroundings& surroundings) {
    const auto loaded = LoadedFilms::load(folder.film_files());
    if (!loaded) return report(loaded.error(), surroundings);
    const auto& films = *loaded.value();
    const auto answer_to = [&](const std::string& text) {
        auto answer = find(text, options.limit, films);
        if (answer.matched_by == MatchedBy::description)
            if (const auto fault = films.encoder_fault()) report(*fault, surroundings);
        return answer;
    };
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
