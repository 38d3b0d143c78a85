// How a text speaks of films: by a title, with words around it («фильм», "movie like"), or by telling what they are
// like.
//
// Pure functions on folded text; they know nothing of films.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace core::titles {

enum class Wording : std::uint8_t {
    title,    // may be a title
    telling,  // begins as a description does, and as some titles do: «про собак», "about dogs"
    description,  // speaks of films in general: «комедии с Джимом Керри», "movies with dogs", "films like that"
};

Wording wording_of(std::string_view folded);

// `folded` without the words people put around a title: «фильм», "movie like", «что-то вроде». Empty when there are
// none or nothing else, and when what is left only tells of a film («фильм про ограбление»).
std::string without_wrapping(std::string_view folded);

}  // namespace core::titles
