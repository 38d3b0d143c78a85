#include "options_help.hpp"

namespace app {
namespace {

constexpr const char* data_note = R"(--data DIR, before or after the command, names the folder of the data.)";

}  // namespace

CLI::Validator in_range(int least, int most) {
    return CLI::Range(static_cast<double>(least), static_cast<double>(most)).description("");
}

std::string notes(const char* about_command) { return std::string{about_command} + "\n" + data_note; }

void add_language(CLI::App& command, core::ranking::Language& language) {
    command
        .add_option_function<std::string>(
            "--language",
            [&language](const std::string& name) {
                language = name == "en" ? core::ranking::Language::english : core::ranking::Language::russian;
            },
            "Language of the answer: ru (default) or en")
        ->type_name("ru|en")
        ->check(CLI::IsMember({"ru", "en"}).description(""));
}

}  // namespace app
