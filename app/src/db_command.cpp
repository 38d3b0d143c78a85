#include "commands.hpp"
#include "db_service/upkeep.hpp"

#include <cstdlib>
#include <ostream>

namespace app {
namespace {

using db_service::DatabaseUrl;

core::Result<DatabaseUrl> database_of(const DataFolder& folder, const Surroundings& surroundings) {
    const auto url = surroundings.environment("DATABASE_URL").value_or("");
    return DatabaseUrl::read(url.empty() ? "sqlite:" + (folder.path() / "history.sqlite").string() : url);
}

int back_up(const DbOptions& options, const DatabaseUrl& url, const Surroundings& surroundings) {
    if (const auto done = db_service::back_up(url, options.file); !done) return report(done.error(), surroundings);
    surroundings.output << options.file << ": a backup of " << url.shown << '\n';
    return exit_done;
}

int restore(const DbOptions& options, const DatabaseUrl& url, const Surroundings& surroundings) {
    const auto overwrite = options.force ? db_service::Overwrite::always : db_service::Overwrite::never;
    if (const auto done = db_service::restore(url, options.file, overwrite); !done)
        return report(done.error(), surroundings);
    surroundings.output << url.shown << ": restored from " << options.file << '\n';
    return exit_done;
}

int prune(const DbOptions& options, const DatabaseUrl& url, const Surroundings& surroundings) {
    const auto pruned = db_service::prune(url, std::chrono::days{options.days});
    if (!pruned) return report(pruned.error(), surroundings);
    surroundings.output << url.shown << ": forgot " << pruned.value() << (pruned.value() == 1 ? " entry" : " entries")
                        << " older than " << options.days << (options.days == 1 ? " day\n" : " days\n");
    return exit_done;
}

}  // namespace

int keep_database(const DbOptions& options, const DataFolder& folder, const Surroundings& surroundings) {
    const auto url = database_of(folder, surroundings);
    if (!url) return report(url.error(), surroundings);
    switch (options.action) {
        case DbAction::backup:
            return back_up(options, url.value(), surroundings);
        case DbAction::restore:
            return restore(options, url.value(), surroundings);
        case DbAction::prune:
            return prune(options, url.value(), surroundings);
    }
    std::abort();  // unreachable: -Wswitch makes the list complete
}

}  // namespace app
