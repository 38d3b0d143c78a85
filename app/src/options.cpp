#include "options.hpp"

#include "app/command_line.hpp"
#include "core/catalogue/importing.hpp"
#include "options_help.hpp"
#include "tool_options.hpp"

#include <algorithm>
#include <sstream>

#include <CLI/CLI.hpp>

namespace app {
namespace {

constexpr const char* overview = "Name a film you loved and get films like it, each with the reason why.";

constexpr const char* examples = R"(Examples:
  kinosovet recommend "Один дома"
  kinosovet recommend Матрица Начало --without-genre боевик
  kinosovet recommend "Dune 2021" --max-minutes 120 --language en --json
  kinosovet search vfnhbwf
  kinosovet search "ограбление казино"
  kinosovet show Сталкер
  kinosovet serve
  kinosovet doctor

Exit codes: 0 done, 2 usage, 3 no such film, 4 damaged or missing data.)";

constexpr const char* recommend_notes = R"(Several films make one wish. A title of several words goes in quotes; an id
(tt0099785) will do as well. Lists (--genre and so on) may be given repeatedly.)";

constexpr const char* search_notes = R"(A text that names no film is searched by meaning and by words.)";

constexpr const char* import_notes = R"(PATH is a file or a folder of films as people download them, plain or .gz:
Kinosovet's own JSON Lines, The Movies Dataset, TMDB 5000, TMDB's large table,
wikipedia-movie-data, MovieLens (ids and tags only) or IMDb. Several are merged.
They replace the catalogue unless --add is given. Run `kinosovet index` then.
SOURCE is one of: kinosovet, the-movies-dataset, tmdb-5000, tmdb, imdb,
wikipedia-movie-data, movielens.)";

void add_batch(CLI::App& command, bool& json, bool& batch) {
    command.add_flag("--json", json, "Print one line of JSON");
    command.add_flag("--batch", batch, "One query a line in, one line of JSON out");
}

// An option that may be given again and again, each time with one value.
CLI::Option* add_list(CLI::App& command, const char* name, std::vector<std::string>& values, const char* help) {
    return command.add_option(name, values, help)->type_name("NAME")->allow_extra_args(false);
}

void add_recommend(CLI::App& program, RecommendOptions& options) {
    auto& command = *program.add_subcommand("recommend", "Films like the ones named, and why");
    command.footer(notes(recommend_notes));
    auto& request = options.request;
    auto& bounds = request.bounds;
    command.add_option("film", request.liked, "The films to be like")->type_name("FILM");
    command.add_option("--limit", request.limit, "How many films, 1 to 50 (5)")->type_name("N")->check(in_range(1, 50));
    command.add_option("--offset", request.offset, "Leave out the first so many: the next page")
        ->type_name("N")
        ->check(in_range(0, 1'000'000));
    command.add_option("--year", request.year, "Year of the film named")->type_name("Y");
    add_list(command, "--not-like", request.disliked, "Push away films like this one")->type_name("FILM");
    add_list(command, "--exclude", request.excluded, "Leave out this film")->type_name("FILM");
    add_list(command, "--genre", request.genres, "Only films of this genre");
    add_list(command, "--without-genre", request.without_genres, "No films of this genre");
    add_list(command, "--country", request.countries, "Only films from this country");
    command.add_option("--from-year", bounds.from_year, "Only films from this year on")->type_name("Y");
    command.add_option("--to-year", bounds.to_year, "Only films up to this year")->type_name("Y");
    command.add_option("--max-minutes", bounds.max_minutes, "Only films up to this long")->type_name("M");
    command.add_option("--min-rating", bounds.min_rating, "Only films rated so high, 0 to 10")
        ->type_name("R")
        ->check(in_range(0, 10));
    add_language(command, options.language);
    command.add_flag("--explain", options.explain, "Show each signal's share of the score");
    add_batch(command, options.json, options.batch);
}

void add_search(CLI::App& program, SearchOptions& options, std::vector<std::string>& words) {
    auto& command = *program.add_subcommand("search", "Films that a text may name, or describe");
    command.footer(notes(search_notes));
    command.add_option("text", words, "What to look for")->type_name("TEXT");
    command.add_option("--limit", options.limit, "How many films, 1 to 50 (10)")
        ->type_name("N")
        ->check(in_range(1, 50));
    add_language(command, options.language);
    add_batch(command, options.json, options.batch);
}

void add_import(CLI::App& program, ImportOptions& options) {
    auto& command = *program.add_subcommand("import", "Make a catalogue of films");
    command.footer(notes(import_notes));
    command.add_option("path", options.paths, "Files or folders of films")->type_name("PATH")->required();
    command.add_option("--from", options.source, "What the files are (told from their contents)")
        ->type_name("SOURCE")
        ->check(CLI::IsMember(std::vector<std::string>{core::catalogue::source_names.begin(),
                                                       core::catalogue::source_names.end()})
                    .description(""));
    command.add_option("--into", options.into, "The catalogue to write (the data folder's)")->type_name("FILE");
    command.add_flag("--add", options.add, "Keep the films that are there, and add to them");
    command.add_flag("--with-adult", options.with_adult, "Take films for adults only, too");
    command.add_flag("--with-unreleased", options.with_unreleased, "Take films that are not released, too");
    command.add_option("--glossary", options.glossary, "Folder of glossary.tsv and people.tsv (beside PATH)")
        ->type_name("DIR");
}

// What it takes is what services take, and is read by their own reader: its help, too.
CLI::App& add_serve(CLI::App& program) {
    auto& command = *program.add_subcommand("serve", "Everything in one process, over HTTP and in Telegram");
    command.set_help_flag();
    command.fallthrough(false);
    command.allow_extras();
    return command;
}

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const auto& word : words) text += (text.empty() ? "" : " ") + word;
    return text;
}

// What CLI11 cannot see: a film is needed unless they come line by line.
ParserExit usage_fault(const std::string& what) { return {exit_usage, "", "kinosovet: " + what + "\n"}; }

}  // namespace

std::variant<Options, ParserExit> parse(const std::vector<std::string>& arguments) {
    CLI::App program{overview, "kinosovet"};
    program.require_subcommand(1);
    program.set_version_flag("--version", KINOSOVET_VERSION);
    program.fallthrough();

    Options options;
    RecommendOptions recommend;
    SearchOptions search;
    ImportOptions import;
    std::vector<std::string> search_words;
    program.add_option("--data", options.data, "Folder of the catalogue and the models")->type_name("DIR");
    add_recommend(program, recommend);
    add_search(program, search, search_words);
    add_import(program, import);
    const ToolParser tools{program};
    const auto& serve = add_serve(program);
    program.get_formatter()->column_width(26);
    program.footer(examples);

    try {
        program.parse(std::vector<std::string>{arguments.rbegin(), arguments.rend()});
    } catch (const CLI::ParseError& error) {
        std::ostringstream output;
        std::ostringstream errors;
        const bool is_answer = program.exit(error, output, errors) == 0;
        return ParserExit{is_answer ? exit_done : exit_usage, output.str(), errors.str()};
    }
    search.text = joined(search_words);
    if (program.got_subcommand("recommend")) {
        if (recommend.request.liked.empty() != recommend.batch)
            return usage_fault("name a film, or give --batch and one film a line on standard input");
        if (recommend.request.year && recommend.request.liked.size() > 1)
            return usage_fault("--year fits one film, but several were named; write each year after its title");
        options.command = std::move(recommend);
    } else if (program.got_subcommand("search")) {
        if (search.text.empty() != search.batch)
            return usage_fault("say what to look for, or give --batch and one text a line on standard input");
        options.command = std::move(search);
    } else if (program.got_subcommand("import")) {
        options.command = std::move(import);
    } else if (program.got_subcommand(&serve)) {
        options.command = ServeOptions{serve.remaining()};
    } else if (auto tool = tools.chosen()) {
        std::visit([&options](auto& chosen) { options.command = std::move(chosen); }, *tool);
    }
    return options;
}

}  // namespace app
