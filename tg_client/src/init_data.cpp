#include "tg_client/telegram/init_data.hpp"

#include "service_kit/secrets.hpp"
#include "tg_client/telegram/types.hpp"

#include <charconv>
#include <map>
#include <optional>

#include <boost/url/pct_string_view.hpp>

namespace tg_client {
namespace {

constexpr std::size_t longest = 8192;
constexpr std::int64_t clocks_differ = 300;  // seconds by which Telegram's may be ahead of ours

using Fields = std::map<std::string, std::string>;  // sorted, as the signature wants them

// None where a field has no name or value, stands there twice, or is not encoded as it should be.
std::optional<Fields> fields_in(std::string_view init_data) {
    Fields fields;
    while (!init_data.empty()) {
        const auto field = init_data.substr(0, init_data.find('&'));
        init_data.remove_prefix(std::min(field.size() + 1, init_data.size()));
        const auto equals = field.find('=');
        if (equals == 0 || equals == std::string_view::npos) return std::nullopt;
        const auto value = boost::urls::make_pct_string_view(field.substr(equals + 1));
        if (!value) return std::nullopt;
        if (!fields.emplace(field.substr(0, equals), value->decode()).second) return std::nullopt;
    }
    return fields;
}

std::string lines_of(const Fields& fields) {
    std::string lines;
    for (const auto& [name, value] : fields)
        lines.append(lines.empty() ? "" : "\n").append(name).append("=").append(value);
    return lines;
}

// The field `name`, taken out.
std::optional<std::string> take(Fields& fields, const std::string& name) {
    auto node = fields.extract(name);
    return node.empty() ? std::nullopt : std::optional{std::move(node.mapped())};
}

std::optional<std::int64_t> number_in(const std::string& text) {
    std::int64_t number{};
    const auto* const end = text.data() + text.size();
    const auto [stop, fault] = std::from_chars(text.data(), end, number);
    return fault == std::errc{} && stop == end ? std::optional{number} : std::nullopt;
}

}  // namespace

core::Result<std::int64_t, InitDataFault> person_in(std::string_view init_data, std::string_view bot_token,
                                                    std::int64_t now) {
    auto fields = init_data.size() <= longest ? fields_in(init_data) : std::nullopt;
    if (!fields) return InitDataFault::forged;
    const auto hash = take(*fields, "hash");
    const auto key = service_kit::hmac_sha256("WebAppData", bot_token);
    const auto right = service_kit::hexadecimal(service_kit::hmac_sha256(key, lines_of(*fields)));
    if (!hash || !service_kit::is_same_secret(*hash, right)) return InitDataFault::forged;

    const auto date = number_in(take(*fields, "auth_date").value_or(""));
    const auto user = take(*fields, "user");
    if (!date || !user) return InitDataFault::forged;
    if (*date < now - std::chrono::seconds{init_data_age}.count() || *date > now + clocks_differ)
        return InitDataFault::expired;
    api::FieldFaults faults;
    const auto person = api::read<WebAppUser>(*user, faults, api::Manner::tolerant);
    if (!faults.empty() || person.id <= 0) return InitDataFault::forged;
    return person.id;
}

}  // namespace tg_client
