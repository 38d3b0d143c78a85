#include "request_head.hpp"

#include <algorithm>
#include <array>

#include <openssl/evp.h>

namespace service_kit {
namespace {

// What decides where a request ends, and for whom it is: never the caller's.
constexpr std::array<std::string_view, 4> own_headers{"host", "content-length", "transfer-encoding", "connection"};

bool is_own(std::string_view name) {
    return std::ranges::any_of(own_headers, [&](std::string_view own) {
        return std::ranges::equal(own, name, [](char wanted, char letter) {
            return wanted == ('A' <= letter && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter);
        });
    });
}

// Neither a name nor a value may end its line.
void append_line(std::string& head, std::string_view name, std::string_view value) {
    const auto append = [&](std::string_view text) {
        for (const char letter : text) head += letter == '\r' || letter == '\n' || letter == '\0' ? ' ' : letter;
    };
    append(name);
    head += ": ";
    append(value);
    head += "\r\n";
}

bool has_body(const ClientRequest& request) {
    return !request.body.empty() || request.method == Method::post || request.method == Method::put ||
           request.method == Method::patch;
}

}  // namespace

std::string head_of(const ClientRequest& request, const ClientUrl& url, const HeadStyle& style) {
    std::string head;
    head.reserve(512);
    head.append(method_name(request.method)).append(" ");
    if (style.is_for_proxy) head.append("http://").append(url.authority());
    head.append(url.target).append(" HTTP/1.1\r\n");
    append_line(head, "Host", url.authority());
    if (!request.headers.find("User-Agent")) append_line(head, "User-Agent", style.user_agent);
    if (!request.headers.find("Accept")) append_line(head, "Accept", "*/*");
    if (style.is_for_proxy && !style.proxy_authorization.empty())
        append_line(head, "Proxy-Authorization", style.proxy_authorization);
    for (const auto& [name, value] : request.headers)
        if (!is_own(name)) append_line(head, name, value);
    if (has_body(request)) append_line(head, "Content-Length", std::to_string(request.body.size()));
    head += "\r\n";
    return head;
}

std::string connect_head(const ClientUrl& url, const HeadStyle& style) {
    const auto host = url.written_host() + ":" + std::to_string(url.port);
    std::string head = "CONNECT " + host + " HTTP/1.1\r\n";
    append_line(head, "Host", host);
    append_line(head, "User-Agent", style.user_agent);
    if (!style.proxy_authorization.empty()) append_line(head, "Proxy-Authorization", style.proxy_authorization);
    head += "\r\n";
    return head;
}

std::string basic_authorization(const ClientUrl& proxy) {
    if (proxy.user.empty() && proxy.password.empty()) return {};
    const auto plain = proxy.user + ":" + proxy.password;
    std::string encoded(4 * ((plain.size() + 2) / 3) + 1, '\0');
    const auto length =
        EVP_EncodeBlock(reinterpret_cast<unsigned char*>(encoded.data()),
                        reinterpret_cast<const unsigned char*>(plain.data()), static_cast<int>(plain.size()));
    encoded.resize(static_cast<std::size_t>(length));
    return "Basic " + encoded;
}

}  // namespace service_kit
