#include "loaded_films.hpp"

namespace app {

using core::catalogue::Catalogue;
using core::catalogue::FilmVectors;

core::Result<LoadedFilms> LoadedFilms::load(const DataFolder& folder) {
    auto films = Catalogue::open(folder.catalogue());
    if (!films) return films.error();
    auto index = core::catalogue::read_vectors(folder.catalogue(), films.value().size());
    if (!index) return index.error();

    LoadedFilms loaded;
    loaded.films_ = std::make_unique<Catalogue>(std::move(films).value());
    loaded.index_ = std::make_unique<std::optional<core::catalogue::VectorIndex>>(std::move(index).value());
    loaded.no_vectors_ = std::make_unique<FilmVectors>(0, 0);
    const auto& vectors = loaded.is_indexed() ? (*loaded.index_)->vectors : *loaded.no_vectors_;
    loaded.advisor_ = std::make_unique<core::ranking::Advisor>(*loaded.films_, vectors);
    if (loaded.is_indexed()) loaded.model_ = folder.model((*loaded.index_)->model);
    return loaded;
}

void LoadedFilms::load_encoder(std::optional<core::Fault>& warning) {
    if (encoder_ || !model_) return;
    auto loaded = core::encoder::SentenceEncoder::load(*model_, {.precision = core::encoder::Precision::bf16});
    model_.reset();  // tried once is enough
    if (loaded && loaded.value().dimensions() == (*index_)->vectors.dimensions())
        encoder_ = std::move(loaded).value();
    else
        warning = loaded ? core::Fault{"model_mismatch", "the model is not the one that made the index",
                                       "run kinosovet index"}
                         : loaded.error();
}

std::vector<core::ranking::Described> LoadedFilms::describe(std::string_view text, std::size_t limit,
                                                            std::optional<core::Fault>& warning) {
    if (!descriptions_) descriptions_ = std::make_unique<core::ranking::DescriptionSearch>(*films_);
    // A Russian text without a word that the glossary knows in English is nothing that the model could read.
    if (!descriptions_->in_english(text).empty()) load_encoder(warning);
    return encoder_ ? descriptions_->search(text, *encoder_, **index_, limit) : descriptions_->by_words(text, limit);
}

}  // namespace app
