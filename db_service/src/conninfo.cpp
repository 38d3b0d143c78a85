#include "conninfo.hpp"

#include "service_kit/secrets.hpp"

#include <memory>

#include <libpq-fe.h>

namespace db_service {

std::optional<ConninfoOptions> conninfo_options(const std::string& url) {
    char* fault = nullptr;
    const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> parsed{PQconninfoParse(url.c_str(), &fault),
                                                                              PQconninfoFree};
    PQfreemem(fault);
    if (!parsed) return std::nullopt;
    ConninfoOptions options;
    for (const auto* option = parsed.get(); option->keyword != nullptr; ++option)
        if (option->val != nullptr) options.emplace(option->keyword, option->val);
    return options;
}

std::string conninfo_text(const ConninfoOptions& options) {
    std::string text;
    for (const auto& [name, value] : options) {
        text.append(text.empty() ? "" : " ").append(name).append("='");
        for (const char letter : value) {
            if (letter == '\'' || letter == '\\') text += '\\';
            text += letter;
        }
        text += '\'';
    }
    return text;
}

std::string conninfo_url(const ConninfoOptions& options) {
    std::string url = "postgresql://";
    for (const auto& [name, value] : options) {
        url.append(url.ends_with('/') ? "?" : "&").append(name).append("=");
        for (const char letter : value) url.append("%").append(service_kit::hexadecimal({&letter, 1}));
    }
    return url;
}

}  // namespace db_service
