#include "db_service/database_url.hpp"

#include "conninfo.hpp"
#include "engine_name.hpp"

#include <gmock/gmock.h>

namespace db_service {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(ADatabaseUrl, NamesAServerOrAFile) {
    EXPECT_EQ(DatabaseUrl::read("postgresql://u@h/n").value().engine, Engine::postgresql);
    EXPECT_EQ(DatabaseUrl::read("postgres://u@h/n").value().engine, Engine::postgresql);
    const auto file = DatabaseUrl::read("sqlite:/var/lib/a b=c.sqlite").value();
    EXPECT_EQ(file.engine, Engine::sqlite);
    EXPECT_EQ(file.address, "/var/lib/a b=c.sqlite");
}

TEST(ADatabaseUrl, IsShownWithoutItsPassword) {
    const auto url = DatabaseUrl::read("postgresql://user:pa%20ss@db.example:5433/name?sslmode=require").value();
    EXPECT_EQ(url.shown, "postgresql://db.example:5433/name");
}

TEST(ADatabaseUrl, ThatMakesNoSenseIsRefusedWithoutItsPassword) {
    for (const std::string& bad :
         {std::string{}, std::string{"mysql://user:secret@host/name"}, std::string{"secret"}, std::string{"sqlite:"},
          std::string{"sqlite::memory:"}, std::string{"sqlite:file:secret?mode=memory"},
          std::string{"sqlite:a\"secret"}, std::string{"postgresql://user:secret@host:port/name?secret"},
          std::string{"postgresql://user:secret@[::1/name"}, std::string{"postgresql://host/name?secret=1"},
          std::string{"postgresql://user:secret%zz@host/name"}, std::string{"postgresql://u:p@secret@host/name"},
          std::string{"postgresql://u:p/secret@host/name"}, std::string{"postgresql://u:p?secret@host/name"},
          std::string{"postgresql://h/n\0secret", 23}}) {
        const auto read = DatabaseUrl::read(bad);
        ASSERT_FALSE(read) << bad;
        EXPECT_EQ(read.error().code, "bad_database_url");
        EXPECT_THAT(read.error().message, HasSubstr("DATABASE_URL"));
        EXPECT_THAT(read.error().message + read.error().remedy, Not(HasSubstr("secret"))) << bad;
    }
}

TEST(Conninfo, HasNoSpaceInAnAddressAndLosesNothing) {
    const ConninfoOptions options{{"host", "/var/run/postgresql"}, {"password", " two  # 'words' & 100% \\ я=?/"}};
    const auto url = conninfo_url(options);
    EXPECT_EQ(url.find(' '), std::string::npos);
    const auto read = conninfo_options(url).value();
    for (const auto& [name, value] : options) EXPECT_EQ(read.at(name), value);
}

TEST(Conninfo, QuotesWhatWouldEndAValue) {
    EXPECT_EQ(conninfo_text({{"dbname", "a'b\\c"}, {"host", "h"}}), R"(dbname='a\'b\\c' host='h')");
    EXPECT_EQ(conninfo_options("postgresql://u:p%27w@h/n")->at("password"), "p'w");
}

}  // namespace
}  // namespace db_service
