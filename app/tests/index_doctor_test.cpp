#include "program_run.hpp"
#include "tiny_model.hpp"

#include <cstring>

#include <boost/json.hpp>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace app {
namespace {

using testing::AllOf;
using testing::Each;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

namespace fs = std::filesystem;
namespace json = boost::json;

class Indexing : public ProgramRun {
protected:
    Outcome index(const std::string& encoder, const std::string& precision = "f32") const {
        return run({"index", "--model", encoder, "--precision", precision});
    }
    std::string indexed_by() const {
        const auto listed = json::parse(run({"model", "list", "--json"}).output);
        for (const auto& entry : listed.at("models").as_array())
            if (entry.at("made_index").as_bool()) return std::string{entry.at("name").as_string()};
        return "";
    }
    core::encoder::TinyModel model, other;
};

TEST_F(Indexing, EncodesOnceForEachModelAndPrecision) {
    import_films();
    const auto first = index(model.folder());
    ASSERT_EQ(first.code, exit_done) << first.errors;
    EXPECT_THAT(first.output, AllOf(HasSubstr("3 films indexed"), HasSubstr("3 texts encoded")));
    EXPECT_THAT(index(model.folder()).output, HasSubstr("0 texts encoded, 3 known before"));
    EXPECT_THAT(index(model.folder(), "int8").output, HasSubstr("3 texts encoded"));
    EXPECT_THAT(index(model.folder(), "bf16").output, HasSubstr("3 texts encoded"));
    EXPECT_THAT(index(model.folder(), "f32").output, HasSubstr("0 texts encoded")) << "going back costs nothing";
    EXPECT_EQ(index(model.folder(), "f16").code, exit_usage);
}

TEST_F(Indexing, EncodesOnlyFilmsThatChanged) {
    import_films();
    ASSERT_EQ(index(model.folder()).code, exit_done);
    auto changed = films;
    changed.replace(changed.find("paint cans"), 10, "a tarantula");
    write("films.jsonl", changed);
    ASSERT_EQ(run({"import", (folder / "films.jsonl").string()}).code, exit_done);
    EXPECT_THAT(index(model.folder()).output, HasSubstr("2 texts encoded, 1 known before"));
}

TEST_F(Indexing, EncodesAgainWhenTheModelInAFolderBecameAnother) {
    import_films();
    ASSERT_EQ(index(model.folder()).code, exit_done);
    EXPECT_THAT(index(other.folder()).output, HasSubstr("0 texts encoded")) << "the same model at another place";
    model.tensors()["embeddings.word_embeddings.weight"].bytes[5] ^= 1;
    model.write_weights();
    EXPECT_THAT(index(model.folder()).output, HasSubstr("3 texts encoded"));
}

TEST_F(Indexing, LetsSearchFindTheModelOfAFolderAgain) {
    import_films();
    const auto here = fs::current_path();
    fs::current_path(model.folder().parent_path());
    const auto indexed = index("./" + model.folder().filename().string());
    fs::current_path(here);
    ASSERT_EQ(indexed.code, exit_done) << indexed.errors;
    const auto found = run({"search", "a boy who guards a house", "--json"});
    EXPECT_EQ(json::parse(found.output).at("query").at("matched_by"), "description");
    EXPECT_THAT(found.errors, IsEmpty());
    EXPECT_THAT(run({"index", "--precision", "f32"}).output, HasSubstr(model.folder().string()))
        << "left out, the model is the one that made the index";
    model.remove("config.json");
    EXPECT_THAT(run({"search", "a boy who guards a house"}).errors, HasSubstr("config.json"));
}

TEST_F(Indexing, KeepsTheOldIndexUntilTheNewOneIsWhole) {
    import_films();
    ASSERT_EQ(index(model.folder()).code, exit_done);
    EXPECT_EQ(index("no-such-model").code, exit_bad_data);
    EXPECT_EQ(index((folder / "nowhere").string()).code, exit_bad_data);
    is_interrupted = [] { return true; };
    EXPECT_EQ(index(other.folder(), "bf16").code, exit_interrupted);
    is_interrupted = [] { return false; };
    EXPECT_EQ(indexed_by(), model.folder().string());
    ASSERT_EQ(index(other.folder(), "bf16").code, exit_done);
    EXPECT_EQ(indexed_by(), other.folder().string());
}

class Doctor : public ProgramRun {
protected:
    json::object finding(const std::string& name) const {
        const auto answer = json::parse(run({"doctor", "--json"}).output);
        for (const auto& found : answer.at("findings").as_array())
            if (found.at("name").as_string() == std::string_view{name}) return found.as_object();
        return {};
    }
    core::encoder::TinyModel model;
};

TEST_F(Doctor, FindsNothingWrongWhereAllIsWell) {
    import_films();
    ASSERT_EQ(run({"index", "--model", model.folder(), "--precision", "f32"}).code, exit_done);
    const auto answer = run({"doctor"});
    EXPECT_EQ(answer.code, exit_done) << answer.output;
    EXPECT_THAT(answer.output, AllOf(HasSubstr("✓ openvino"), HasSubstr("✓ processor"), HasSubstr("✓ model"),
                                     HasSubstr("✓ catalogue"), HasSubstr("3 films"), HasSubstr("✓ index"),
                                     HasSubstr("Nothing is wrong."), Not(HasSubstr("✗")), Not(HasSubstr("\033"))));
    EXPECT_THAT(lines_of(answer.output), Each(FitsTheTerminal()));
    EXPECT_EQ(json::parse(run({"doctor", "--json"}).output).at("ok"), true);
}

TEST_F(Doctor, NamesTheCommandThatMendsEachThing) {
    const auto empty = run({"doctor"});
    EXPECT_EQ(empty.code, exit_bad_data);
    EXPECT_THAT(empty.output, AllOf(HasSubstr("✗ model"), HasSubstr("→ kinosovet model get all-MiniLM-L6-v2"),
                                    HasSubstr("✗ catalogue"), HasSubstr("→ kinosovet import"), HasSubstr("2 things")));
    EXPECT_THAT(lines_of(empty.output), Each(FitsTheTerminal()));
    const auto named = run({"doctor", "--data", (folder / "elsewhere").string()});
    EXPECT_THAT(named.output, HasSubstr("kinosovet import PATH --data " + (folder / "elsewhere").string()));

    import_films();
    EXPECT_EQ(finding("index").at("state"), "wrong");
    EXPECT_EQ(finding("index").at("remedy"), "kinosovet index");
    std::ofstream{folder / "catalogue.sqlite"} << "not a catalogue";
    EXPECT_EQ(finding("catalogue").at("state"), "wrong");
}

TEST_F(Doctor, HoldsAKnownModelToItsChecksum) {
    fs::create_directories(folder / "models");
    fs::copy(model.folder(), folder / "models" / "all-MiniLM-L6-v2", fs::copy_options::recursive);
    const auto found = finding("model");
    EXPECT_EQ(found.at("state"), "wrong");
    EXPECT_EQ(found.at("remedy"), "kinosovet model get all-MiniLM-L6-v2 --again");
}

TEST_F(Doctor, SeesThatTheModelIsNoLongerTheOneThatMadeTheIndex) {
    import_films();
    ASSERT_EQ(run({"index", "--model", model.folder(), "--precision", "f32"}).code, exit_done);
    fs::remove_all(model.folder());
    fs::copy(KINOSOVET_MODELS_DIR "/all-MiniLM-L6-v2", model.folder(), fs::copy_options::recursive);
    EXPECT_EQ(finding("index").at("state"), "wrong");
    EXPECT_EQ(finding("index").at("remedy"), "kinosovet index");
}

TEST_F(Doctor, RemarksThatAPortIsInUse) {
    const int listener = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(8001);
    const bool is_ours = bind(listener, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    if (is_ours) listen(listener, 1);  // else another one listens there, which will do as well
    const auto found = finding("port 8001");
    EXPECT_EQ(found.at("state"), "remark");
    EXPECT_EQ(found.at("remedy"), "ss -ltnp 'sport = :8001'");
    close(listener);
}

}  // namespace
}  // namespace app
