// The bot: every update is answered by the conversation, and what that says is sent.
//
// One person's flood is met with a polite word and then silence. An update that cannot be answered for a defect of ours
// is logged, excused, and done with.
#pragma once

#include "service_kit/http_client.hpp"
#include "service_kit/log.hpp"
#include "tg_client/dialogue/conversation.hpp"
#include "tg_client/dialogue/flood_gate.hpp"
#include "tg_client/dialogue/http_backend.hpp"
#include "tg_client/telegram/bot_api.hpp"
#include "tg_client/telegram/outbox.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace tg_client {

// Downloads by way of the Bot API.
class FilesOfPeople : public SentFiles {
public:
    explicit FilesOfPeople(BotApi& api) : api_{api} {}
    std::optional<std::string> fetch(const std::string& file_id) override;

private:
    BotApi& api_;
};

class Bot {
public:
    struct Ways {
        BotApi& api;
        Outbox& outbox;
        BackendClients backend;
        service_kit::Log& log;
    };

    // References are kept.
    Bot(BotSelf self, const BackendAccess& access, const Ways& ways);

    // Answers the update; `handled` is called when all that was said has been sent, or cannot be. Any thread.
    void handle(const Update& update, std::function<void()> handled);

private:
    std::vector<Reply> answer(const Update& update);
    void send(std::int64_t lane, Reply reply, const std::shared_ptr<void>& until_sent);

    Ways ways_;
    const BackendAccess& access_;
    RecentTexts pictures_;
    FilesOfPeople files_;
    Conversation conversation_;
    FloodGate gate_;
};

}  // namespace tg_client
