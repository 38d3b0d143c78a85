#include "commands.hpp"
#include "core/ranking/indexing.hpp"
#include "model_choice.hpp"
#include "terminal.hpp"

#include <chrono>
#include <istream>
#include <ostream>

namespace app {
namespace {

namespace catalogue = core::catalogue;
using core::encoder::SentenceEncoder;
using core::ranking::IndexProgress;

// Shows how far indexing is, on one line that is written over, and stops it on an interrupt.
class ProgressLine {
public:
    explicit ProgressLine(const Surroundings& surroundings) : surroundings_{surroundings} {}

    bool operator()(const IndexProgress& progress) {
        last_ = progress;
        const Progress shown{progress.encoded, progress.distinct - progress.reused,
                             std::chrono::steady_clock::now() - start_};
        if (surroundings_.shows_progress && shown.total > 0)
            surroundings_.errors << "\r" << progress_bar(shown) << "\033[K" << std::flush;
        return !surroundings_.interrupted();
    }

    void finish() const {
        if (surroundings_.shows_progress && last_.encoded > 0) surroundings_.errors << '\n';
    }
    const IndexProgress& last() const { return last_; }

private:
    const Surroundings& surroundings_;
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
    IndexProgress last_;
};

struct Place {
    const DataFolder& folder;
    ProgressLine& progress;
};

core::encoder::Precision precision_called(const std::string& name) {
    using core::encoder::Precision;
    return name == "f32" ? Precision::f32 : name == "int8" ? Precision::int8 : Precision::bf16;
}

// The model that was asked for, else the one that made the index, else the default.
core::Result<ModelChoice> model_for(const IndexOptions& options, const DataFolder& folder) {
    if (!options.model.empty()) return choose_model(options.model, folder);
    auto indexed = catalogue::read_index_model(folder.catalogue());
    if (!indexed) return indexed.error();
    return choose_model(indexed.value().value_or(default_model), folder);
}

core::Result<catalogue::VectorIndex> encode(const catalogue::Catalogue& films, const ModelChoice& model,
                                            const IndexOptions& options, const Place& place) {
    const auto encoder = SentenceEncoder::load(model.folder, {.precision = precision_called(options.precision),
                                                              .workload = core::encoder::Workload::bulk,
                                                              .threads = options.threads});
    if (!encoder) return encoder.error();
    const auto cached_as = model_fingerprint(model.folder) + " " + options.precision;
    auto cache = catalogue::EncodingCache::open(place.folder.encodings(), cached_as, encoder.value().dimensions());
    if (!cache) return cache.error();
    auto index =
        core::ranking::build_index(films, {encoder.value(), cache.value(), model.name}, std::ref(place.progress));
    place.progress.finish();
    return index;
}

}  // namespace

int index_films(const IndexOptions& options, const DataFolder& folder, const Surroundings& surroundings) {
    const auto films = catalogue::Catalogue::open(folder.catalogue());
    if (!films) return report(films.error(), surroundings);
    const auto model = model_for(options, folder);
    if (!model) return report(model.error(), surroundings);

    ProgressLine progress{surroundings};
    const auto index = encode(films.value(), model.value(), options, {folder, progress});
    if (!index) return report(index.error(), surroundings);
    if (const auto written = catalogue::write_vectors(index.value(), folder.catalogue()); !written)
        return report(written.error(), surroundings);
    surroundings.output << folder.catalogue().string() << ": " << films.value().size() << " films indexed with "
                        << model.value().name << ", " << progress.last().encoded << " texts encoded, "
                        << progress.last().reused << " known before\n";
    return exit_done;
}

}  // namespace app
