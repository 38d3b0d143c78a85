// A file that is part of a program, served as it is.
#pragma once

#include "service_kit/route.hpp"

#include <string>
#include <string_view>

namespace service_kit {

struct BuiltInFile {
    std::string_view path{};     // where it is served
    std::string_view type{};     // its media type
    std::string_view content{};  // lives as long as the program
};

// GET its path: in no description of the API, kept and sent again, with an ETag. `policy` is what it may load, as
// Content-Security-Policy has it.
Route file_route(const BuiltInFile& file, const std::string& policy);

}  // namespace service_kit
