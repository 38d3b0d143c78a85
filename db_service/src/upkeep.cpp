#include "db_service/upkeep.hpp"

#include "child_process.hpp"
#include "conninfo.hpp"
#include "database_fault.hpp"
#include "db_service/history_store.hpp"
#include "draft_file.hpp"
#include "migrations.hpp"
#include "sqlite_copy.hpp"

#include <map>
#include <memory>
#include <optional>

#include <libpq-fe.h>

namespace db_service {
namespace {

namespace fs = std::filesystem;
using core::Done;
using core::Result;

core::Fault away(const DatabaseUrl& url, const std::string& code) {
    return {"database_away", url.shown + " cannot be used (" + code + ")", "check that it runs, and DATABASE_URL"};
}

// The variables by which libpq's programs are told where a server is.
std::map<std::string, std::string> server_environment(const DatabaseUrl& url) {
    std::map<std::string, std::string> variables;
    const auto options = conninfo_options(url.address).value_or(ConninfoOptions{});
    const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> known{PQconndefaults(), PQconninfoFree};
    for (const auto* option = known.get(); option != nullptr && option->keyword != nullptr; ++option)
        if (const auto given = options.find(option->keyword); given != options.end() && option->envvar != nullptr)
            variables[option->envvar] = given->second;
    variables.emplace("PGCONNECT_TIMEOUT", "10");
    return variables;
}

Result<Done> run_client(const DatabaseUrl& url, const std::vector<std::string>& command) {
    const auto result = run_child(command, server_environment(url));
    if (!result)
        return core::Fault{"no_postgresql_client", command.front() + " is not installed",
                           "install PostgreSQL's client: apt-get install postgresql-client"};
    if (result->code == 0) return Done{};
    return core::Fault{"backup_failed", command.front() + " failed: " + result->errors, ""};
}

// Whether anything is kept there; a database without our tables keeps nothing.
Result<bool> holds_anything(const DatabaseUrl& url) {
    constexpr Statement any{"any", R"sql(
        SELECT CASE WHEN EXISTS (SELECT 1 FROM history) OR EXISTS (SELECT 1 FROM ratings)
                      OR EXISTS (SELECT 1 FROM sessions) THEN 1 ELSE 0 END
    )sql",
                            "", "#"};
    try {
        Connection connection{url, {}};
        migrate(connection);
        return connection.query(any).run().number(0) != 0;
    } catch (const soci::soci_error& error) {
        return away(url, fault_of(error).code);
    } catch (const NewerDatabase& newer) {
        return core::Fault{"newer_database", newer.what(), ""};
    }
}

Result<Done> back_up_file(const DatabaseUrl& url, const fs::path& file) {
    std::error_code ignored;
    if (!fs::exists(url.address, ignored)) return away(url, "there is no such file");
    DraftFile draft{file};
    if (!draft.is_made()) return draft.unwritable();
    if (auto copied = copy_history_file(url.address, draft.path()); !copied) return copied;
    if (auto checked = check_history_file(draft.path()); !checked) return checked;
    for (const auto* rest : {"-wal", "-shm"}) fs::remove(draft.path().string() + rest, ignored);
    return draft.publish();
}

Result<Done> back_up_server(const DatabaseUrl& url, const fs::path& file) {
    DraftFile draft{file};
    if (!draft.is_made()) return draft.unwritable();
    auto dumped = run_client(
        url, {"pg_dump", "--format=custom", "--no-owner", "--no-privileges", "--file=" + draft.path().string()});
    return dumped ? draft.publish() : dumped;
}

Result<Done> restore_server(const DatabaseUrl& url, const fs::path& file) {
    const auto options = conninfo_options(url.address).value_or(ConninfoOptions{});
    const auto name = options.find("dbname");
    const auto database = conninfo_text({{"dbname", name == options.end() ? "" : name->second}});
    return run_client(url, {"pg_restore", "--clean", "--if-exists", "--single-transaction", "--exit-on-error",
                            "--no-owner", "--no-privileges", "--dbname=" + database, file.string()});
}

}  // namespace

Result<Done> back_up(const DatabaseUrl& url, const fs::path& file) {
    return url.engine == Engine::sqlite ? back_up_file(url, file) : back_up_server(url, file);
}

Result<Done> restore(const DatabaseUrl& url, const fs::path& file, Overwrite overwrite) {
    std::error_code ignored;
    if (!fs::exists(file, ignored))
        return core::Fault{"bad_backup", file.string() + " is not there", "name a file that was backed up"};
    if (url.engine == Engine::sqlite)
        if (auto checked = check_history_file(file); !checked) return checked;
    const auto holds = holds_anything(url);
    if (!holds) return holds.error();
    if (holds.value() && overwrite == Overwrite::never)
        return core::Fault{"database_not_empty", url.shown + " holds something already",
                           "give --force to put the backup in its place"};
    return url.engine == Engine::sqlite ? copy_history_file(file, url.address) : restore_server(url, file);
}

Result<std::int64_t> prune(const DatabaseUrl& url, std::chrono::days age) {
    service_kit::Log log{"kinosovet", service_kit::LogLevel::off};
    service_kit::Metrics metrics;
    HistoryStore store{url, {.connections = 1, .statement_timeout = std::chrono::minutes{1}}, log, metrics};
    try {
        store.begin([](const std::string& /*what*/) {});
    } catch (const NewerDatabase& newer) {
        return core::Fault{"newer_database", newer.what(), ""};
    }
    const auto pruned = store.prune(age);
    if (!pruned) return away(url, "no answer");
    return pruned.value();
}

}  // namespace db_service
