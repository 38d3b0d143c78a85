#include "tg_client/serving.hpp"

#include "service_kit/service.hpp"
#include "tg_client/running_bot.hpp"

namespace tg_client {

int serve(const Settings& settings, service_kit::Log& log, service_kit::Metrics& metrics, const std::string& version) {
    service_kit::Service service{
        settings.service, {"tg_client", "The Telegram bot: a film in, films like it out.", version}, log, metrics};
    RunningBot bot{settings, service.loop(), log, metrics};
    return service.run([&] {
        bot.start([&service](const std::string& why) { service.fail(why); });
        auto served = std::make_shared<service_kit::Served>();
        served->routes = bot.routes();
        served->trouble = [&bot] { return bot.trouble(); };
        served->finish = [&bot] { bot.finish(); };
        return served;
    });
}

}  // namespace tg_client
