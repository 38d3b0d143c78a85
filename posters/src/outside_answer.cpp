#include "outside_answer.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>
#include <boost/url/encode.hpp>
#include <boost/url/parse.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>
#include <boost/url/url_view.hpp>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace posters {
namespace {

constexpr std::size_t longest_list = 50;
constexpr std::size_t longest_answer = std::size_t{512} * 1024;
constexpr std::size_t longest_address = 1'000;
constexpr std::chrono::seconds longest_wait = std::chrono::hours{24};

const json::value* find(const json::object& object, std::string_view name) {
    return object.if_contains(json::string_view{name.data(), name.size()});
}

// Spaces in place of control characters, one where there are several, none at the ends.
std::string cleaned(std::string_view text) {
    std::string made;
    for (const char letter : text) {
        const bool is_space = static_cast<unsigned char>(letter) <= ' ' || letter == '\x7f';
        if (is_space && (made.empty() || made.back() == ' ')) continue;
        made += is_space ? ' ' : letter;
    }
    if (!made.empty() && made.back() == ' ') made.pop_back();
    return made;
}

std::optional<double> number_of(std::string text) {
    std::erase(text, ',');
    double number{};
    const auto* end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc{} || stopped != end) return std::nullopt;
    return number;
}

// ё and е are one letter here: titles have it either way.
std::string letters_of(const std::string& title) {
    icu::UnicodeString folded = icu::UnicodeString::fromUTF8(title).foldCase();
    icu::UnicodeString kept;
    for (std::int32_t at = 0; at < folded.length(); at = folded.moveIndex32(at, 1)) {
        const auto letter = folded.char32At(at);
        if (u_isalnum(letter)) kept.append(letter == 0x451 ? UChar32{0x435} : letter);
    }
    std::string made;
    return kept.toUTF8String(made);
}

Miss miss_of(service_kit::ClientError error) {
    using service_kit::ClientError;
    if (error == ClientError::timed_out) return Miss::timed_out;
    if (error == ClientError::bad_answer || error == ClientError::too_large) return Miss::bad_answer;
    return Miss::unreachable;
}

std::chrono::seconds retry_after(const service_kit::Headers& headers) {
    const auto told = number_of(std::string{headers.find("Retry-After").value_or("")});
    if (!told || *told < 0 || !std::isfinite(*told)) return {};
    return std::chrono::seconds{static_cast<int>(std::min(*told, static_cast<double>(longest_wait.count())))};
}

}  // namespace

std::optional<json::object> read_object(std::string_view text) {
    if (text.size() > longest_answer) return std::nullopt;
    std::string fault;
    auto value = api::parse_json(text, fault);
    if (!value || !value->is_object()) return std::nullopt;
    return std::move(value->as_object());
}

std::vector<const json::object*> objects_in(const json::object& object, std::string_view name) {
    std::vector<const json::object*> objects;
    const auto* list = find(object, name);
    if (list == nullptr || !list->is_array()) return objects;
    for (const auto& one : list->as_array())
        if (one.is_object() && objects.size() < longest_list) objects.push_back(&one.as_object());
    return objects;
}

std::string text_in(const json::object& object, std::string_view name, std::size_t most_bytes) {
    const auto* value = find(object, name);
    if (value == nullptr || !value->is_string() || value->as_string().size() > most_bytes) return {};
    auto text = cleaned({value->as_string().data(), value->as_string().size()});
    return text == "N/A" || text == "null" ? std::string{} : text;
}

std::optional<double> number_in(const json::object& object, std::string_view name, double least, double most) {
    const auto* value = find(object, name);
    if (value == nullptr) return std::nullopt;
    const auto number =
        value->is_number() ? std::optional{value->to_number<double>()} : number_of(text_in(object, name, 40));
    return number && least <= *number && *number <= most ? number : std::nullopt;
}

std::optional<int> whole_in(const json::object& object, std::string_view name, int least, int most) {
    const auto number = number_in(object, name, least, most);
    if (!number || std::floor(*number) != *number) return std::nullopt;
    return static_cast<int>(*number);
}

void add_rating(Facts& facts, std::string_view whose, std::optional<double> average, std::optional<int> votes) {
    if (!average || *average <= 0 || *average > 10) return;
    facts.ratings.push_back(
        {.average = std::round(*average * 100) / 100, .votes = votes, .source = std::string{whose}});
}

void add_description(Facts& facts, Provider whose, api::Language language, std::string text) {
    if (!text.empty()) facts.descriptions.push_back({.source = whose, .language = language, .text = std::move(text)});
}

std::string as_address(const std::string& text) {
    return text.size() <= longest_address && !origin_of(text).empty() ? text : std::string{};
}

std::string origin_of(std::string_view url) {
    const auto parsed = boost::urls::parse_uri({url.data(), url.size()});
    if (!parsed || parsed->has_userinfo() || parsed->host().empty()) return {};
    const bool is_secure = parsed->scheme_id() == boost::urls::scheme::https;
    if (!is_secure && parsed->scheme_id() != boost::urls::scheme::http) return {};
    std::string origin = (is_secure ? "https://" : "http://") + std::string{parsed->host()};
    std::ranges::transform(origin, origin.begin(), [](char letter) {
        return 'A' <= letter && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    });
    const auto port = std::string_view{parsed->port().data(), parsed->port().size()};
    if (!port.empty() && port != (is_secure ? "443" : "80")) origin.append(":").append(port);
    return origin;
}

bool has_origin(std::string_view url, std::initializer_list<std::string_view> origins) {
    const auto origin = origin_of(url);
    return !origin.empty() && std::ranges::find(origins, origin) != origins.end();
}

std::string in_query(std::string_view text) {
    return boost::urls::encode({text.data(), text.size()}, boost::urls::unreserved_chars);
}

bool is_same_film(const Film& film, std::initializer_list<std::string> titles, std::optional<int> year) {
    if (!year || film.year == 0 || std::abs(*year - film.year) > 1) return false;
    for (const auto& ours : {film.title, film.title_ru, film.original_title}) {
        const auto letters = letters_of(ours);
        if (letters.empty()) continue;
        if (std::ranges::any_of(titles, [&](const auto& theirs) { return letters_of(theirs) == letters; })) return true;
    }
    return false;
}

std::optional<Missed> find_miss(const service_kit::ClientResult& result) {
    if (!result) return Missed{miss_of(result.error().error)};
    const auto& answer = result.value();
    switch (answer.status) {
        case 200:
            return std::nullopt;
        case 401:
        case 403:
            return Missed{Miss::key_refused};
        case 402:
            return Missed{Miss::quota_spent};
        case 404:
            return Missed{Miss::not_found};
        case 429:
            return Missed{Miss::rate_limited, retry_after(answer.headers)};
        default:
            return Missed{answer.status >= 500 ? Miss::unreachable : Miss::bad_answer, retry_after(answer.headers)};
    }
}

core::Result<json::object, Missed> ask_for_object(const Ask& ask, std::string url, service_kit::Headers headers) {
    headers.add("Accept", "application/json");
    const auto result = ask({.url = std::move(url), .headers = std::move(headers), .answer_bytes = longest_answer});
    if (const auto miss = find_miss(result)) return *miss;
    auto object = read_object(result.value().body);
    if (!object) return Missed{Miss::bad_answer};
    return std::move(*object);
}

}  // namespace posters
