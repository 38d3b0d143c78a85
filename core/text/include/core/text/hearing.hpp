// English as Russians write it down by ear: "fight club" is «файт клаб», "home alone" «хоум элоун».
//
// Rough on purpose: English spelling does not say how it sounds, so compare the result with some tolerance. Pure
// functions on folded text. Any number of threads.
#pragma once

#include <string>
#include <string_view>

namespace core::text {

// The Latin words of a folded text in Cyrillic letters by their sound; all other characters stay as they are.
std::string as_heard_in_russian(std::string_view folded);

}  // namespace core::text
