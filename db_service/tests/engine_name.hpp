// What tests of both engines call them. Every test that prints an engine includes it: else they would not agree how.
#pragma once

#include "db_service/database_url.hpp"

#include <ostream>
#include <string>

#include <gtest/gtest.h>

namespace db_service {

inline void PrintTo(Engine engine, std::ostream* out) {
    *out << (engine == Engine::postgresql ? "PostgreSQL" : "SQLite");
}
inline std::string engine_name(const testing::TestParamInfo<Engine>& engine) {
    return testing::PrintToString(engine.param);
}

}  // namespace db_service
