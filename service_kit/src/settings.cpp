#include "service_kit/settings.hpp"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <iostream>
#include <sstream>

#include <CLI/CLI.hpp>

namespace service_kit {
namespace {

struct Secret {
    std::string variable;
    std::string* value;
};

std::string capitals(std::string text) {
    std::ranges::transform(text, text.begin(), [](unsigned char letter) {
        return letter == '-' ? '_' : static_cast<char>(std::toupper(letter));
    });
    return text;
}

std::string whole(std::size_t number) { return std::to_string(number); }

}  // namespace

struct SettingsReader::State {
    State(const std::string& name, const std::string& about) : program{about, name} {
        program.get_formatter()->column_width(34);
    }

    // The flag with its variable; `shown` is the default as the help tells it.
    CLI::Option* described(CLI::Option* option, const std::string& flag, const std::string& variable) {
        const auto name = program.get_name();
        const auto prefix = capitals(name.substr(0, name.find(' ')));
        option->envname(variable.empty() ? prefix + "_" + capitals(flag) : variable);
        return option;
    }

    std::string with_variables(std::string message) const;

    CLI::App program;
    std::vector<Secret> secrets;
    std::vector<std::function<void()>> settle;  // puts what CLI11 read where it belongs
    std::string secret_help;
};

SettingsReader::SettingsReader(const std::string& program, const std::string& about, const std::string& version)
    : state_{std::make_unique<State>(program, about)} {
    state_->program.set_version_flag("--version", program + " " + version);
}

SettingsReader::~SettingsReader() = default;

void SettingsReader::add(const std::string& flag, std::string& value, const std::string& help,
                         const std::string& variable) {
    state_->described(state_->program.add_option("--" + flag, value, help)->capture_default_str(), flag, variable)
        ->type_name("TEXT");
}

void SettingsReader::add(const std::string& flag, bool& value, const std::string& help) {
    state_->described(state_->program.add_option("--" + flag, value, help)->capture_default_str(), flag, {})
        ->type_name("BOOL");
}

void SettingsReader::add(const std::string& flag, std::uint16_t& value, const std::string& help) {
    state_->described(state_->program.add_option("--" + flag, value, help)->capture_default_str(), flag, {})
        ->type_name("PORT");
}

void SettingsReader::add(const std::string& flag, std::vector<std::string>& values, const std::string& help) {
    state_->described(state_->program.add_option("--" + flag, values, help)->delimiter(','), flag, {})
        ->type_name("A,B");
}

void SettingsReader::add(const std::string& flag, std::size_t& value, std::pair<std::size_t, std::size_t> bounds,
                         const std::string& help) {
    state_->described(state_->program.add_option("--" + flag, value, help)->capture_default_str(), flag, {})
        ->type_name(whole(bounds.first) + ".." + whole(bounds.second))
        ->check(CLI::Range(bounds.first, bounds.second).description(""));
}

void SettingsReader::add(const std::string& flag, std::chrono::milliseconds& value,
                         std::pair<std::chrono::milliseconds, std::chrono::milliseconds> bounds,
                         const std::string& help) {
    const auto count = std::make_shared<std::size_t>(static_cast<std::size_t>(value.count()));
    add(flag + "-ms", *count,
        {static_cast<std::size_t>(bounds.first.count()), static_cast<std::size_t>(bounds.second.count())}, help);
    state_->settle.emplace_back([count, &value] { value = std::chrono::milliseconds{*count}; });
}

void SettingsReader::add_choice(const std::string& flag, std::string& value, const std::vector<std::string>& choices,
                                const std::string& help) {
    std::string names;
    for (const auto& choice : choices) names += (names.empty() ? "" : "|") + choice;
    state_->described(state_->program.add_option("--" + flag, value, help)->capture_default_str(), flag, {})
        ->type_name(names)
        ->check(CLI::IsMember(choices).description(""));
}

void SettingsReader::add_secret(const std::string& variable, std::string& value, const std::string& help) {
    const bool is_told = std::ranges::find(state_->secrets, variable, &Secret::variable) != state_->secrets.end();
    state_->secrets.push_back({variable, &value});
    if (is_told) return;
    state_->secret_help +=
        "  " + variable + std::string(variable.size() < 31 ? 32 - variable.size() : 1, ' ') + help + "\n";
}

// CLI11 names the flag alone, even where the value came from its variable.
std::string SettingsReader::State::with_variables(std::string message) const {
    for (const auto* option : program.get_options()) {
        const auto flag = option->get_name();
        const auto at = message.find(flag);
        const auto behind = at == std::string::npos ? at : at + flag.size();
        const bool is_named = behind < message.size() && (message[behind] == ':' || message[behind] == ' ');
        if (is_named && !option->get_envname().empty()) message.insert(behind, " or " + option->get_envname());
    }
    return message;
}

std::optional<SettingsExit> SettingsReader::read(std::vector<std::string> arguments) {
    auto& program = state_->program;
    if (!state_->secret_help.empty()) program.footer("Secrets, by the environment only:\n" + state_->secret_help);
    std::ranges::reverse(arguments);  // CLI11 takes them from the back
    try {
        program.parse(std::move(arguments));
    } catch (const CLI::ParseError& error) {
        std::ostringstream output, errors;
        const int code = program.exit(error, output, errors);
        return SettingsExit{code == 0 ? 0 : 2, output.str(), state_->with_variables(errors.str())};
    }
    for (const auto& settle : state_->settle) settle();
    for (const auto& [variable, value] : state_->secrets)
        if (const char* found = std::getenv(variable.c_str())) *value = found;
    return std::nullopt;
}

int SettingsExit::print() const {
    std::cout << output;
    std::cerr << errors;
    return code;
}

}  // namespace service_kit
