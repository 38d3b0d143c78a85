// Text typed with the other keyboard layout switched on: "vfnhbwf" is "матрица", "ещн ыещкн" is "toy story".
//
// Knows the two layouts of a PC keyboard, US English and Russian. Pure functions on raw UTF-8: give them the text
// before folding, because letters also sit on the keys of punctuation. Any number of threads.
#pragma once

#include <string>
#include <string_view>

namespace core::text {

// What the keys pressed for `utf8` give in the other layout. The commoner script of the text says which layout was
// on; characters that both layouts share stay as they are. Empty when there is no Latin or Cyrillic letter at all.
std::string in_other_layout(std::string_view utf8);

}  // namespace core::text
