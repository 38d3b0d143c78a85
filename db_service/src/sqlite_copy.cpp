#include "sqlite_copy.hpp"

#include "migrations.hpp"

#include <memory>
#include <string>
#include <thread>

#include <soci/sqlite3/soci-sqlite3.h>

namespace db_service {
namespace {

namespace sqlite = sqlite_api;

struct Closer {
    void operator()(sqlite::sqlite3* file) const { sqlite::sqlite3_close_v2(file); }
    void operator()(sqlite::sqlite3_stmt* statement) const { sqlite::sqlite3_finalize(statement); }
};
using File = std::unique_ptr<sqlite::sqlite3, Closer>;

File open_file(const std::filesystem::path& path, int flags) {
    sqlite::sqlite3* opened = nullptr;
    const int result = sqlite::sqlite3_open_v2(path.c_str(), &opened, flags, nullptr);
    File file{opened};
    if (result != SQLITE_OK) return nullptr;
    sqlite::sqlite3_busy_timeout(opened, 10'000);
    return file;
}

// The first column of the first row; empty where there is none, or it cannot be had.
std::string ask(const File& file, const char* statement) {
    sqlite::sqlite3_stmt* prepared = nullptr;
    if (sqlite::sqlite3_prepare_v2(file.get(), statement, -1, &prepared, nullptr) != SQLITE_OK) return {};
    const std::unique_ptr<sqlite::sqlite3_stmt, Closer> owned{prepared};
    if (sqlite::sqlite3_step(prepared) != SQLITE_ROW) return {};
    const auto* text = sqlite::sqlite3_column_text(prepared, 0);
    return text == nullptr ? std::string{} : reinterpret_cast<const char*>(text);
}

core::Fault failed(const std::string& what) {
    return {"backup_failed", "the database was not copied: " + what, "check the disk and try again"};
}

}  // namespace

core::Result<core::Done> check_history_file(const std::filesystem::path& path) {
    const auto refuse = [&](const std::string& why) {
        return core::Fault{"bad_backup", path.string() + " " + why, "name a file that kinosovet db backup has written"};
    };
    const auto file = open_file(path, SQLITE_OPEN_READWRITE);
    if (!file) return refuse("cannot be opened");
    if (ask(file, "PRAGMA quick_check(1)") != "ok") return refuse("is damaged, or no database of SQLite");
    const auto reached = ask(file, "SELECT max(number) FROM schema_migrations");
    if (reached.empty()) return refuse("is no database of history");
    if (std::stoll(reached) > newest_migration()) return refuse("is of a newer program");
    return core::Done{};
}

core::Result<core::Done> copy_history_file(const std::filesystem::path& from, const std::filesystem::path& to) {
    const auto source = open_file(from, SQLITE_OPEN_READWRITE);
    const auto target = open_file(to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    if (!source || !target) return failed("it cannot be opened");
    auto* const copying = sqlite::sqlite3_backup_init(target.get(), "main", source.get(), "main");
    if (copying == nullptr) return failed(sqlite::sqlite3_errmsg(target.get()));
    const auto end = std::chrono::steady_clock::now() + std::chrono::minutes{1};
    int result = SQLITE_OK;
    // All at once: in steps, every write in between would begin it anew.
    while (result = sqlite::sqlite3_backup_step(copying, -1),
           (result == SQLITE_BUSY || result == SQLITE_LOCKED) && std::chrono::steady_clock::now() < end)
        std::this_thread::sleep_for(std::chrono::milliseconds{50});
    sqlite::sqlite3_backup_finish(copying);
    if (result != SQLITE_DONE) return failed(sqlite::sqlite3_errstr(result));
    return core::Done{};
}

}  // namespace db_service
