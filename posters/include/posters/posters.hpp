// A film's poster and what others say of it, whoever has them: providers, what is kept of their answers, drawn cards.
//
// Waits for providers, two seconds at the most, so it is to be called on threads that may wait: workers(). Any number
// of them. Faults of providers are told in the answers and counted; nothing here fails for them. Faults and figures
// name providers, never keys, addresses or films.
#pragma once

#include "posters/card.hpp"
#include "posters/facts.hpp"
#include "posters/settings.hpp"
#include "service_kit/event_loop.hpp"
#include "service_kit/metrics.hpp"
#include "service_kit/workers.hpp"

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>

namespace posters {

struct Picture {
    std::string bytes{};
    std::string content_type{};
    api::PosterSource source = api::PosterSource::card;
    std::chrono::seconds client_age{};  // how long it may be shown without asking again
};

class Posters {
public:
    // References are kept. Throws std::invalid_argument for settings that make no sense and std::runtime_error where
    // the fonts or the folder are not what they should be. The loop must not run any more when it is destroyed.
    Posters(const Settings& settings, const std::filesystem::path& fonts, service_kit::EventLoop& loop,
            service_kit::Metrics& metrics);
    ~Posters();
    Posters(const Posters&) = delete;
    Posters& operator=(const Posters&) = delete;

    // The threads that its calls are to be made on.
    std::shared_ptr<service_kit::Workers> workers() const;

    // The poster of the first provider that has one, else the card.
    Picture poster(const Film& film, const CardText& card, api::PosterSize size, api::Language language) const;
    // What all providers know, and who of them knows nothing, and why.
    api::DetailsAnswer details(const Film& film, api::Language language) const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace posters
