// Holds films in JSON Lines to what data/README.md asks of them, and names the line of each flaw.
//
// Made for the built-in catalogue and good for anybody's file: what is in it is hostile until it is parsed, under the
// limits of read_film(). Knows the glossary that it is given and nothing of the network or of printing. A call uses
// one thread; any number of calls may run at once.
#pragma once

#include "core/base/result.hpp"
#include "core/catalogue/glossary.hpp"

#include <cstddef>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace core::catalogue {

// What is wrong with one line. `code` is stable and fit for programs, `message` says in a sentence what to mend.
struct Flaw {
    std::string code{};
    std::filesystem::path file{};
    std::size_t line{};  // from 1
    std::string message{};
};

// Flaws beyond so many are counted and not kept.
constexpr std::size_t most_flaws_kept = 1000;

struct CheckReport {
    std::size_t films{};                          // lines that hold a film
    std::size_t told{};                           // of these, with a synopsis
    std::map<std::string, std::size_t> counts{};  // flaws by code, all of them
    std::vector<Flaw> flaws{};                    // the first of them, in the order of the files

    std::size_t total() const;
};

// Checks the films in `paths` together, each a file or a folder of *.jsonl files, against the names in `vocabulary`; a
// kind of name of which it holds none is not checked. Fails with films_missing or source_unreadable, and with
// check_stopped where `is_stopped`, asked now and then, said so.
Result<CheckReport> check_films(
    const std::vector<std::filesystem::path>& paths, const Glossary& vocabulary,
    const std::function<bool()>& is_stopped = [] { return false; });

}  // namespace core::catalogue
