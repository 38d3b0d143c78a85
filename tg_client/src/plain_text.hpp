// Texts as people write them, UTF-8.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tg_client {

std::string lower_case(std::string_view text);
// At most `count` code points from the beginning.
std::string_view first_code_points(std::string_view text, std::size_t count);

}  // namespace tg_client
