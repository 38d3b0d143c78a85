#include "hub.hpp"

#include "hub_download.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <thread>

#include <boost/json.hpp>

namespace app {
namespace {

namespace json = boost::json;
using std::chrono::seconds;

constexpr int most_pauses = 5;
constexpr int most_cuts = 8;  // in a row, without a byte between them
constexpr seconds longest_pause{60};
constexpr std::size_t longest_listing = std::size_t{16} << 20U;

bool is_plain_path(std::string_view path) {
    const auto fits = [](unsigned char letter) {
        return letter < 0x80 && (std::isalnum(letter) != 0 ||
                                 std::string_view{"._-/"}.find(static_cast<char>(letter)) != std::string_view::npos);
    };
    return !path.empty() && path.size() < 200 && path.front() != '/' && path.front() != '.' &&
           path.find("/.") == std::string_view::npos && std::ranges::all_of(path, fits);
}

// A time to wait, in seconds; a date, which the hub does not send, counts as a short while.
seconds pause_in(const HttpAnswer& answer, int pauses) {
    const auto text = answer.header("retry-after");
    long wanted = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), wanted);
    if (error == std::errc{} && end == text.data() + text.size()) return seconds{std::clamp(wanted, 0L, 86'400L)};
    return seconds{1 << pauses};
}

core::Fault unsupported(const std::string& repository, const std::string& why) {
    return {"model_unsupported", repository + " " + why, "choose a BERT- or MPNet-type model with model.safetensors"};
}

}  // namespace

bool is_wanted_of_hub(const std::string& path) {
    if (!is_plain_path(path)) return false;
    const auto slash = path.find('/');
    const auto folder = path.substr(0, slash == std::string::npos ? 0 : slash);
    // Parts of a sentence-transformers model are numbered: 1_Pooling. Other folders hold other formats.
    if (!folder.empty() && (std::isdigit(static_cast<unsigned char>(folder[0])) == 0 || folder.find('_') != 1))
        return false;
    constexpr std::array<std::string_view, 4> endings{".json", ".txt", ".md", "model.safetensors"};
    return std::ranges::any_of(endings, [&](auto ending) { return path.ends_with(ending); });
}

Hub::Hub(HubAddress address, HttpClient& client, HubListener listener)
    : address_{std::move(address)}, client_{client}, listener_{std::move(listener)} {
    while (address_.endpoint.ends_with('/')) address_.endpoint.pop_back();
    client_.stop_when(listener_.interrupted);
}

core::Result<Hub::Next> Hub::wait(seconds time, const std::string& why) {
    if (time > longest_pause || ++pauses_ > most_pauses)
        return core::Fault{"hub_busy", why,
                           "try again in " + std::to_string(std::max<long>(time.count(), 60)) + " seconds"};
    if (listener_.note) listener_.note(why + "; waiting " + std::to_string(time.count()) + " s");
    const auto end = std::chrono::steady_clock::now() + time;
    while (std::chrono::steady_clock::now() < end) {
        if (listener_.interrupted())
            return core::Fault{"http_stopped", "the transfer was stopped; what came is kept",
                               "run it again to go on where it stopped"};
        std::this_thread::sleep_for(std::chrono::milliseconds{50});
    }
    return Next::again;
}

core::Result<Hub::Next> Hub::judge(const HttpAnswer& answer, const std::string& what) {
    const auto page = address_.endpoint + "/" + what;
    switch (answer.status) {
        case 200:
        case 206:
            return Next::done;
        case 401:
            if (address_.token.empty())
                return core::Fault{
                    "hub_refused", "the hub has no model " + what + " for everyone to see",
                    "check its name; if it is private or gated, set HF_TOKEN to a token that may read it"};
            return core::Fault{"hub_refused", "the hub does not accept the token in HF_TOKEN for " + what,
                               "make a new one in your settings on " + address_.endpoint};
        case 403:
            return core::Fault{"hub_refused", "the hub does not give " + what + " to you",
                               "accept its terms on " + page + " and set HF_TOKEN to your token"};
        case 404:
            return core::Fault{"hub_refused", "the hub knows no " + what, "check the name on " + address_.endpoint};
        case 429:
            return wait(pause_in(answer, pauses_), "the hub asks not to be asked so often");
        default:
            if (answer.status >= 500)
                return wait(pause_in(answer, pauses_), "the hub answers " + std::to_string(answer.status));
            return core::Fault{"hub_refused", "the hub answers " + std::to_string(answer.status) + " for " + what, ""};
    }
}

core::Result<HttpAnswer> Hub::ask(const std::string& url, std::string& body) {
    const HttpReceiver receiver{.start =
                                    [&body](const HttpAnswer&) {
                                        body.clear();
                                        return true;
                                    },
                                .body =
                                    [&body](std::string_view bytes) {
                                        body += bytes;
                                        return body.size() <= longest_listing;
                                    }};
    for (int cuts = 0;; ++cuts) {
        auto answer = client_.get({.url = url, .token = address_.token}, receiver);
        if (answer || answer.error().code != "http_cut") return answer;
        if (cuts == most_cuts) return answer;
        if (auto waited = wait(seconds{1}, answer.error().message); !waited) return waited.error();
    }
}

core::Result<HubListing> Hub::list(const std::string& repository) {
    const auto url = address_.endpoint + "/api/models/" + repository + "/revision/main";
    std::string body;
    for (auto next = Next::again; next == Next::again;) {
        const auto answer = ask(url, body);
        if (!answer) return answer.error();
        const auto judged = judge(answer.value(), repository);
        if (!judged) return judged.error();
        next = judged.value();
    }
    boost::system::error_code error;
    const auto parsed = json::parse(body, error, {}, {.max_depth = 32});
    const auto* object = error ? nullptr : parsed.if_object();
    const auto* revision = object == nullptr ? nullptr : object->if_contains("sha");
    const auto* siblings = object == nullptr ? nullptr : object->if_contains("siblings");
    const core::Fault strange{"hub_refused", address_.endpoint + " does not answer as a hub does", "check HF_ENDPOINT"};
    if (revision == nullptr || !revision->is_string() || siblings == nullptr || !siblings->is_array()) return strange;
    HubListing listing{.revision = std::string{revision->get_string()}};
    if (!is_plain_path(listing.revision) || listing.revision.find('/') != std::string::npos) return strange;
    for (const auto& sibling : siblings->get_array()) {
        const auto* name = sibling.is_object() ? sibling.get_object().if_contains("rfilename") : nullptr;
        if (name == nullptr || !name->is_string()) return strange;
        if (std::string path{name->get_string()}; is_wanted_of_hub(path)) listing.files.push_back(std::move(path));
    }
    const auto is_weights = [](const std::string& path) { return path.ends_with("model.safetensors"); };
    const auto weights = std::ranges::stable_partition(listing.files, std::not_fn(is_weights));
    if (weights.empty()) return unsupported(repository, "has no model.safetensors");
    return listing;
}

core::Result<core::Done> Hub::fetch(const HubFile& file, const std::filesystem::path& place) {
    const auto url = address_.endpoint + "/" + file.repository + "/resolve/" + file.revision + "/" + file.path;
    Download download{file, place, listener_};
    for (int cuts = 0; cuts <= most_cuts;) {
        const auto before = download.size();
        const auto answer = client_.get({url, address_.token, before}, download.receiver());
        if (download.fault()) return *download.fault();
        if (!answer && answer.error().code != "http_cut") return answer.error();
        if (!answer) {
            cuts = download.size() > before ? 0 : cuts + 1;
            if (cuts > most_cuts) return answer.error();
            pauses_ = 0;
            if (auto waited = wait(seconds{cuts == 0 ? 0 : 1}, answer.error().message); !waited) return waited.error();
            continue;
        }
        if (answer.value().status == 416) {
            // Nothing is left to send, or what is here is longer than the file: the checksum knows which.
            if (auto finished = download.finish(answer.value()); finished) return finished;
            download.start_over();
            ++cuts;
            continue;
        }
        const auto judged = judge(answer.value(), file.repository + "/" + file.path);
        if (!judged) return judged.error();
        if (judged.value() == Next::done) return download.finish(answer.value());
    }
    return core::Fault{"hub_refused", "the hub does not give " + file.path + " to its end", "try again later"};
}

}  // namespace app
