// Files as they are, put into the program by the assembler.
//
//     EMBED(page_css, "/path/to/page.css");
//     std::string_view css = service_kit::between(page_css_begin, page_css_end);
#pragma once

#include <cstddef>
#include <string_view>

#define EMBED(name, file)                 \
    __asm__(                              \
        ".section .rodata\n"              \
        ".global " #name "_begin\n" #name \
        "_begin:\n"                       \
        ".incbin \"" file                 \
        "\"\n"                            \
        ".global " #name "_end\n" #name   \
        "_end:\n"                         \
        ".byte 0\n"                       \
        ".previous\n");                   \
    extern "C" const char name##_begin[], name##_end[]

namespace service_kit {

// What lies between the two names of an embedded file.
inline std::string_view between(const char* begin, const char* end) {
    return {begin, static_cast<std::size_t>(end - begin)};
}

}  // namespace service_kit
