#include "commands.hpp"
#include "core/ranking/indexing.hpp"
#include "loaded_films.hpp"
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

core::Result<catalogue::VectorIndex> encode(const catalogue::Catalogue& films, const SentenceEncoder& encoder,
                                            const DataFolder& folder, ProgressLine& progress) {
    auto cache = catalogue::EncodingCache::open(folder.encodings(), default_model, encoder.dimensions());
    if (!cache) return cache.error();
    auto index = core::ranking::build_index(films, {encoder, cache.value(), default_model}, std::ref(progress));
    progress.finish();
    return index;
}

}  // namespace

int index_films(const IndexOptions& options, const DataFolder& folder, const Surroundings& surroundings) {
    const auto films = catalogue::Catalogue::open(folder.catalogue());
    if (!films) return report(films.error(), surroundings);
    const auto encoder =
        SentenceEncoder::load(folder.model(default_model), {.precision = core::encoder::Precision::bf16,
                                                            .workload = core::encoder::Workload::bulk,
                                                            .threads = options.threads});
    if (!encoder) return report(encoder.error(), surroundings);

    ProgressLine progress{surroundings};
    const auto index = encode(films.value(), encoder.value(), folder, progress);
    if (!index) return report(index.error(), surroundings);
    if (const auto written = catalogue::write_vectors(index.value(), folder.catalogue()); !written)
        return report(written.error(), surroundings);
    surroundings.output << folder.catalogue().string() << ": " << films.value().size() << " films indexed, "
                        << progress.last().encoded << " texts encoded, " << progress.last().reused << " known before\n";
    return exit_done;
}

}  // namespace app
