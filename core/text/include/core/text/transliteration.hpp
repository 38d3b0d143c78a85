// One spelling of how a text sounds, common to Russian and Latin letters.
//
// Transliteration has many habits (shch, sch; yo, jo; kh, h, x), so texts are not converted from one script into the
// other: both are brought to a rough phonetic key, where "Ironiya sudby", "Ironia sud'by" and «Ирония судьбы» meet,
// and so do "Matrix", "matriks" and «Матрикс». Pure functions on folded text. Any number of threads.
#pragma once

#include <string>
#include <string_view>

namespace core::text {

// The key of a folded text: letters a-z, digits and single spaces between words. Letters of scripts other than Latin
// and Cyrillic are left out, so the key may be empty. Equal keys mean "sounds alike", not "is the same".
std::string phonetic_key(std::string_view folded);

}  // namespace core::text
