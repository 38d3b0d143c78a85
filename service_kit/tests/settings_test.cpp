#include "service_kit/settings.hpp"

#include "service_kit/service.hpp"

#include <cstdlib>

#include <gmock/gmock.h>

namespace service_kit {
namespace {

using testing::HasSubstr;
using testing::Not;

// Sets a variable for one test.
class Variable {
public:
    Variable(const char* name, const char* value) : name_{name} { setenv(name, value, 1); }
    ~Variable() { unsetenv(name_); }
    Variable(const Variable&) = delete;
    Variable& operator=(const Variable&) = delete;

private:
    const char* name_;
};

struct Read {
    ServiceSettings settings{};
    std::string data{};
    std::string secret{};
    std::optional<SettingsExit> exit{};

    explicit Read(std::vector<std::string> arguments) {
        SettingsReader reader{"test_service", "For tests", "1.2.3"};
        settings.add_to(reader);
        reader.add("data", data, "A folder", "TEST_DATA");
        reader.add_secret("TEST_SECRET", secret, "A key");
        exit = reader.read(std::move(arguments));
    }
};

TEST(Settings, ComeFromFlagsBeforeVariablesBeforeDefaults) {
    const Variable port{"TEST_SERVICE_PORT", "81"};
    const Variable folder{"TEST_DATA", "/there"};
    const Variable origins{"TEST_SERVICE_CORS_ORIGIN", "a,b"};
    const Read read{{"--port", "82", "--read-timeout-ms", "1500"}};
    ASSERT_FALSE(read.exit);
    EXPECT_EQ(read.settings.port, 82);
    EXPECT_EQ(read.data, "/there");
    EXPECT_EQ(read.settings.read_timeout, std::chrono::milliseconds{1500});
    EXPECT_EQ(read.settings.queue, 256U);
    EXPECT_THAT(read.settings.cors_origins, testing::ElementsAre("a", "b"));
}

TEST(Settings, AreRefusedByTheirName) {
    EXPECT_THAT(Read({"--port", "70000"}).exit->errors, HasSubstr("--port or TEST_SERVICE_PORT"));
    EXPECT_THAT(Read({"--access-log", "perhaps"}).exit->errors, HasSubstr("--access-log or TEST_SERVICE_ACCESS_LOG"));
    EXPECT_THAT(Read({"--queue", "0"}).exit->errors, HasSubstr("--queue"));
    EXPECT_THAT(Read({"--log-level", "loud"}).exit->errors, HasSubstr("--log-level"));
    EXPECT_EQ(Read({"--no-such-flag"}).exit->code, 2);
    const Variable workers{"TEST_SERVICE_WORKERS", "many"};
    EXPECT_THAT(Read({}).exit->errors, HasSubstr("TEST_SERVICE_WORKERS"));
}

TEST(Settings, AreToldByHelpWithTheirVariables) {
    const auto help = Read({"--help"}).exit->output;
    for (const auto* name : {"--port", "TEST_SERVICE_PORT", "--data", "TEST_DATA", "TEST_SECRET", "--stop-timeout-ms"})
        EXPECT_THAT(help, HasSubstr(name));
    EXPECT_THAT(Read({"--version"}).exit->output, HasSubstr("1.2.3"));
}

TEST(Settings, KeepSecretsOutOfFlagsAndHelp) {
    const Variable secret{"TEST_SECRET", "hush"};
    EXPECT_EQ(Read({}).secret, "hush");
    EXPECT_THAT(Read({"--help"}).exit->output, Not(HasSubstr("hush")));
    EXPECT_EQ(Read({"--test-secret", "x"}).exit->code, 2);
}

}  // namespace
}  // namespace service_kit
