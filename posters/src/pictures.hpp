// Fetches pictures from where providers have them, and from nowhere else.
//
// What comes is a picture by its own bytes or it is refused. Any thread that may wait.
#pragma once

#include "outside.hpp"
#include "provider.hpp"

#include <optional>
#include <string>

namespace posters {

enum class PictureFault {
    elsewhere,   // the address, or one it leads to, is not among the provider's
    no_picture,  // what is there is none, or too large
    failed       // it could not be had now
};
std::string_view name_of(PictureFault fault);

core::Result<std::string, PictureFault> fetch_picture(const FactsProvider& provider, std::string url, const Ask& ask);

}  // namespace posters
