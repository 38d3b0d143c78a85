// Any bytes as each message that a service takes: refused with its faults, or read and written back without a change.
#include "api/film_requests.hpp"
#include "api/history.hpp"
#include "api/json.hpp"
#include "api/ratings.hpp"
#include "api/sessions.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>

namespace {

template <class Message>
void try_body(std::string_view text) {
    api::FieldFaults faults;
    const auto message = api::read<Message>(text, faults);
    if (!faults.empty()) return;
    const auto written = api::write(message);
    const auto again = api::read<Message>(written, faults);
    if (!faults.empty() || api::write(again) != written) std::abort();
}

template <class Message>
void try_parameters(const api::Parameters& parameters) {
    api::FieldFaults faults;
    const auto message = api::read_parameters<Message>(parameters, faults);
    if (faults.empty()) static_cast<void>(api::write(message));
}

// "name=text&name=text", not decoded: the fuzzer gives any bytes as it is.
api::Parameters split(std::string_view text) {
    api::Parameters parameters;
    while (!text.empty()) {
        const auto end = text.find('&');
        const auto one = text.substr(0, end);
        const auto equals = one.find('=');
        parameters.emplace_back(one.substr(0, equals),
                                equals == std::string_view::npos ? std::string_view{} : one.substr(equals + 1));
        if (end == std::string_view::npos) break;
        text.remove_prefix(end + 1);
    }
    return parameters;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    try_body<api::RecommendRequest>(text);
    try_body<api::MatchRequest>(text);
    try_body<api::HistoryRequest>(text);
    try_body<api::ShownRequest>(text);
    try_body<api::RatingsRequest>(text);
    try_body<api::SessionRequest>(text);
    try_body<api::SessionSettings>(text);
    try_body<api::SessionExport>(text);
    const auto parameters = split(text);
    try_parameters<api::HistoryQuery>(parameters);
    try_parameters<api::RatingsQuery>(parameters);
    try_parameters<api::RatingQuery>(parameters);
    try_parameters<api::SearchQuery>(parameters);
    try_parameters<api::FilmQuery>(parameters);
    try_parameters<api::SimilarQuery>(parameters);
    return 0;
}
