#include "db_service/settings.hpp"

#include <cstdlib>

#include <gmock/gmock.h>

namespace db_service {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class TheSettings : public testing::Test {
protected:
    TheSettings() { set("KINOSOVET_DATA", "/tmp/nowhere"); }
    ~TheSettings() override {
        for (const auto* name : {"KINOSOVET_DATA", "DATABASE_URL", "SERVICE_TOKEN", "SESSION_KEY"}) unsetenv(name);
    }
    static void set(const char* name, const char* value) { setenv(name, value, 1); }
    // What is wrong; empty where nothing is.
    std::string fault(const std::vector<std::string>& arguments) {
        settings = {};
        const auto exit = settings.read(arguments, "1");
        EXPECT_EQ(exit ? exit->code : 2, 2);
        return exit ? exit->errors : "";
    }
    Settings settings;
};

TEST_F(TheSettings, HaveAFileOfTheirOwnWithoutAUrl) {
    EXPECT_EQ(fault({}), "");
    EXPECT_EQ(settings.service.port, 8001);
    EXPECT_EQ(settings.database.shown, "sqlite:/tmp/nowhere/history.sqlite");
    EXPECT_TRUE(settings.is_open());
}

TEST_F(TheSettings, HaveAThreadForEachConnection) {
    EXPECT_EQ(fault({"--connections-to-database", "5"}), "");
    EXPECT_EQ(settings.service.workers, 5U);
    EXPECT_EQ(fault({"--workers", "3"}), "");
    EXPECT_EQ(settings.service.workers, 3U);
    EXPECT_EQ(settings.store.connections, 8U);
}

TEST_F(TheSettings, ServeNobodyElseWithoutATokenOfTheServices) {
    for (const auto* address : {"0.0.0.0", "::", "192.168.1.1", "localhost.example"})
        EXPECT_THAT(fault({"--address", address}), AllOf(HasSubstr("SERVICE_TOKEN"), HasSubstr(address)));
    for (const auto* address : {"127.0.0.1", "127.9.9.9", "::1"}) EXPECT_EQ(fault({"--address", address}), "");
    set("SERVICE_TOKEN", "long enough to be a token");
    EXPECT_EQ(fault({"--address", "0.0.0.0"}), "");
    EXPECT_FALSE(settings.is_open());
}

TEST_F(TheSettings, RefuseAKeyThatIsShortWithoutTellingIt) {
    set("SESSION_KEY", "mellon");
    EXPECT_THAT(fault({}), AllOf(HasSubstr("SESSION_KEY"), Not(HasSubstr("mellon"))));
    set("SESSION_KEY", "0123456789abcdef0123456789abcdef");
    EXPECT_EQ(fault({}), "");
}

TEST_F(TheSettings, RefuseAUrlThatMakesNoSenseWithoutTellingIt) {
    set("DATABASE_URL", "mysql://me:mellon@host/name");
    EXPECT_THAT(fault({}), AllOf(HasSubstr("DATABASE_URL"), HasSubstr("postgresql://"), Not(HasSubstr("mellon"))));
}

}  // namespace
}  // namespace db_service
