// The page that shows the API in a browser, without the network: Swagger UI, built into the program.
#pragma once

#include <span>
#include <string_view>

namespace service_kit {

struct DocsFile {
    std::string_view path{};
    std::string_view type{};
    std::string_view content{};
};

std::span<const DocsFile> docs_files();

}  // namespace service_kit
