// The files of the page, built into the program; their paths are those at which they ask for each other.
#pragma once

#include "service_kit/built_in_file.hpp"

#include <span>

namespace app {

std::span<const service_kit::BuiltInFile> page_files();

}  // namespace app
