#include "http_client.hpp"

#include <algorithm>
#include <cctype>
#include <stdexcept>
#include <utility>

#include <curl/curl.h>

namespace app {
namespace {

constexpr int most_redirects = 8;

struct Url {
    std::string scheme, host, port;
    friend bool operator==(const Url&, const Url&) = default;
};

std::string part_of(CURLU* url, CURLUPart part) {
    char* text = nullptr;
    if (curl_url_get(url, part, &text, CURLU_DEFAULT_PORT) != CURLUE_OK) return "";
    std::string copy{text};
    curl_free(text);
    return copy;
}

// Who is spoken to: the same only where scheme, host and port are.
Url origin_of(const std::string& address) {
    CURLU* url = curl_url();
    Url origin;
    if (curl_url_set(url, CURLUPART_URL, address.c_str(), 0) == CURLUE_OK)
        origin = {part_of(url, CURLUPART_SCHEME), part_of(url, CURLUPART_HOST), part_of(url, CURLUPART_PORT)};
    curl_url_cleanup(url);
    return origin;
}

std::string trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    const auto last = text.find_last_not_of(" \t\r\n");
    return first == std::string_view::npos ? "" : std::string{text.substr(first, last - first + 1)};
}

void initialize_once() {
    static const bool done = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
    if (!done) throw std::runtime_error{"libcurl cannot be initialised"};
}

}  // namespace

std::string HttpAnswer::header(std::string_view name) const {
    for (const auto* known : {&first_headers, &headers})
        if (const auto found = known->find(name); found != known->end()) return found->second;
    return "";
}

// One exchange: what libcurl's callbacks fill.
struct Exchange {
    HttpAnswer answer{};
    const HttpReceiver* receiver{};
    bool is_started = false;
    bool is_stopped = false;

    bool has_body() const { return answer.status == 200 || answer.status == 206; }
    bool start() {
        if (!std::exchange(is_started, true) && has_body() && receiver->start) is_stopped = !receiver->start(answer);
        return !is_stopped;
    }
};

namespace {

std::size_t on_header(char* bytes, std::size_t, std::size_t size, void* user) {
    auto& exchange = *static_cast<Exchange*>(user);
    const std::string_view line{bytes, size};
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) return size;
    std::string name{line.substr(0, colon)};
    std::ranges::transform(name, name.begin(),
                           [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
    exchange.answer.headers.insert_or_assign(std::move(name), trimmed(line.substr(colon + 1)));
    return size;
}

}  // namespace

struct HttpClient::State {
    std::string user_agent;
    HttpTimes times;
    std::function<bool()> interrupted = [] { return false; };
    CURL* curl = curl_easy_init();
    Exchange exchange{};
    char error[CURL_ERROR_SIZE]{};

    CURLcode perform(const HttpRequest& request, bool with_token);
    core::Fault fault_of(CURLcode code, const std::string& url) const;

    static std::size_t on_body(char* bytes, std::size_t, std::size_t size, void* user) {
        auto& self = *static_cast<State*>(user);
        long status = 0;
        curl_easy_getinfo(self.curl, CURLINFO_RESPONSE_CODE, &status);
        self.exchange.answer.status = static_cast<int>(status);
        if (!self.exchange.start()) return 0;
        if (self.exchange.has_body() && self.exchange.receiver->body)
            self.exchange.is_stopped = !self.exchange.receiver->body({bytes, size});
        return self.exchange.is_stopped ? 0 : size;
    }

    // NOLINTNEXTLINE(readability-function-size): libcurl wants this signature.
    static int on_progress(void* user, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
        auto& self = *static_cast<State*>(user);
        if (self.interrupted()) self.exchange.is_stopped = true;
        return self.exchange.is_stopped ? 1 : 0;
    }
};

CURLcode HttpClient::State::perform(const HttpRequest& request, bool with_token) {
    curl_easy_reset(curl);
    curl_easy_setopt(curl, CURLOPT_URL, request.url.c_str());
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_USERAGENT, user_agent.c_str());
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, static_cast<long>(times.connect.count()));
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, 1L);
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, static_cast<long>(times.stalled.count()));
    curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, error);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, on_header);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, &exchange);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, on_body);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, this);
    curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, on_progress);
    curl_easy_setopt(curl, CURLOPT_XFERINFODATA, this);
    if (request.from > 0) curl_easy_setopt(curl, CURLOPT_RANGE, (std::to_string(request.from) + "-").c_str());
    if (with_token && !request.token.empty()) {
        curl_easy_setopt(curl, CURLOPT_HTTPAUTH, CURLAUTH_BEARER);
        curl_easy_setopt(curl, CURLOPT_XOAUTH2_BEARER, request.token.c_str());
    }
    return curl_easy_perform(curl);
}

core::Fault HttpClient::State::fault_of(CURLcode code, const std::string& url) const {
    const std::string why = error[0] != '\0' ? error : curl_easy_strerror(code);
    if (exchange.is_stopped)
        return {"http_stopped", "the transfer was stopped; what came is kept",
                "run it again to go on where it stopped"};
    const auto origin = origin_of(url);
    const auto host = origin.host.empty() ? url : origin.host;
    switch (code) {
        case CURLE_PARTIAL_FILE:
        case CURLE_RECV_ERROR:
        case CURLE_SEND_ERROR:
        case CURLE_GOT_NOTHING:
        case CURLE_OPERATION_TIMEDOUT:
            return {"http_cut", "the connection to " + host + " was cut: " + why, "try again: what came is kept"};
        case CURLE_URL_MALFORMAT:
        case CURLE_UNSUPPORTED_PROTOCOL:
            return {"http_refused", url + " is no address to fetch from", "check HF_ENDPOINT"};
        default:
            return {"http_unreachable", host + " cannot be reached: " + why, "check the network connection"};
    }
}

HttpClient::HttpClient(std::string user_agent, HttpTimes times) {
    initialize_once();
    state_ = std::make_unique<State>(State{.user_agent = std::move(user_agent), .times = times});
    if (state_->curl == nullptr) throw std::runtime_error{"libcurl cannot be initialised"};
}

HttpClient::~HttpClient() { curl_easy_cleanup(state_->curl); }

void HttpClient::stop_when(std::function<bool()> interrupted) { state_->interrupted = std::move(interrupted); }

core::Result<HttpAnswer> HttpClient::get(const HttpRequest& request, const HttpReceiver& receiver) {
    auto step = request;
    HttpHeaders first_headers;
    const auto first = origin_of(request.url);
    for (int hop = 0; hop <= most_redirects; ++hop) {
        auto& exchange = state_->exchange;
        exchange = {.answer = {.first_headers = first_headers}, .receiver = &receiver};
        state_->error[0] = '\0';
        const auto here = origin_of(step.url);
        const auto code = state_->perform(step, here == first);
        if (code != CURLE_OK) return state_->fault_of(code, step.url);
        long status = 0;
        curl_easy_getinfo(state_->curl, CURLINFO_RESPONSE_CODE, &status);
        exchange.answer.status = static_cast<int>(status);
        if (hop == 0) first_headers = exchange.answer.headers;
        char* next = nullptr;
        curl_easy_getinfo(state_->curl, CURLINFO_REDIRECT_URL, &next);
        if (next == nullptr) {
            if (!exchange.start()) return state_->fault_of(CURLE_OK, step.url);
            return exchange.answer;
        }
        const std::string target = next;
        if (here.scheme == "https" && origin_of(target).scheme != "https")
            return core::Fault{"http_refused", here.host + " redirects from HTTPS to " + target, "check HF_ENDPOINT"};
        step.url = target;
    }
    return core::Fault{"http_refused", first.host + " redirects in circles", "check HF_ENDPOINT"};
}

}  // namespace app
