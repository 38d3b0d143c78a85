#include "commands.hpp"
#include "db_service/serving.hpp"
#include "ml_service/loading.hpp"
#include "page_files.hpp"
#include "posters/posters.hpp"
#include "serve_settings.hpp"
#include "service_kit/service.hpp"
#include "tg_client/running_bot.hpp"

#include <ostream>
#include <string_view>

namespace app {
namespace {

using service_kit::LogLevel;
using service_kit::Route;
using service_kit::Served;

// A route as it is called behind the door.
Route moved(Route route, const std::string& path) {
    route.path = path;
    return route;
}

// All of `part` below `prefix`; its `main_path` by the prefix alone, too, which is how the first version was called.
void add_below(const std::string& prefix, const Served& part, std::string_view main_path, Served& all) {
    for (const auto& route : part.routes) {
        all.routes.push_back(moved(route, prefix + route.path));
        const bool has_short_name = route.path == main_path && route.method != service_kit::Method::remove;
        if (!has_short_name) continue;
        all.routes.push_back(moved(route, prefix));
        all.routes.back().is_hidden = true;
    }
}

// The page may load what comes from here, and be shown in a frame by Telegram's web clients alone.
constexpr const char* page_policy =
    "default-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'self' https://*.telegram.org";

// All that is served by one process, in the order in which it is made.
class Everything {
public:
    Everything(ServeSettings settings, const ml_service::Whereabouts& whereabouts)
        : settings_{std::move(settings)},
          log_{"kinosovet", settings_.service.level()},
          service_{settings_.service,
                   {"Kinosovet", "Name a film, get films like it, each with the reason why.", KINOSOVET_VERSION},
                   log_,
                   metrics_},
          posters_{settings_.posters, ml_service::fonts_beside(whereabouts.program), service_.loop(), metrics_},
          load_films_{ml_service::film_loader(ml_service::DataFolder::to_read(settings_.data, whereabouts), posters_,
                                              log_, metrics_)},
          history_{settings_.history, log_, metrics_} {
        settings_.bot.backend_url = settings_.own_door(service_.port());
        if (settings_.has_bot())
            bot_.emplace(settings_.bot, service_.loop(), log_, metrics_);
        else
            log_.write(LogLevel::info, "there is no bot",
                       {{"remedy", "set TELEGRAM_BOT_TOKEN: see tg_client/README.md"}});
    }

    int run() {
        const int code = service_.run([this] { return load(); });
        history_.end();
        return code;
    }

    std::uint16_t port() const { return service_.port(); }

private:
    std::shared_ptr<const Served> load() {
        auto all = std::make_shared<Served>();
        const auto history = history_.load(service_);
        add_below("/recommender/ml", *load_films_(), "/recommend/", *all);
        add_below("/recommender/db", *history, "/history/", *all);
        for (const auto& file : page_files()) all->routes.push_back(service_kit::file_route(file, page_policy));
        all->trouble = history->trouble;
        if (!bot_) return all;
        for (auto& route : bot_->routes()) all->routes.push_back(std::move(route));
        all->finish = [this] { bot_->finish(); };
        // It asks this very service, which may take a moment yet to serve: people are asked to try again until then.
        bot_->start([this](const std::string& why) { service_.fail(why); });
        return all;
    }

    ServeSettings settings_;
    service_kit::Log log_;
    service_kit::Metrics metrics_;
    service_kit::Service service_;
    posters::Posters posters_;
    service_kit::Loader load_films_;
    db_service::KeptHistory history_;
    std::optional<tg_client::RunningBot> bot_;
};

}  // namespace

int serve(const ServeOptions& options, const std::string& folder, const Surroundings& surroundings) {
    const ml_service::Whereabouts whereabouts{surroundings.environment, surroundings.program};
    auto arguments = options.arguments;
    if (!folder.empty()) arguments.insert(arguments.begin(), {"--data", folder});
    ServeSettings settings;
    if (const auto exit = settings.read(std::move(arguments), whereabouts)) {
        surroundings.output << exit->output;
        surroundings.errors << exit->errors;
        return exit->code;
    }
    Everything everything{std::move(settings), whereabouts};
    if (surroundings.shows_progress)
        surroundings.errors << "http://localhost:" << everything.port() << "/   Ctrl-C ends it" << std::endl;
    return everything.run();
}

}  // namespace app
