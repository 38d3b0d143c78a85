#include "health.hpp"

#include "checksum.hpp"
#include "core/catalogue/catalogue_file.hpp"
#include "core/encoder/engine.hpp"
#include "core/encoder/sentence_encoder.hpp"
#include "core/ranking/indexing.hpp"
#include "core/ranking/instructions.hpp"
#include "known_models.hpp"
#include "model_choice.hpp"
#include "ports.hpp"
#include "terminal.hpp"

#include <algorithm>
#include <array>
#include <system_error>

namespace app {
namespace {

namespace catalogue = core::catalogue;
namespace fs = std::filesystem;
using core::encoder::SentenceEncoder;

// What the command line has to say so that a remedy is about the same folder.
std::string with_data(const std::string& command, const std::string& data) {
    return data.empty() ? command : command + " --data " + data;
}

class Examination {
public:
    Examination(const DataFolder& folder, std::string data) : folder_{folder}, data_{std::move(data)} {}

    std::vector<Finding> all() {
        engine();
        model();
        films();
        index();
        disk();
        for (const auto& port : {Port{80, "nginx"}, Port{8000, "ml_service"}, Port{8001, "db_service"}}) add_port(port);
        return std::move(findings_);
    }

private:
    struct Port {
        int number;
        const char* owner;
    };

    void add(std::string name, Health health, std::string text, const std::string& remedy = "") {
        findings_.push_back({std::move(name), health, std::move(text), remedy});
    }
    void well(std::string name, std::string text) { add(std::move(name), Health::well, std::move(text)); }
    void wrong(const char* name, const std::string& text, const std::string& command) {
        add(name, Health::wrong, text, command);
    }
    std::string mending(const std::string& command) const { return with_data(command, data_); }

    void engine();
    void model();
    void films();
    void index();
    void disk();
    void add_port(const Port& port);

    const DataFolder& folder_;
    std::string data_;
    std::vector<Finding> findings_{};
    std::optional<catalogue::Catalogue> films_{};
    std::optional<std::size_t> dimensions_{};  // of the model, where it can be loaded
};

void Examination::engine() {
    const auto engine = core::encoder::find_engine();
    if (!engine) {
        wrong("openvino", engine.error().message, "scripts/setup");
        return;
    }
    well("openvino", engine.value().version + ", its part for processors loads");
    const std::string instructions{core::ranking::instructions_in_use()};
    const auto text = engine.value().processor + "; films are compared with " + instructions + ", texts encoded in " +
                      (engine.value().has_bf16 ? "bf16" : "f32, for want of bf16");
    if (instructions == "plain")
        add("processor", Health::remark, text + "; without AVX2 answers take longer");
    else
        well("processor", text);
}

void Examination::model() {
    std::error_code unknown;
    auto name = std::string{default_model};
    if (fs::exists(folder_.catalogue(), unknown))
        if (const auto indexed = catalogue::read_index_model(folder_.catalogue()))
            name = indexed.value().value_or(default_model);
    const auto choice = choose_model(name, folder_);
    const auto fetching = mending("kinosovet model get " + name);
    if (!choice) {
        wrong("model", choice.error().message, fetching);
        return;
    }
    const auto known = std::ranges::find(known_models(), name, &KnownModel::name);
    const bool is_pinned = known != known_models().end();
    if (is_pinned && sha256_of(choice.value().folder / "model.safetensors") != known->sha256) {
        wrong("model", "the weights of " + name + " are not the file they should be (SHA-256)", fetching + " --again");
        return;
    }
    const auto encoder = SentenceEncoder::load(choice.value().folder);
    if (!encoder) {
        wrong("model", encoder.error().message, fetching + " --again");
        return;
    }
    dimensions_ = encoder.value().dimensions();
    well("model", name + " loads, " + std::to_string(*dimensions_) + " dimensions" +
                      (is_pinned ? ", the checksum is right" : "; no checksum is known to hold it to"));
}

void Examination::films() {
    auto films = catalogue::Catalogue::open(folder_.catalogue());
    if (!films) {
        wrong("catalogue", films.error().message, mending("kinosovet import PATH"));
        return;
    }
    films_ = std::move(films).value();
    std::error_code unknown;
    const auto text = folder_.catalogue().string() + " opens: " + std::to_string(films_->size()) + " films, " +
                      megabytes(fs::file_size(folder_.catalogue(), unknown));
    if (films_->size() > 0)
        well("catalogue", text);
    else
        wrong("catalogue", folder_.catalogue().string() + " holds no films", mending("kinosovet import PATH"));
}

void Examination::index() {
    const auto mend = mending("kinosovet index");
    if (!films_) {
        add("index", Health::remark, "not looked at: there is no catalogue");
        return;
    }
    const auto index = catalogue::read_vectors(folder_.catalogue(), films_->size());
    if (!index || !index.value()) {
        wrong("index", index ? "the films are not indexed, so meaning does not count" : index.error().message, mend);
        return;
    }
    const auto& vectors = index.value()->vectors;
    if (dimensions_ && *dimensions_ != vectors.dimensions()) {
        wrong("index",
              "its vectors have " + std::to_string(vectors.dimensions()) + " dimensions, those of " +
                  index.value()->model + " have " + std::to_string(*dimensions_),
              mend);
        return;
    }
    std::size_t missing = 0;
    for (std::uint32_t row = 0; row < films_->size(); ++row) {
        if (vectors.scale({row}) != 0) continue;
        const auto texts = core::ranking::texts_of(films_->film({row}), *films_);
        if (!texts.natural.empty() || !texts.story.empty()) ++missing;
    }
    if (missing > 0)
        wrong("index", std::to_string(missing) + " films have no vector", mend);
    else
        well("index", "made by " + index.value()->model + ", every film that says what it is about has a vector");
}

void Examination::disk() {
    auto place = fs::absolute(folder_.path());
    std::error_code error;
    while (!fs::exists(place, error) && place.has_relative_path()) place = place.parent_path();
    const auto space = fs::space(place, error);
    if (error) {
        add("disk", Health::remark, "the free space in " + place.string() + " is unknown");
        return;
    }
    constexpr std::uintmax_t needed = 200'000'000, wanted = 1'000'000'000;
    const auto text = megabytes(space.available) + " are free in " + place.string();
    if (space.available < needed)
        wrong("disk", text + "; a catalogue and a model need 200 MB", "df -h " + place.string());
    else
        add("disk", space.available < wanted ? Health::remark : Health::well, text);
}

void Examination::add_port(const Port& port) {
    const auto name = "port " + std::to_string(port.number);
    const auto owner = std::string{" (for "} + port.owner + ")";
    switch (look_at_port(port.number)) {
        case PortState::free:
            return well(name, "free" + owner);
        case PortState::taken:
            return add(name, Health::remark, "in use" + owner + "; it may be the service itself",
                       "ss -ltnp 'sport = :" + std::to_string(port.number) + "'");
        case PortState::forbidden:
            return add(name, Health::remark, "only root may listen there" + owner);
    }
}

}  // namespace

std::vector<Finding> examine_all(const DataFolder& folder, const std::string& data) {
    return Examination{folder, data}.all();
}

}  // namespace app
