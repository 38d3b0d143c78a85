// A program's settings, each told once: a member of a struct, its flag, its environment variable and its line of help.
//
//     SettingsReader reader{"ml_service", "The recommender over HTTP", version};
//     reader.add("port", settings.port, "TCP port; 0 picks a free one");    // --port, ML_SERVICE_PORT
//     reader.add_secret("SERVICE_TOKEN", settings.token, "...");           // by the environment only
//     if (const auto exit = reader.read(arguments)) return exit->print();
//
// Flags come before the environment, the environment before the defaults. A value that makes no sense is refused with
// the names of its flag and its variable. Secrets have no flag, since anybody on the machine can see flags, and their
// values are in no message. A narrow door to CLI11.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace service_kit {

// What to print before ending, and the exit code: for --help, --version and settings that make no sense.
struct SettingsExit {
    int code{};
    std::string output{};
    std::string errors{};

    // Prints both and returns the code.
    int print() const;
};

class SettingsReader {
public:
    SettingsReader(const std::string& program, const std::string& about, const std::string& version);
    ~SettingsReader();
    SettingsReader(const SettingsReader&) = delete;
    SettingsReader& operator=(const SettingsReader&) = delete;

    // The variable of `flag` is the program's name (its first word) and the flag's in capitals, unless `variable` says
    // another.
    void add(const std::string& flag, std::string& value, const std::string& help, const std::string& variable = {});
    void add(const std::string& flag, bool& value, const std::string& help);
    void add(const std::string& flag, std::uint16_t& value, const std::string& help);
    void add(const std::string& flag, std::vector<std::string>& values, const std::string& help);
    // Whole numbers and times, with the least and the most that make sense; times are given in whole units of theirs.
    void add(const std::string& flag, std::size_t& value, std::pair<std::size_t, std::size_t> bounds,
             const std::string& help);
    void add(const std::string& flag, std::chrono::milliseconds& value,
             std::pair<std::chrono::milliseconds, std::chrono::milliseconds> bounds, const std::string& help);
    // One of `choices`.
    void add_choice(const std::string& flag, std::string& value, const std::vector<std::string>& choices,
                    const std::string& help);
    // May be added for several values.
    void add_secret(const std::string& variable, std::string& value, const std::string& help);

    // Fills what was added; none when all is well. `arguments` are without the program's name.
    std::optional<SettingsExit> read(std::vector<std::string> arguments);

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace service_kit
