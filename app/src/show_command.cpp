#include "answer_json.hpp"
#include "answer_text.hpp"
#include "commands.hpp"
#include "core/titles/title_index.hpp"
#include "film_page.hpp"

#include <algorithm>
#include <ostream>

namespace app {
namespace {

using core::catalogue::Catalogue;
using core::ranking::Advice;
using core::ranking::AdviceFault;
using core::titles::Candidate;
using core::titles::Outcome;
using core::titles::Resolution;

// An id, else a title as people type it.
Resolution resolve(const ShowOptions& options, const Catalogue& films) {
    if (const auto known = films.find(options.film))
        return {Outcome::one_film, 1, {{*known, 1.0F, core::titles::MatchKind::exact}}};
    return core::titles::TitleIndex{films.films()}.resolve({.text = options.film, .year = options.year, .limit = 10});
}

// Answers in text or JSON, to the one who asked.
struct Answering {
    const ShowOptions& options;
    const Catalogue& films;
    const Surroundings& surroundings;
    TextStyle style{options.language, surroundings.coloured};

    int with_film(core::catalogue::FilmIndex film) const {
        surroundings.output << (options.json ? film_json(options.film, film, films) + "\n"
                                             : film_page(film, style, films));
        return exit_done;
    }

    int with_choices(std::vector<Candidate> choices) const {
        const Advice advice{.liked = {{options.film, {}, {}}}, .choices = std::move(choices)};
        surroundings.output << (options.json ? choices_json(options.film, advice.choices, films) + "\n"
                                             : advice_text(advice, style, films));
        return exit_done;
    }

    int with_nearest(std::vector<Candidate> nearest) const {
        const AdviceFault fault{{"unknown_film", "", ""}, options.film, std::move(nearest)};
        surroundings.errors << unknown_film_text(fault, style, films);
        return exit_unknown_film;
    }
};

}  // namespace

int show(const ShowOptions& options, const DataFolder& folder, const Surroundings& surroundings) {
    const auto films = Catalogue::open(folder.catalogue());
    if (!films) return report(films.error(), surroundings);
    const Answering answer{options, films.value(), surroundings};
    auto [outcome, choices, candidates] = resolve(options, films.value());
    if (outcome == Outcome::no_film) return answer.with_nearest(std::move(candidates));
    if (outcome == Outcome::one_film) return answer.with_film(candidates.front().film);
    candidates.resize(std::min(choices, candidates.size()));
    return answer.with_choices(std::move(candidates));
}

}  // namespace app
