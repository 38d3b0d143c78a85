// The conversation: an update in, what is to be sent to Telegram out.
//
// Between the two only the backend is asked (and Telegram for a file that was sent). What a message's buttons need
// stands in its link (wish.hpp), what must last is in db_service. Remembered from one update to the next are only the
// pictures that Telegram has already, and how ballots stand, since votes may come faster than Telegram shows what
// became of the vote before. Threads may answer updates at the same time.
#pragma once

#include "tg_client/dialogue/backend.hpp"
#include "tg_client/dialogue/recent_texts.hpp"
#include "tg_client/telegram/calls.hpp"
#include "tg_client/telegram/types.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tg_client {

struct Reply {
    Call call{};
    std::vector<Call> instead{};  // in turn, where Telegram does not take the picture, or has the message no more
    std::string picture{};        // under which name the id that Telegram gives the picture is remembered; may be empty
};

// Files that people sent.
class SentFiles {
public:
    SentFiles() = default;
    SentFiles(const SentFiles&) = delete;
    SentFiles& operator=(const SentFiles&) = delete;
    virtual ~SentFiles() = default;

    // The bytes; none where Telegram does not give them.
    virtual std::optional<std::string> fetch(const std::string& file_id) = 0;
};

struct BotSelf {
    std::string name{};        // without the @
    std::string public_url{};  // of the door, for pictures in inline mode; ends in a slash; empty where there is none
    PictureBytes greeting_ru{}, greeting_en{};  // none: /start goes without a picture
};

// Why there is no answer.
enum class Excuse { too_fast, not_understood };

class Conversation {
public:
    // References are kept.
    Conversation(BotSelf self, RecentTexts& pictures, SentFiles& files)
        : self_{std::move(self)}, pictures_{pictures}, files_{files} {}

    std::vector<Reply> answer(const Update& update, Backend& backend);
    // Instead of an answer; the backend is asked nothing.
    std::vector<Reply> excuse(const Update& update, Excuse why, Backend& backend);

private:
    BotSelf self_;
    RecentTexts& pictures_;
    RecentTexts ballots_;
    SentFiles& files_;
};

// The commands that Telegram offers, in a language.
std::vector<BotCommand> commands_in(api::Language language);

}  // namespace tg_client
