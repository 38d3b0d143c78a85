#include "app/command_line.hpp"

#include <csignal>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

#include <unistd.h>

namespace {

volatile std::sig_atomic_t interrupt_count = 0;

// The first Ctrl-C asks to stop at the next safe point, the second one ends the program.
void note_interrupt(int signal) {
    interrupt_count = interrupt_count + 1;
    std::signal(signal, SIG_DFL);
}

std::optional<std::string> environment(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? std::nullopt : std::optional<std::string>{value};
}

bool wants_colours() {
    const auto no_colour = environment("NO_COLOR");
    return isatty(STDOUT_FILENO) == 1 && (!no_colour || no_colour->empty()) && environment("TERM") != "dumb";
}

}  // namespace

int main(int count, char** arguments) {
    std::ios::sync_with_stdio(false);
    std::signal(SIGINT, note_interrupt);
    std::signal(SIGTERM, note_interrupt);
    std::error_code unknown;
    try {
        return app::run({arguments + 1, arguments + count},
                        {.input = std::cin,
                         .output = std::cout,
                         .errors = std::cerr,
                         .environment = environment,
                         .program = std::filesystem::read_symlink("/proc/self/exe", unknown).string(),
                         .coloured = wants_colours(),
                         .shows_progress = isatty(STDERR_FILENO) == 1,
                         .interrupted = [] { return interrupt_count > 0; }});
    } catch (const std::exception& error) {
        std::cerr << "kinosovet: " << error.what() << '\n';
        return app::exit_failed;
    }
}
