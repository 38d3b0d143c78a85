#include "docs_page.hpp"

#include "service_kit/embed.hpp"

#include <array>

EMBED(swagger_ui_css, KINOSOVET_SWAGGER_UI "/swagger-ui.css");
EMBED(swagger_ui_bundle, KINOSOVET_SWAGGER_UI "/swagger-ui-bundle.js");

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

}  // namespace

std::span<const BuiltInFile> docs_files() {
    static const std::array files{
        BuiltInFile{"/docs", "text/html; charset=utf-8", page},
        BuiltInFile{"/docs/start.js", "text/javascript", start},
        BuiltInFile{"/docs/swagger-ui.css", "text/css", between(swagger_ui_css_begin, swagger_ui_css_end)},
        BuiltInFile{"/docs/swagger-ui-bundle.js", "text/javascript",
                    between(swagger_ui_bundle_begin, swagger_ui_bundle_end)},
    };
    return files;
}

}  // namespace service_kit
