#include "core/encoder/sentence_encoder.hpp"
#include "http_client.hpp"
#include "program_run.hpp"
#include "tiny_model.hpp"

#include <cstdio>

#include <boost/json.hpp>

namespace app {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::Each;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

namespace fs = std::filesystem;
namespace json = boost::json;

// The hub of hub_server.py in a process of its own.
class HubServer {
public:
    explicit HubServer(const fs::path& model) {
        const auto command =
            "exec python3 " KINOSOVET_SOURCE_DIR "/app/tests/hub/hub_server.py '" + model.string() + "'";
        process_ = popen(command.c_str(), "r");
        if (process_ == nullptr || std::fscanf(process_, "%d", &port_) != 1)
            throw std::runtime_error{"the hub for tests does not start"};
    }
    HubServer(const HubServer&) = delete;
    HubServer& operator=(const HubServer&) = delete;
    ~HubServer() {
        get("/quit");
        pclose(process_);
    }

    std::string address() const { return "http://127.0.0.1:" + std::to_string(port_); }
    json::array log() const { return json::parse(get("/log")).as_array(); }

private:
    std::string get(const std::string& path) const {
        HttpClient client{"tests"};
        std::string body;
        (void)client.get({.url = address() + path}, {.body = [&body](std::string_view bytes) {
                             body += bytes;
                             return true;
                         }});
        return body;
    }
    FILE* process_{};
    int port_{};
};

class ModelCommand : public ProgramRun {
protected:
    ModelCommand() { environment["HF_ENDPOINT"] = hub.address() + "/"; }

    Outcome get(const std::string& name) const { return run({"model", "get", name, "--from", "hub"}); }
    bool loads(const std::string& name) const {
        return bool{core::encoder::SentenceEncoder::load(folder / "models" / name)};
    }
    std::vector<std::string> names_in(const fs::path& place) const {
        std::vector<std::string> names;
        if (!fs::exists(folder / place)) return names;
        for (const auto& entry : fs::directory_iterator{folder / place}) names.push_back(entry.path().filename());
        return names;
    }
    // The ranges that were asked of the second host.
    std::vector<std::string> ranges() const {
        std::vector<std::string> asked;
        for (const auto& line : hub.log())
            if (line.at("host") == "store") asked.emplace_back(line.at("range").as_string());
        return asked;
    }

    core::encoder::TinyModel model;
    HubServer hub{model.folder()};
};

TEST_F(ModelCommand, FetchesAModelThatThenIndexesAndIsListed) {
    const auto fetched = get("good/tiny");
    ASSERT_EQ(fetched.code, exit_done) << fetched.errors;
    EXPECT_THAT(fetched.output, AllOf(HasSubstr("models/good/tiny"), HasSubstr("checked")));
    EXPECT_TRUE(loads("good/tiny"));
    EXPECT_THAT(names_in("models"), testing::ElementsAre("good")) << "nothing is left behind";
    EXPECT_THAT(names_in("models/good/tiny"),
                AllOf(Contains("model.safetensors"), Contains("1_Pooling"), Not(Contains("onnx")),
                      Not(Contains("pytorch_model.bin")), Not(Contains("train.py"))));
    EXPECT_THAT(get("good/tiny").output, HasSubstr("there already"));

    import_films();
    const auto indexed = run({"index", "--model", "good/tiny", "--precision", "f32"});
    ASSERT_EQ(indexed.code, exit_done) << indexed.errors;
    EXPECT_THAT(run({"model", "list"}).output, AllOf(HasSubstr("good/tiny"), HasSubstr("made the index")));
    const auto list = json::parse(run({"model", "list", "--json"}).output).at("models").as_array();
    ASSERT_EQ(list.size(), 3U) << "two that are known, one that is here";
    EXPECT_EQ(list.at(2).at("made_index"), true);
}

TEST_F(ModelCommand, SendsTheTokenToTheHubAndToNoOtherHost) {
    EXPECT_EQ(get("private/tiny").code, exit_bad_data);
    EXPECT_THAT(get("private/tiny").errors, HasSubstr("HF_TOKEN"));
    environment["HF_TOKEN"] = "wrong";
    EXPECT_THAT(get("private/tiny").errors, HasSubstr("does not accept the token"));
    environment["HF_TOKEN"] = "secret";
    EXPECT_EQ(get("private/tiny").code, exit_done);
    int asked_of_store = 0;
    for (const auto& line : hub.log()) {
        if (line.at("host") != "store") continue;
        ++asked_of_store;
        EXPECT_EQ(line.at("token"), "") << line.at("path");
    }
    EXPECT_GT(asked_of_store, 0);
}

TEST_F(ModelCommand, GoesOnWhereTheConnectionWasCut) {
    const auto fetched = get("cut/tiny");
    ASSERT_EQ(fetched.code, exit_done) << fetched.errors;
    EXPECT_TRUE(loads("cut/tiny"));
    const auto asked = ranges();
    ASSERT_EQ(asked.size(), 4U);
    EXPECT_EQ(asked[0], "");
    EXPECT_THAT(std::vector<std::string>(asked.begin() + 1, asked.end()), Each(testing::StartsWith("bytes=")));
    EXPECT_NE(asked[1], asked[2]) << "each time there was more already";
}

TEST_F(ModelCommand, StartsAgainWhereTheServerKnowsNoRanges) {
    const auto fetched = get("norange/tiny");
    ASSERT_EQ(fetched.code, exit_done) << fetched.errors;
    EXPECT_TRUE(loads("norange/tiny"));
}

TEST_F(ModelCommand, KeepsWhatCameBeforeAnInterruption) {
    int asked = 0;
    is_interrupted = [&] {
        return fs::exists(folder / "models/.arriving/crawl+tiny/0123456789abcdef/model.safetensors.part") &&
               ++asked > 3;
    };
    const auto stopped = get("crawl/tiny");
    EXPECT_EQ(stopped.code, exit_interrupted) << stopped.errors;
    EXPECT_THAT(names_in("models"), testing::ElementsAre(".arriving"));
    EXPECT_THAT(run({"model", "list"}).output, Not(HasSubstr("crawl/tiny"))) << "half a model is none";
    is_interrupted = [] { return false; };
    const auto before = hub.log().size();
    ASSERT_EQ(get("crawl/tiny").code, exit_done);
    EXPECT_TRUE(loads("crawl/tiny"));
    EXPECT_EQ(hub.log().size() - before, 3U) << "the list, and the weights with their redirect: the rest was there";
    EXPECT_THAT(ranges().back(), testing::StartsWith("bytes="));
}

TEST_F(ModelCommand, WaitsWhenTheHubIsBusyButNotForAnHour) {
    const auto fetched = get("busy/tiny");
    EXPECT_EQ(fetched.code, exit_done) << fetched.errors;
    EXPECT_THAT(fetched.errors, AllOf(HasSubstr("waiting 1 s"), HasSubstr("503")));
    const auto overload = get("overload/tiny");
    EXPECT_EQ(overload.code, exit_bad_data);
    EXPECT_THAT(overload.errors, HasSubstr("try again in 3600 seconds"));
}

TEST_F(ModelCommand, SaysWhatIsWrongAndWhatToDo) {
    EXPECT_THAT(get("gated/tiny").errors, HasSubstr("accept its terms"));
    EXPECT_THAT(get("nobody/knows").errors, HasSubstr("the hub knows no nobody/knows"));
    EXPECT_THAT(get("bare/tiny").errors, HasSubstr("has no model.safetensors"));
    EXPECT_THAT(get("strange/tiny").errors, HasSubstr("does not answer as a hub does"));
    EXPECT_THAT(get("circle/tiny").errors, HasSubstr("in circles"));
    environment["HF_ENDPOINT"] = "http://127.0.0.1:1";
    EXPECT_THAT(get("good/tiny").errors, HasSubstr("cannot be reached"));
    environment["HF_ENDPOINT"] = "file:///etc";
    EXPECT_THAT(get("good/tiny").errors, HasSubstr("HF_ENDPOINT"));
    EXPECT_THAT(names_in("models"), Not(Contains("gated"))) << "nothing half-fetched is in the place of a model";
}

TEST_F(ModelCommand, RefusesWeightsThatAreNotWhatTheyShouldBe) {
    const auto forged = get("forged/tiny");
    EXPECT_EQ(forged.code, exit_bad_data);
    EXPECT_THAT(forged.errors, HasSubstr("not the file it should be"));
    EXPECT_THAT(get("unnamed/tiny").errors, HasSubstr("names no checksum"));
    const auto known = get("all-MiniLM-L6-v2");
    EXPECT_EQ(known.code, exit_bad_data) << "the pinned checksum counts, not the hub's";
    EXPECT_THAT(known.errors, HasSubstr("not the file it should be"));
    for (const auto* name : {"forged", "unnamed", "all-MiniLM-L6-v2"})
        EXPECT_THAT(names_in("models"), Not(Contains(name)));
}

TEST_F(ModelCommand, LooksAtTheConfigurationBeforeItFetchesTheWeights) {
    const auto foreign = get("foreign/tiny");
    EXPECT_EQ(foreign.code, exit_bad_data);
    EXPECT_THAT(foreign.errors, HasSubstr("xlm-roberta"));
    EXPECT_THAT(ranges(), IsEmpty());
}

TEST_F(ModelCommand, WritesNothingOutsideItsPlace) {
    ASSERT_EQ(get("climbing/tiny").code, exit_done);
    for (const auto& entry : fs::recursive_directory_iterator{folder})
        EXPECT_NE(entry.path().filename(), "climbed.json");
    EXPECT_FALSE(fs::exists("/tmp/climbed.json"));
    for (const auto* name : {"../up", "a/../../b", "/etc", "a/b/c", "a b/c", "", "all-MiniLM-L6"})
        EXPECT_EQ(run({"model", "get", name}).code, exit_usage) << name;
}

TEST_F(ModelCommand, FollowsAModelThatMoved) { EXPECT_EQ(get("moved/tiny").code, exit_done); }

TEST_F(ModelCommand, TakesAModelFromTheHubsCache) {
    const auto place = folder / "hf" / "hub" / "models--some--tiny";
    fs::create_directories(place / "refs");
    fs::create_directories(place / "blobs");
    std::ofstream{place / "refs" / "main"} << "abc123";
    fs::create_directories(place / "snapshots");
    fs::copy(model.folder(), place / "snapshots" / "abc123", fs::copy_options::recursive);
    fs::remove(place / "snapshots" / "abc123" / "model.safetensors");
    const auto digest = std::string(64, '0');
    fs::copy_file(model.folder() / "model.safetensors", place / "blobs" / digest);
    fs::create_symlink("../../blobs/" + digest, place / "snapshots" / "abc123" / "model.safetensors");
    environment["HF_HOME"] = (folder / "hf").string();
    const auto damaged = get("some/tiny");
    EXPECT_EQ(damaged.code, exit_bad_data);
    EXPECT_THAT(damaged.errors, HasSubstr("is damaged")) << "the name of a blob is its checksum";

    fs::remove(place / "snapshots" / "abc123" / "model.safetensors");
    fs::copy_file(model.folder() / "model.safetensors", place / "snapshots" / "abc123" / "model.safetensors");
    const auto before = hub.log().size();
    const auto taken = get("some/tiny");
    ASSERT_EQ(taken.code, exit_done) << taken.errors;
    EXPECT_THAT(taken.output, HasSubstr("cache"));
    EXPECT_EQ(hub.log().size(), before) << "nobody was asked";
    EXPECT_TRUE(loads("some/tiny"));
}

TEST_F(ModelCommand, IsFoundByAProgramThatReadsTheCatalogueBesideItself) {
    import_films();
    fs::create_directories(folder / "tree" / "share" / "kinosovet");
    fs::rename(folder / "catalogue.sqlite", folder / "tree" / "share" / "kinosovet" / "catalogue.sqlite");
    program = (folder / "tree" / "bin" / "kinosovet").string();
    environment.erase("KINOSOVET_DATA");
    ASSERT_EQ(get("good/tiny").code, exit_done);
    EXPECT_TRUE(fs::exists(folder / ".local/share/kinosovet/models/good/tiny")) << "a person's own folder";
    const auto indexed = run({"index", "--model", "good/tiny", "--precision", "f32"});
    EXPECT_EQ(indexed.code, exit_done) << indexed.errors;
    EXPECT_THAT(run({"model", "list"}).output, HasSubstr("made the index"));
}

TEST_F(ModelCommand, ReplacesAModelInOneStep) {
    ASSERT_EQ(get("good/tiny").code, exit_done);
    write("models/good/tiny/old.txt", "of the old one");
    ASSERT_EQ(run({"model", "get", "good/tiny", "--again", "--from", "hub"}).code, exit_done);
    EXPECT_THAT(names_in("models/good/tiny"), Not(Contains("old.txt")));
    EXPECT_THAT(names_in("models"), testing::ElementsAre("good"));
}

}  // namespace
}  // namespace app
