// The catalogue, its vectors and all that answers questions about it, opened together.
//
// Immutable after load(), but for the encoder, which is loaded when a text has to be understood for the first time.
#pragma once

#include "core/base/result.hpp"
#include "core/catalogue/catalogue.hpp"
#include "core/catalogue/catalogue_file.hpp"
#include "core/ranking/advisor.hpp"
#include "core/ranking/description_search.hpp"
#include "data_folder.hpp"

#include <memory>
#include <optional>

namespace app {

class LoadedFilms {
public:
    // Fails as Catalogue::open() and read_vectors() do.
    static core::Result<LoadedFilms> load(const DataFolder& folder);

    const core::catalogue::Catalogue& films() const { return *films_; }
    const core::ranking::Advisor& advisor() const { return *advisor_; }
    bool is_indexed() const { return index_->has_value(); }

    // The films that `text` describes, best first. Where the model cannot be had, `warning` says why and words alone
    // are searched.
    std::vector<core::ranking::Described> describe(std::string_view text, std::size_t limit,
                                                   std::optional<core::Fault>& warning);

private:
    LoadedFilms() = default;
    void load_encoder(std::optional<core::Fault>& warning);

    // Behind pointers, since what is built on them keeps references.
    std::unique_ptr<core::catalogue::Catalogue> films_;
    std::unique_ptr<std::optional<core::catalogue::VectorIndex>> index_;
    std::unique_ptr<core::catalogue::FilmVectors> no_vectors_;
    std::unique_ptr<core::ranking::Advisor> advisor_;
    std::unique_ptr<core::ranking::DescriptionSearch> descriptions_;
    std::optional<core::encoder::SentenceEncoder> encoder_;
    std::optional<std::filesystem::path> model_;
};

}  // namespace app
