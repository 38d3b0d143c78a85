// A store on each engine, new and empty for every test.
#pragma once

#include "connection.hpp"
#include "db_service/history_store.hpp"
#include "engine_name.hpp"
#include "postgresql_server.hpp"
#include "test_support/temporary_folder.hpp"

#include <memory>
#include <string>
#include <vector>

#include <gmock/gmock.h>

namespace db_service {

class StoreTest : public testing::TestWithParam<Engine> {
protected:
    void SetUp() override {
        if (GetParam() == Engine::postgresql && !PostgresqlServer::is_installed())
            GTEST_SKIP() << "PostgreSQL is not installed: scripts/setup test installs it";
        url = new_database();
        store = open_store({});
    }

    DatabaseUrl new_database() {
        const auto text = GetParam() == Engine::postgresql
                              ? shared_server().make_database()
                              : "sqlite:" + (folder.path() / (std::to_string(++files) + ".sqlite")).string();
        return DatabaseUrl::read(text).value();
    }

    std::unique_ptr<HistoryStore> open_store(const StoreSettings& settings) {
        auto made = std::make_unique<HistoryStore>(url, settings, log,
                                                   *figures.emplace_back(std::make_unique<service_kit::Metrics>()));
        made->begin([](const std::string&) {});
        return made;
    }

    static api::HistoryRequest request(const std::string& film, std::vector<std::string> shown = {"Shown"}) {
        return {.session_id = "s", .film = film, .recommendation = std::move(shown)};
    }
    std::int64_t add(const std::string& film) const { return store->add(request(film), std::nullopt).value().entry.id; }
    std::vector<std::string> films(const std::string& session = "s") const {
        std::vector<std::string> found;
        const auto page = store->history({.session_id = session, .limit = 200}).value();
        for (const auto& entry : page.history) found.push_back(entry.film);
        return found;
    }

    const test_support::TemporaryFolder folder;
    int files = 0;
    DatabaseUrl url;
    service_kit::Log log{"test", service_kit::LogLevel::off};
    std::vector<std::unique_ptr<service_kit::Metrics>> figures;
    std::unique_ptr<HistoryStore> store;
};

}  // namespace db_service
