#include "posters/posters.hpp"

#include "breaker.hpp"
#include "keeping.hpp"
#include "outside.hpp"
#include "outside_answer.hpp"
#include "picture_check.hpp"
#include "pictures.hpp"

#include <algorithm>
#include <cstdlib>
#include <future>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <vector>

namespace posters {
namespace {

using namespace std::chrono_literals;
using std::chrono::steady_clock;
using std::chrono::system_clock;

constexpr auto time_in_all = 2s;
constexpr double share_of_next = 0.6;  // of the time left, while others follow
constexpr std::chrono::days facts_age{7};
constexpr std::chrono::days unknown_age{1};  // "not found": they may add it tomorrow
constexpr std::chrono::days picture_age{30};
constexpr std::chrono::hours refused_age{1};  // an address without a picture behind it
constexpr std::chrono::days clients_keep_picture{7};
constexpr std::chrono::hours clients_keep_card{24};
constexpr std::chrono::seconds clients_keep_makeshift{60};  // a card because a provider failed
constexpr std::size_t bytes_in_memory = std::size_t{16} * 1024 * 1024;
constexpr std::string_view tmdb_notice = "This product uses the TMDB API but is not endorsed or certified by TMDB.";

std::string without_slash(std::string url, const char* setting) {
    while (url.ends_with('/')) url.pop_back();
    if (origin_of(url).empty())
        throw std::invalid_argument{std::string{setting} + " must be an address with http:// or https://"};
    return url;
}

struct Asked {
    explicit Asked(std::unique_ptr<const FactsProvider> asked) : provider{std::move(asked)} {}

    std::string_view name() const { return api::choice_name(provider->name()); }

    std::unique_ptr<const FactsProvider> provider;
    Breaker breaker;
};

Access access_to(Provider provider, const Settings& settings) {
    switch (provider) {
        case Provider::kinopoisk:
            return {without_slash(settings.kinopoisk_url, "KINOPOISK_URL"), settings.kinopoisk_key, {}};
        case Provider::omdb:
            return {without_slash(settings.omdb_url, "OMDB_URL"), settings.omdb_key, {}};
        case Provider::tmdb:
            return {without_slash(settings.tmdb_url, "TMDB_URL"), settings.tmdb_key,
                    without_slash(settings.tmdb_image_url, "TMDB_IMAGE_URL")};
    }
    std::abort();  // unreachable: -Wswitch makes the list complete
}

Provider provider_named(std::string_view name) {
    const auto names = api::choice_names<Provider>();
    const auto found = std::ranges::find(names, name);
    if (found == names.end())
        throw std::invalid_argument{"POSTERS_ORDER names kinopoisk, omdb and tmdb, parted by commas, and not \"" +
                                    std::string{name} + "\""};
    return static_cast<Provider>(found - names.begin());
}

std::vector<std::unique_ptr<Asked>> make_providers(const Settings& settings) {
    std::vector<std::unique_ptr<Asked>> asked;
    std::vector<std::string> named;
    std::size_t at = 0;
    while (at < settings.order.size()) {
        const auto end = std::min(settings.order.find(',', at), settings.order.size());
        auto name = settings.order.substr(at, end - at);
        std::erase(name, ' ');
        at = end + 1;
        if (std::ranges::find(named, name) != named.end())
            throw std::invalid_argument{"POSTERS_ORDER names " + name + " twice"};
        const auto provider = provider_named(name);
        if (auto access = access_to(provider, settings); !access.key.empty())
            asked.push_back(std::make_unique<Asked>(make_provider(provider, std::move(access))));
        named.push_back(std::move(name));
    }
    return asked;
}

// What is kept of a look-up: facts, or that there are none.
std::string kept_lookup(const Lookup& lookup) { return lookup ? api::write(lookup.value()) : "not_found"; }

std::optional<Lookup> read_lookup(const std::string& kept) {
    if (kept == "not_found") return Lookup{Missed{Miss::not_found}};
    api::FieldFaults faults;
    auto facts = api::read<Facts>(kept, faults);
    if (!faults.empty()) return std::nullopt;
    return Lookup{std::move(facts)};
}

// Two providers may tell the rating of a third: the one that says how many voted.
void add_once(std::vector<api::Rating>& ratings, const api::Rating& rating) {
    const auto known = std::ranges::find(ratings, rating.source, &api::Rating::source);
    if (known == ratings.end())
        ratings.push_back(rating);
    else if (!known->votes && rating.votes)
        *known = rating;
}

api::PosterSource source_of(Provider provider) { return static_cast<api::PosterSource>(provider); }
static_assert(static_cast<int>(Provider::tmdb) == static_cast<int>(api::PosterSource::tmdb));

}  // namespace

struct Posters::State {
    State(const Settings& settings, const std::filesystem::path& fonts, service_kit::EventLoop& loop,
          service_kit::Metrics& given)
        : painter{fonts},
          providers{make_providers(settings)},
          keeping{settings.folder.empty() ? keep_in_memory(bytes_in_memory)
                                          : keep_on_disk(settings.folder, settings.folder_mib * 1024 * 1024)},
          metrics{given},
          outside{loop, settings.proxy},
          workers{std::make_shared<service_kit::Workers>(settings.threads, settings.queue)} {
        metrics.gauge("posters_busy", "Requests for posters and details that are worked on or wait",
                      [threads = workers] { return static_cast<double>(threads->busy()); });
    }

    void count_lookup(const Asked& asked, std::string_view answer);
    std::optional<Lookup> kept_facts(const Asked& asked, const std::string& key);
    Lookup facts(Asked& asked, const Film& film, api::Language language, Deadline deadline);
    core::Result<std::string, PictureFault> picture(const Asked& asked, const std::string& url, Deadline deadline);
    std::timed_mutex& turn_of(const std::string& key) { return turns.at(std::hash<std::string>{}(key) % turns.size()); }
    Ask ask_until(Deadline deadline) {
        return
            [this, deadline](service_kit::ClientRequest request) { return outside.ask(std::move(request), deadline); };
    }

    CardPainter painter;
    std::vector<std::unique_ptr<Asked>> providers;  // in the order in which they are asked
    std::unique_ptr<Keeping> keeping;
    service_kit::Metrics& metrics;
    Outside outside;
    std::array<std::timed_mutex, 256> turns;  // so that what many want at once is fetched once
    std::shared_ptr<service_kit::Workers> workers;
};

void Posters::State::count_lookup(const Asked& asked, std::string_view answer) {
    metrics
        .counter("posters_lookups_total", "What providers answered when asked for a film",
                 {{"provider", std::string{asked.name()}}, {"answer", std::string{answer}}})
        .add();
}

std::optional<Lookup> Posters::State::kept_facts(const Asked& asked, const std::string& key) {
    const auto kept = keeping->find(key, system_clock::now());
    if (!kept) return std::nullopt;
    auto lookup = read_lookup(*kept);
    if (lookup) count_lookup(asked, "kept");
    return lookup;
}

Lookup Posters::State::facts(Asked& asked, const Film& film, api::Language language, Deadline deadline) {
    const bool by_language = asked.provider->name() == Provider::tmdb;
    const auto key = "facts 1 " + std::string{asked.name()} + " " +
                     (by_language ? std::string{api::choice_name(language)} : "any") + " " + film.id;
    if (auto kept = kept_facts(asked, key)) return std::move(*kept);
    if (const auto reason = asked.breaker.reason(steady_clock::now())) {
        count_lookup(asked, "left_alone");
        return Missed{*reason};
    }
    const std::unique_lock turn{turn_of(key), deadline};
    if (!turn.owns_lock()) return Missed{Miss::timed_out};
    if (auto kept = kept_facts(asked, key)) return std::move(*kept);
    auto lookup = asked.provider->look_up(film, language, ask_until(deadline));
    asked.breaker.note(lookup, steady_clock::now());
    count_lookup(asked, lookup ? "found" : api::choice_name(lookup.error().miss));
    const bool is_settled = lookup || lookup.error().miss == Miss::not_found;
    if (is_settled) keeping->keep(key, kept_lookup(lookup), system_clock::now() + (lookup ? facts_age : unknown_age));
    return lookup;
}

core::Result<std::string, PictureFault> Posters::State::picture(const Asked& asked, const std::string& url,
                                                                Deadline deadline) {
    const auto key = "picture 1 " + url;
    const auto kept_picture = [&]() -> std::optional<core::Result<std::string, PictureFault>> {
        auto kept = keeping->find(key, system_clock::now());
        if (!kept) return std::nullopt;
        if (kept->empty()) return PictureFault::no_picture;
        return std::move(*kept);
    };
    if (auto kept = kept_picture()) return std::move(*kept);
    const std::unique_lock turn{turn_of(key), deadline};
    if (!turn.owns_lock()) return PictureFault::failed;
    if (auto kept = kept_picture()) return std::move(*kept);
    auto fetched = fetch_picture(*asked.provider, url, ask_until(deadline));
    metrics
        .counter("posters_pictures_total", "Pictures fetched from providers, and why not",
                 {{"provider", std::string{asked.name()}},
                  {"answer", fetched ? "fetched" : std::string{name_of(fetched.error())}}})
        .add();
    if (fetched)
        keeping->keep(key, fetched.value(), system_clock::now() + picture_age);
    else if (fetched.error() != PictureFault::failed)
        keeping->keep(key, {}, system_clock::now() + refused_age);
    return fetched;
}

Posters::Posters(const Settings& settings, const std::filesystem::path& fonts, service_kit::EventLoop& loop,
                 service_kit::Metrics& metrics)
    : state_{std::make_unique<State>(settings, fonts, loop, metrics)} {}

Posters::~Posters() { state_->workers->finish(); }

std::shared_ptr<service_kit::Workers> Posters::workers() const { return state_->workers; }

Picture Posters::poster(const Film& film, const CardText& card, api::PosterSize size, api::Language language) const {
    const auto deadline = steady_clock::now() + time_in_all;
    bool is_settled = true;
    for (const auto& asked : state_->providers) {
        const auto left = std::chrono::duration<double>{deadline - steady_clock::now()};
        const bool is_last = asked == state_->providers.back();
        const auto until =
            is_last ? deadline
                    : steady_clock::now() + std::chrono::duration_cast<steady_clock::duration>(left * share_of_next);
        const auto facts = state_->facts(*asked, film, language, until);
        is_settled = is_settled && (facts || facts.error().miss == Miss::not_found);
        const auto url = facts ? asked->provider->picture_url(facts.value(), size) : std::string{};
        if (url.empty()) continue;
        const auto picture = state_->picture(*asked, url, deadline);
        if (const auto kind = picture ? find_picture_kind(picture.value()) : std::nullopt)
            return {picture.value(), std::string{kind->content_type}, source_of(asked->provider->name()),
                    clients_keep_picture};
        is_settled = false;
    }
    return {state_->painter.draw(card, size), "image/jpeg", api::PosterSource::card,
            is_settled ? std::chrono::seconds{clients_keep_card} : clients_keep_makeshift};
}

api::DetailsAnswer Posters::details(const Film& film, api::Language language) const {
    const auto deadline = steady_clock::now() + time_in_all;
    std::vector<std::future<Lookup>> lookups;
    for (const auto& asked : state_->providers)
        lookups.push_back(std::async(std::launch::async, [this, &asked, &film, language, deadline] {
            return state_->facts(*asked, film, language, deadline);
        }));
    api::DetailsAnswer answer{.id = film.id};
    for (std::size_t at = 0; at < lookups.size(); ++at) {
        const auto provider = state_->providers[at]->provider->name();
        const auto lookup = lookups[at].get();
        if (!lookup) {
            const auto miss = lookup.error().miss;
            answer.missing.push_back({.source = provider, .code = miss, .text = text_of(provider, miss, language)});
            continue;
        }
        const auto& facts = lookup.value();
        const auto append = [](auto& to, const auto& from) { to.insert(to.end(), from.begin(), from.end()); };
        for (const auto& rating : facts.ratings) add_once(answer.ratings, rating);
        append(answer.descriptions, facts.descriptions);
        append(answer.links, facts.links);
        if (answer.poster.source == api::PosterSource::card && !facts.poster.empty())
            answer.poster.source = source_of(provider);
        if (provider == Provider::tmdb) answer.notices.emplace_back(tmdb_notice);
    }
    return answer;
}

}  // namespace posters
