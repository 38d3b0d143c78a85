// Reading what others answer: nothing in it is taken for granted.
//
// Pure functions. A member that is missing, null, of a wrong kind or out of its bounds is not there.
#pragma once

#include "posters/facts.hpp"
#include "provider.hpp"

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include <boost/json/object.hpp>

namespace posters {

namespace json = boost::json;

inline constexpr std::size_t longest_description = 8'000;  // bytes
inline constexpr int least_year = 1870;
inline constexpr int last_year = 2200;

std::optional<json::object> read_object(std::string_view text);
// The objects in the list `name`; a list that is too long is cut.
std::vector<const json::object*> objects_in(const json::object& object, std::string_view name);

// Without spaces at its ends and without control characters; empty for "N/A" and "null" and what is too long.
std::string text_in(const json::object& object, std::string_view name, std::size_t most_bytes = 500);
// A number, or a text that is one: "7.9", "584,069".
std::optional<double> number_in(const json::object& object, std::string_view name, double least, double most);
std::optional<int> whole_in(const json::object& object, std::string_view name, int least, int most);

void add_rating(Facts& facts, std::string_view whose, std::optional<double> average, std::optional<int> votes);
void add_description(Facts& facts, Provider whose, api::Language language, std::string text);

// An address with http or https; empty where it is none.
std::string as_address(const std::string& text);
// The scheme, host and port of an address, in lower case; empty where it is none.
std::string origin_of(std::string_view url);
bool has_origin(std::string_view url, std::initializer_list<std::string_view> origins);
std::string in_query(std::string_view text);

// Whether one of `titles` is one of the film's, letters and digits alone and without regard to case, and the year is
// the film's or next to it.
bool is_same_film(const Film& film, std::initializer_list<std::string> titles, std::optional<int> year);

// Why the answer to a request says nothing; none for status 200.
std::optional<Missed> find_miss(const service_kit::ClientResult& result);
// What a provider sends to a request for JSON, or why it cannot be read.
core::Result<json::object, Missed> ask_for_object(const Ask& ask, std::string url, service_kit::Headers headers = {});

}  // namespace posters
