// What was asked on the command line, as plain data.
//
// One struct holds each command's flags; the parser fills it, checks what can be checked without data, and writes the
// help.
#pragma once

#include "core/ranking/advisor.hpp"
#include "core/ranking/reasons.hpp"
#include "tool_options.hpp"

#include <cstddef>
#include <string>
#include <variant>
#include <vector>

namespace app {

struct RecommendOptions {
    core::ranking::AdviceRequest request{};
    core::ranking::Language language = core::ranking::Language::russian;
    bool explain = false;
    bool json = false;
    bool batch = false;
};

struct SearchOptions {
    std::string text{};
    std::size_t limit = 10;
    core::ranking::Language language = core::ranking::Language::russian;
    bool json = false;
    bool batch = false;
};

struct ImportOptions {
    std::vector<std::string> paths{};
    std::string source{};  // empty: guessed
    std::string into{};    // empty: the catalogue of the data folder
    bool add = false;
    bool with_adult = false;
    bool with_unreleased = false;
    std::string glossary{};
};

// Arguments that the settings of services are read from: see ServeSettings.
struct ServeOptions {
    std::vector<std::string> arguments{};
};

struct Options {
    std::string data{};  // empty: where data is found by itself
    std::variant<RecommendOptions, SearchOptions, ImportOptions, IndexOptions, ExportOptions, ShowOptions,
                 ModelListOptions, ModelGetOptions, CheckOptions, DbOptions, DoctorOptions, ServeOptions>
        command{};
};

// What to print, and the exit code: for --help, --version and arguments that make no sense.
struct ParserExit {
    int code{};
    std::string output{};
    std::string errors{};
};

std::variant<Options, ParserExit> parse(const std::vector<std::string>& arguments);

}  // namespace app
