// Texts as bytes: whether they are UTF-8, and how long they are.
#pragma once

#include <cstddef>
#include <string_view>

namespace api {

bool is_utf8(std::string_view text);

// How many code points `text` has, which must be UTF-8.
std::size_t code_points(std::string_view text);

}  // namespace api
