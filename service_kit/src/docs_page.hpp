// The page that shows the API in a browser, without the network: Swagger UI, built into the program.
#pragma once

#include "service_kit/built_in_file.hpp"

#include <span>

namespace service_kit {

std::span<const BuiltInFile> docs_files();

}  // namespace service_kit
