// The program `kinosovet` without its process: arguments in, text and an exit code out.
//
// All that it knows of the world comes through Surroundings, so that a test can run any command. One call at a time.
#pragma once

#include <functional>
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

namespace app {

enum ExitCode : int {
    exit_done = 0,
    exit_failed = 1,        // something that should not happen
    exit_usage = 2,         // the arguments make no sense
    exit_unknown_film = 3,  // no such film; the nearest titles are on the error stream
    exit_bad_data = 4,      // catalogue or model missing or damaged; the error stream says what to do
    exit_interrupted = 130,
};

struct Surroundings {
    std::istream& input;
    std::ostream& output;
    std::ostream& errors;
    std::function<std::optional<std::string>(const char*)> environment;
    std::string program{};        // where the program lies, to find its data beside it
    bool coloured = false;        // the output is a terminal that wants colours
    bool shows_progress = false;  // the error stream is a terminal
    std::function<bool()> interrupted = [] { return false; };
};

// Runs the command in `arguments`, the program's name left out.
int run(const std::vector<std::string>& arguments, const Surroundings& surroundings);

}  // namespace app
