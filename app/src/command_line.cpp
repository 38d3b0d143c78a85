#include "app/command_line.hpp"

#include "commands.hpp"
#include "options.hpp"
#include "terminal.hpp"

#include <istream>
#include <ostream>

namespace app {
namespace {

// Picks the command that the options are for.
struct Dispatch {
    const Options& options;
    const Surroundings& surroundings;

    int operator()(const RecommendOptions& recommended) const {
        return recommend(recommended, reading(), surroundings);
    }
    int operator()(const SearchOptions& searched) const { return search(searched, reading(), surroundings); }
    int operator()(const ImportOptions& imported) const {
        return import_films(imported, writing(), reading(), surroundings);
    }
    int operator()(const IndexOptions& indexed) const { return index_films(indexed, reading(), surroundings); }
    int operator()(const ExportOptions& exported) const { return export_films(exported, reading(), surroundings); }
    int operator()(const ShowOptions& shown) const { return show(shown, reading(), surroundings); }
    int operator()(const ModelListOptions& listed) const { return list_models(listed, reading(), surroundings); }
    int operator()(const ModelGetOptions& wanted) const { return get_model(wanted, writing(), surroundings); }
    int operator()(const CheckOptions& checked) const { return check_catalogue(checked, reading(), surroundings); }
    int operator()(const DbOptions& asked) const { return keep_database(asked, writing(), surroundings); }
    int operator()(const ServeOptions& asked) const { return serve(asked, options.data, surroundings); }
    int operator()(const DoctorOptions& asked) const {
        return examine({asked.json, options.data}, reading(), surroundings);
    }

    ml_service::Whereabouts whereabouts() const { return {surroundings.environment, surroundings.program}; }
    DataFolder reading() const { return DataFolder::to_read(options.data, whereabouts()); }
    DataFolder writing() const { return DataFolder::to_write(options.data, whereabouts()); }
};

}  // namespace

int run(const std::vector<std::string>& arguments, const Surroundings& surroundings) {
    const auto parsed = parse(arguments);
    if (const auto* exit = std::get_if<ParserExit>(&parsed)) {
        surroundings.output << exit->output;
        surroundings.errors << exit->errors;
        return exit->code;
    }
    const auto& options = std::get<Options>(parsed);
    return std::visit(Dispatch{options, surroundings}, options.command);
}

int report(const core::Fault& fault, const Surroundings& surroundings) {
    surroundings.errors << wrapped("kinosovet: " + fault.message, 0);
    if (!fault.remedy.empty()) surroundings.errors << wrapped(fault.remedy, 2);
    const bool is_usage = fault.code.starts_with("unknown_") || fault.code == "no_wish";
    if (fault.code == "unknown_film") return exit_unknown_film;
    if (fault.code.ends_with("_stopped")) return exit_interrupted;
    return is_usage ? exit_usage : exit_bad_data;
}

void answer_lines(const Surroundings& surroundings, const std::function<std::string(const std::string&)>& answer) {
    for (std::string line; std::getline(surroundings.input, line);) {
        if (line.ends_with('\r')) line.pop_back();
        if (line.find_first_not_of(" \t") != std::string::npos) surroundings.output << answer(line) << std::endl;
    }
}

}  // namespace app
