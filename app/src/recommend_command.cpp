#include "answer_json.hpp"
#include "answer_text.hpp"
#include "commands.hpp"
#include "core/ranking/loaded_films.hpp"

#include <istream>
#include <ostream>

namespace app {
namespace {

using core::ranking::AdviceFault;
using core::ranking::LoadedFilms;

int print_fault(const AdviceFault& fault, const TextStyle& style, const LoadedFilms& loaded,
                const Surroundings& surroundings) {
    if (fault.fault.code != "unknown_film") return report(fault.fault, surroundings);
    surroundings.errors << unknown_film_text(fault, style, loaded.films());
    return exit_unknown_film;
}

int answer_batch(const RecommendOptions& options, const LoadedFilms& loaded, const Surroundings& surroundings) {
    answer_lines(surroundings, [&](const std::string& line) {
        auto request = options.request;
        request.liked = {line};
        const auto advice = loaded.advise(request);
        return advice ? advice_json(advice.value(), options.language, loaded.films())
                      : fault_json(advice.error(), loaded.films());
    });
    return exit_done;
}

}  // namespace

int recommend(const RecommendOptions& options, const DataFolder& folder, const Surroundings& surroundings) {
    const auto loaded = LoadedFilms::load(folder.film_files());
    if (!loaded) return report(loaded.error(), surroundings);
    const auto& films = *loaded.value();
    if (!films.is_indexed())
        surroundings.errors
            << "kinosovet: the catalogue is not indexed, so meaning does not count; run kinosovet index\n";
    if (options.batch) return answer_batch(options, films, surroundings);

    const TextStyle style{options.language, surroundings.coloured, options.explain, options.request.offset};
    const auto advice = films.advise(options.request);
    if (!advice) return print_fault(advice.error(), style, films, surroundings);
    surroundings.output << (options.json ? advice_json(advice.value(), options.language, films.films()) + "\n"
                                         : advice_text(advice.value(), style, films.films()));
    return exit_done;
}

}  // namespace app
