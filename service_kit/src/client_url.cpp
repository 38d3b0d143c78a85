#include "client_url.hpp"

#include <algorithm>
#include <charconv>

#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

namespace service_kit {
namespace {

namespace urls = boost::urls;

constexpr std::size_t longest_url = 8192;
constexpr std::size_t longest_host = 255;

char lower(char letter) { return 'A' <= letter && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter; }

std::string lowered(std::string_view text) {
    std::string result{text};
    std::ranges::transform(result, result.begin(), lower);
    return result;
}

bool is_name_letter(char letter) {
    return ('a' <= letter && letter <= 'z') || ('0' <= letter && letter <= '9') || letter == '.' || letter == '-' ||
           letter == '_';
}

std::uint16_t port_of(std::string_view scheme) {
    if (scheme == "https") return 443;
    return scheme == "socks5" ? 1080 : 80;
}

// Empty where the host is none that can be asked.
std::string read_host(const urls::url_view& url) {
    if (url.host_type() == urls::host_type::ipv6) {
        const auto address = std::string{url.encoded_host_address()};
        return address.find('%') == std::string::npos ? lowered(address) : std::string{};
    }
    if (url.host_type() != urls::host_type::name && url.host_type() != urls::host_type::ipv4) return {};
    auto host = lowered(std::string{url.encoded_host()});
    const bool is_name = host.size() <= longest_host && std::ranges::all_of(host, is_name_letter);
    return is_name ? host : std::string{};
}

// 0 where it makes no sense. Boost.URL's own port_number() is silent about numbers that are too large.
std::uint16_t read_port(const urls::url_view& url, std::uint16_t usual) {
    const auto digits = std::string{url.port()};
    if (digits.empty()) return usual;
    std::uint16_t port{};
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
    return error == std::errc{} && end == digits.data() + digits.size() ? port : std::uint16_t{0};
}

}  // namespace

std::string ClientUrl::written_host() const { return host.find(':') == std::string::npos ? host : "[" + host + "]"; }

std::string ClientUrl::authority() const {
    return port == port_of(scheme) ? written_host() : written_host() + ":" + std::to_string(port);
}

std::string ClientUrl::origin() const { return scheme + "://" + written_host() + ":" + std::to_string(port); }

std::optional<ClientUrl> read_url(std::string_view text) {
    if (text.size() > longest_url) return std::nullopt;
    const auto parsed = urls::parse_uri(urls::string_view{text.data(), text.size()});
    if (!parsed || !parsed->has_authority()) return std::nullopt;
    ClientUrl url;
    url.scheme = lowered(std::string{parsed->scheme()});
    if (url.scheme == "socks5h") url.scheme = "socks5";
    if (url.scheme != "http" && url.scheme != "https" && url.scheme != "socks5") return std::nullopt;
    url.host = read_host(*parsed);
    if (url.host.empty()) return std::nullopt;
    url.port = read_port(*parsed, port_of(url.scheme));
    const auto path = parsed->encoded_path();
    // Boost.URL 1.81 takes "http://host:x/" as a host and a path without a slash.
    if (url.port == 0 || !(path.empty() || path.starts_with('/'))) return std::nullopt;
    url.target = path.empty() ? "/" : std::string{path};
    if (parsed->has_query()) url.target += "?" + std::string{parsed->encoded_query()};
    url.user = parsed->user();
    url.password = parsed->password();
    return url;
}

}  // namespace service_kit
