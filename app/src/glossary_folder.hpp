// Where the words of the films in a file stand: glossary.tsv and people.tsv.
#pragma once

#include <filesystem>
#include <string>

namespace app {

// The folder `named`; where it is empty the first folder with a glossary.tsv among that of `films` and those above it,
// and the folder of `films` where there is none.
std::filesystem::path glossary_folder(const std::string& named, const std::filesystem::path& films);

}  // namespace app
