// The program run in a folder of its own, with a small catalogue to put in it.
//
// A test says what the environment holds; nothing of the real one is seen.
#pragma once

#include "app/command_line.hpp"
#include "test_support/temporary_folder.hpp"

#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>

namespace app {

struct Outcome {
    int code{};
    std::string output, errors;
};

class ProgramRun : public testing::Test {
protected:
    ProgramRun() {
        environment["KINOSOVET_DATA"] = folder.string();
        environment["HOME"] = folder.string();
    }

    Outcome run(const std::vector<std::string>& arguments) const {
        std::istringstream input;
        std::ostringstream output, errors;
        const auto look_up = [this](const char* name) -> std::optional<std::string> {
            const auto found = environment.find(name);
            return found == environment.end() ? std::nullopt : std::optional{found->second};
        };
        const int code = app::run(arguments, {.input = input,
                                              .output = output,
                                              .errors = errors,
                                              .environment = look_up,
                                              .program = program,
                                              .interrupted = is_interrupted});
        return {code, output.str(), errors.str()};
    }

    void write(const std::filesystem::path& name, const std::string& text) const {
        std::filesystem::create_directories((folder / name).parent_path());
        std::ofstream{folder / name, std::ios::binary} << text;
    }
    std::string read(const std::filesystem::path& name) const {
        std::ifstream file{folder / name, std::ios::binary};
        return {std::istreambuf_iterator<char>{file}, {}};
    }

    // Three films, two of one name, and what their genres are called in Russian.
    void import_films() const {
        write("films.jsonl", films);
        write("glossary.tsv",
              "kind\tname\tname_ru\tname_en\ngenre\tComedy\tкомедия\t\ncountry\tUS\tСША\tUnited States\n");
        write("people.tsv", "name\tname_ru\nChris Columbus\tКрис Коламбус\n");
        ASSERT_EQ(run({"import", (folder / "films.jsonl").string()}).code, exit_done);
    }

    const test_support::TemporaryFolder temporary;
    const std::filesystem::path folder = temporary.path();
    std::map<std::string, std::string> environment;
    std::string program;
    std::function<bool()> is_interrupted = [] { return false; };
    const std::string films =
        R"({"imdb": "tt0099785", "tmdb": 771, "kinopoisk": 8124, "movielens": 586, "wikipedia": "Home_Alone", "title": "Home Alone", "title_ru": "Один дома", "aliases": ["Kevin, \"alone\""], "year": 1990, "countries": ["US"], "language": "en", "runtime_min": 103, "genres": ["Comedy", "Family"], "keywords": ["christmas", "burglar"], "directors": ["Chris Columbus"], "cast": ["Macaulay Culkin", "Joe Pesci"], "franchise": "Home Alone", "synopsis_en": "A boy is left at home by mistake and guards the house against two burglars, with paint cans.", "synopsis_ru": "Мальчика забыли дома, и он обороняет дом от двух грабителей.", "vote_average": 7.4, "vote_count": 9000, "votes": 21000})"
        "\n"
        R"({"tmdb": 438631, "title": "Dune", "title_ru": "Дюна", "year": 2021, "genres": ["Science Fiction"], "directors": ["Denis Villeneuve"], "votes": 9000})"
        "\n"
        R"({"title": "Dune", "title_ru": "Дюна", "year": 1984, "genres": ["Science Fiction"], "directors": ["David Lynch"], "votes": 4000})"
        "\n";
};

inline std::vector<std::string> lines_of(const std::string& text) {
    std::istringstream stream{text};
    std::vector<std::string> lines;
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
}

MATCHER(FitsTheTerminal, "is at most 80 columns wide") {
    return std::count_if(arg.begin(), arg.end(), [](char letter) { return (letter & 0xC0) != 0x80; }) <= 80;
}

}  // namespace app
