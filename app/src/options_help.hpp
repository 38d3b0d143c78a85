// Pieces of the parser that several commands share.
#pragma once

#include "core/ranking/reasons.hpp"

#include <string>

#include <CLI/CLI.hpp>

namespace app {

// A check whose bounds the help text tells itself.
CLI::Validator in_range(int least, int most);

// What stands below a command's options: a note about it, and the one on --data.
std::string notes(const char* about_command);

void add_language(CLI::App& command, core::ranking::Language& language);

}  // namespace app
