#include "service_kit/http.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <cstdio>

namespace service_kit {
namespace {

// FNV-1a over eight bytes at a time: an ETag tells versions apart, it guards nothing.
std::uint64_t hash_of(std::string_view text) {
    constexpr std::uint64_t prime = 1099511628211U;
    std::uint64_t hash = 14695981039346656037U;
    std::size_t at = 0;
    for (; at + 8 <= text.size(); at += 8) {
        std::uint64_t word{};
        std::copy_n(text.data() + at, 8, reinterpret_cast<char*>(&word));
        hash = (hash ^ word) * prime;
        hash ^= hash >> 29U;
    }
    for (; at < text.size(); ++at) hash = (hash ^ static_cast<unsigned char>(text[at])) * prime;
    return hash ^ (hash >> 32U);
}

char lower(char letter) { return 'A' <= letter && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter; }

bool same(std::string_view one, std::string_view other) { return std::ranges::equal(one, other, {}, lower, lower); }

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

// One element of a header such as Accept: "text/html;q=0.8".
struct Weighted {
    std::string_view name{};
    double quality = 1;
};

Weighted read_weighted(std::string_view element) {
    Weighted read{trimmed(element.substr(0, element.find(';')))};
    for (auto at = element.find(';'); at != std::string_view::npos;) {
        const auto next = element.find(';', at + 1);
        const auto parameter = trimmed(element.substr(at + 1, next == std::string_view::npos ? next : next - at - 1));
        if (parameter.size() > 2 && lower(parameter[0]) == 'q' && parameter[1] == '=')
            std::from_chars(parameter.data() + 2, parameter.data() + parameter.size(), read.quality);
        at = next;
    }
    return read;
}

template <class Use>
void for_each_element(std::string_view list, const Use& use) {
    while (!list.empty()) {
        const auto comma = list.find(',');
        const auto element = trimmed(list.substr(0, comma));
        if (!element.empty()) use(element);
        if (comma == std::string_view::npos) return;
        list.remove_prefix(comma + 1);
    }
}

// How exactly a media range names a type: 3 for itself, 2 for "application/*", 1 for "*/*", 0 for another.
int exactness(std::string_view range, std::string_view content_type) {
    if (same(range, content_type)) return 3;
    if (range == "*/*" || range == "*") return 1;
    const bool is_family = range.ends_with("/*") &&
                           same(range.substr(0, range.size() - 1), content_type.substr(0, content_type.find('/') + 1));
    return is_family ? 2 : 0;
}

}  // namespace

std::optional<std::string_view> Headers::find(std::string_view name) const {
    const auto found = std::ranges::find_if(fields_, [&](const auto& field) { return same(field.first, name); });
    return found == fields_.end() ? std::nullopt : std::optional<std::string_view>{found->second};
}

std::string Headers::all(std::string_view name) const {
    std::string joined;
    for (const auto& [key, value] : fields_)
        if (same(key, name)) joined.append(joined.empty() ? "" : ", ").append(value);
    return joined;
}

void Headers::add(std::string_view name, std::string_view value) { fields_.emplace_back(name, value); }

void Headers::set(std::string_view name, std::string_view value) {
    std::erase_if(fields_, [&](const auto& field) { return same(field.first, name); });
    add(name, value);
}

bool accepts(std::string_view accept, std::string_view content_type) {
    if (trimmed(accept).empty()) return true;
    const auto plain = trimmed(content_type.substr(0, content_type.find(';')));
    int best = 0;
    double quality = 0;
    for_each_element(accept, [&](std::string_view element) {
        const auto range = read_weighted(element);
        if (const int fit = exactness(range.name, plain); fit > best) {
            best = fit;
            quality = range.quality;
        }
    });
    return quality > 0;
}

bool accepts_gzip(std::string_view accept_encoding) {
    bool taken = false;
    for_each_element(accept_encoding, [&](std::string_view element) {
        const auto coding = read_weighted(element);
        if (same(coding.name, "gzip")) taken = coding.quality > 0;
    });
    return taken;
}

std::optional<api::Language> preferred_language(std::string_view accept_language) {
    std::optional<api::Language> preferred;
    double best = 0;
    for_each_element(accept_language, [&](std::string_view element) {
        const auto range = read_weighted(element);
        const auto primary = range.name.substr(0, range.name.find('-'));
        const bool is_russian = same(primary, "ru");
        if ((!is_russian && !same(primary, "en")) || range.quality <= best) return;
        best = range.quality;
        preferred = is_russian ? api::Language::ru : api::Language::en;
    });
    return preferred;
}

std::string etag_of(std::string_view body) {
    std::array<char, 24> text{};
    std::snprintf(text.data(), text.size(), "W/\"%016llx\"", static_cast<unsigned long long>(hash_of(body)));
    return text.data();
}

bool names_etag(std::string_view if_none_match, std::string_view etag) {
    const auto opaque = [](std::string_view tag) { return tag.starts_with("W/") ? tag.substr(2) : tag; };
    bool named = false;
    for_each_element(if_none_match, [&](std::string_view tag) { named |= tag == "*" || opaque(tag) == opaque(etag); });
    return named;
}

std::string_view reason_phrase(int status) {
    switch (status) {
        case 200:
            return "OK";
        case 201:
            return "Created";
        case 204:
            return "No Content";
        case 304:
            return "Not Modified";
        case 308:
            return "Permanent Redirect";
        case 400:
            return "Bad Request";
        case 401:
            return "Unauthorized";
        case 403:
            return "Forbidden";
        case 404:
            return "Not Found";
        case 405:
            return "Method Not Allowed";
        case 406:
            return "Not Acceptable";
        case 408:
            return "Request Timeout";
        case 409:
            return "Conflict";
        case 413:
            return "Content Too Large";
        case 415:
            return "Unsupported Media Type";
        case 422:
            return "Unprocessable Content";
        case 429:
            return "Too Many Requests";
        case 431:
            return "Request Header Fields Too Large";
        case 500:
            return "Internal Server Error";
        case 502:
            return "Bad Gateway";
        case 503:
            return "Service Unavailable";
        case 504:
            return "Gateway Timeout";
        default:
            return "Status";
    }
}

}  // namespace service_kit
