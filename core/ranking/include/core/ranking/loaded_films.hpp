// A catalogue, its vectors and all that answers questions about it, opened together.
//
// What the command line and the services stand on. Any number of threads: nothing changes after load() but the encoder
// and the word index, which are made when a text has to be understood for the first time, or by prepare(). Reads the
// files it is told of; knows nothing of where they are kept.
#pragma once

#include "core/base/result.hpp"
#include "core/catalogue/catalogue.hpp"
#include "core/catalogue/catalogue_file.hpp"
#include "core/ranking/advisor.hpp"
#include "core/ranking/description_search.hpp"

#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace core::ranking {

struct FilmFiles {
    std::filesystem::path catalogue{};
    // Where the model that made the index lies, by its name.
    std::function<std::filesystem::path(const std::string&)> model_folder{};
};

// What a text was found to mean.
struct Finding {
    MatchedBy matched_by = MatchedBy::title;
    std::optional<catalogue::FilmIndex> film{};   // where it names one
    std::size_t choices{};                        // so many of the first candidates fit equally; 0 where it names none
    std::vector<titles::Candidate> candidates{};  // best first, the film that is meant included
};

class LoadedFilms {
public:
    // Fails as Catalogue::open() and read_vectors() do.
    static Result<std::shared_ptr<const LoadedFilms>> load(const FilmFiles& files);

    // Makes now what understanding texts needs. Fails as SentenceEncoder::load() does, and with model_mismatch.
    Result<Done> prepare() const;

    const catalogue::Catalogue& films() const { return *films_; }
    const Advisor& advisor() const { return *advisor_; }
    bool is_indexed() const { return index_.has_value(); }
    // The same for the same films, vectors and model; another for others.
    const std::string& version() const { return version_; }

    // The films that `text` names, or else those that it describes; where it does neither, the nearest titles.
    Finding find(const titles::TitleQuery& query) const;

    // As Advisor::advise(); but a wish of one text that names no film is answered by what it describes, and says so.
    Result<Advice, AdviceFault> advise(const AdviceRequest& request) const;

    // Why texts are searched by their words alone, where that is so because the model cannot be had.
    std::optional<Fault> encoder_fault() const;

private:
    LoadedFilms() = default;
    void make_describer() const;
    std::vector<Described> describe(std::string_view text, std::size_t limit) const;
    Result<Advice, AdviceFault> advise_described(const AdviceRequest& request, const AdviceFault& unknown) const;

    std::optional<catalogue::Catalogue> films_{};
    std::optional<catalogue::VectorIndex> index_{};
    catalogue::FilmVectors no_vectors_{0, 0};
    std::optional<Advisor> advisor_{};
    std::filesystem::path model_{};
    std::string version_{};

    mutable std::once_flag describer_made_{};
    mutable std::optional<DescriptionSearch> descriptions_{};
    mutable std::optional<encoder::SentenceEncoder> encoder_{};
    mutable std::optional<Fault> encoder_fault_{};
};

}  // namespace core::ranking
