#include "response_reader.hpp"

namespace service_kit {
namespace {

namespace http = boost::beast::http;

constexpr std::uint32_t header_bytes = 64 * 1024;
constexpr unsigned most_interim_answers = 8;

std::string_view view(boost::beast::string_view text) { return {text.data(), text.size()}; }

}  // namespace

ResponseReader::ResponseReader(const AnswerLimits& limits) : limits_{limits} { begin(); }

void ResponseReader::begin() {
    parser_.emplace();
    parser_->header_limit(header_bytes);
    parser_->body_limit(limits_.body_bytes);
    parser_->skip(limits_.is_bodiless);
    parser_->eager(true);
}

ResponseReader::State ResponseReader::read(boost::beast::flat_buffer& buffer) {
    while (buffer.size() > 0) {
        has_begun_ = true;
        boost::system::error_code error;
        buffer.consume(parser_->put(buffer.data(), error));
        if (error == http::error::need_more) return State::wants_more;
        if (error == http::error::body_limit || error == http::error::header_limit) return State::too_large;
        if (error) return State::broken;
        if (!parser_->is_done()) continue;
        if (parser_->get().result_int() >= 200) return State::done;
        // "101 Switching Protocols" was not asked for.
        if (parser_->get().result_int() == 101 || ++interim_answers_ > most_interim_answers) return State::broken;
        begin();
    }
    return State::wants_more;
}

ResponseReader::State ResponseReader::end() {
    boost::system::error_code error;
    if (parser_->is_header_done()) parser_->put_eof(error);
    return !error && parser_->is_done() ? State::done : State::broken;
}

ClientAnswer ResponseReader::take() {
    auto message = parser_->release();
    ClientAnswer answer{.status = static_cast<int>(message.result_int())};
    for (const auto& field : message) answer.headers.add(view(field.name_string()), view(field.value()));
    answer.body = std::move(message.body());
    return answer;
}

}  // namespace service_kit
