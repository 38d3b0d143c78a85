#include "docs_page.hpp"

#include <array>

// The files as they are, between two names each.
#define EMBED(name, file)                          \
    __asm__(                                       \
        ".section .rodata\n"                       \
        ".global " #name "_begin\n" #name          \
        "_begin:\n"                                \
        ".incbin \"" KINOSOVET_SWAGGER_UI "/" file \
        "\"\n"                                     \
        ".global " #name "_end\n" #name            \
        "_end:\n"                                  \
        ".byte 0\n"                                \
        ".previous\n");                            \
    extern "C" const char name##_begin[], name##_end[]

EMBED(swagger_ui_css, "swagger-ui.css");
EMBED(swagger_ui_bundle, "swagger-ui-bundle.js");

namespace service_kit {
namespace {

// Addresses count from /docs/, whatever a door puts before it.
constexpr std::string_view page = R"(<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>API</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="swagger-ui.css">
<script src="swagger-ui-bundle.js" defer></script>
<script src="start.js" defer></script>
</head>
<body><div id="api"></div></body>
</html>
)";

constexpr std::string_view start = R"(SwaggerUIBundle({
  url: "../openapi.json",
  dom_id: "#api",
  deepLinking: true,
  defaultModelsExpandDepth: 0,
  tryItOutEnabled: true,
  onComplete: () => { document.title = document.querySelector(".title")?.firstChild?.textContent ?? "API"; },
});
)";

std::string_view between(const char* begin, const char* end) { return {begin, static_cast<std::size_t>(end - begin)}; }

}  // namespace

std::span<const DocsFile> docs_files() {
    static const std::array files{
        DocsFile{"/docs", "text/html; charset=utf-8", page},
        DocsFile{"/docs/start.js", "text/javascript", start},
        DocsFile{"/docs/swagger-ui.css", "text/css", between(swagger_ui_css_begin, swagger_ui_css_end)},
        DocsFile{"/docs/swagger-ui-bundle.js", "text/javascript",
                 between(swagger_ui_bundle_begin, swagger_ui_bundle_end)},
    };
    return files;
}

}  // namespace service_kit
