#include "core/ranking/indexing.hpp"

#include "core/ranking/description_search.hpp"
#include "small_catalogue.hpp"

#include <gmock/gmock.h>

namespace core::ranking {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

const std::vector<Film> told_films{
    {.title = "Heist at Midnight",
     .title_ru = "Полночь",
     .year = 2001,
     .countries = {"FR"},
     .genres = {"Crime"},
     .keywords = {"casino", "robbery"},
     .directors = {"Jean Example"},
     .synopsis_en = "Four friends plan to empty a casino vault in one night. The film was directed by nobody. It was "
                    "released in 2001.",
     .votes = 900},
    {.title = "Bank Job", .year = 1999, .genres = {"Crime"}, .keywords = {"robbery", "bank"}, .votes = 800},
    {.title = "Cosmic Drift",
     .year = 2014,
     .genres = {"Science Fiction"},
     .keywords = {"space travel"},
     .synopsis_en = "An astronaut leaves a dying Earth and flies alone to a distant planet.",
     .votes = 700},
    {.title = "Old Friend",
     .year = 1985,
     .genres = {"Drama"},
     .synopsis_en = "An ageing man and his loyal dog walk the coast together.",
     .votes = 600},
    {.title = "Stone Garden", .year = 1979, .genres = {"Drama"}, .votes = 500},
};

Glossary told_glossary() {
    Glossary glossary;
    glossary.add(catalogue::TermKind::keyword, "casino", {"казино", ""});
    glossary.add(catalogue::TermKind::keyword, "robbery", {"ограбление", ""});
    glossary.add(catalogue::TermKind::person, "Jean Example", {"Жан Пример", ""});
    return glossary;
}

// One encoder for all tests: it takes a second to load.
const encoder::SentenceEncoder& default_encoder() {
    static const auto loaded =
        encoder::SentenceEncoder::load(std::filesystem::path{KINOSOVET_MODELS_DIR} / "all-MiniLM-L6-v2");
    if (!loaded) throw std::runtime_error{loaded.error().message};
    return loaded.value();
}

class Indexing : public testing::Test {
protected:
    Result<catalogue::VectorIndex> build(const Catalogue& catalogue, bool go_on = true) {
        auto cache =
            catalogue::EncodingCache::open(folder.path() / "encodings.sqlite", "model", default_encoder().dimensions());
        return build_index(catalogue, {default_encoder(), cache.value(), "model"}, [&](const IndexProgress& progress) {
            last = progress;
            return go_on || progress.encoded == 0;
        });
    }

    test_support::TemporaryFolder folder;
    Catalogue films = catalogue_of(told_films, told_glossary());
    IndexProgress last;
};

double likeness(const catalogue::VectorIndex& index, FilmIndex left, FilmIndex right) {
    double dot = 0;
    for (std::size_t i = 0; i < index.vectors.dimensions(); ++i)
        dot += index.vectors.row(left)[i] * index.vectors.row(right)[i];
    return dot * static_cast<double>(index.vectors.scale(left) * index.vectors.scale(right));
}

TEST_F(Indexing, ReadsTitleAndFactsInSentences) {
    const auto texts = texts_of(films.film(index_of(films, "Bank Job")), films);
    EXPECT_EQ(texts.natural, "Bank Job (1999). Crime. robbery, bank");
    EXPECT_EQ(texts.story, "Crime. robbery, bank");
}

TEST_F(Indexing, LeavesTheTitleOutWhereNothingElseIsTold) {
    EXPECT_EQ(texts_of(films.film(index_of(films, "Stone Garden")), films).natural, "Drama");
}

TEST_F(Indexing, KeepsCreditsOutOfTheStory) {
    const auto texts = texts_of(films.film(index_of(films, "Heist at Midnight")), films);
    EXPECT_THAT(texts.natural, HasSubstr("directed by"));
    EXPECT_THAT(texts.story, HasSubstr("casino vault"));
    EXPECT_THAT(texts.story, Not(HasSubstr("directed by")));
    EXPECT_THAT(texts.story, Not(HasSubstr("released")));
}

TEST_F(Indexing, BringsLikeStoriesTogether) {
    const auto index = build(films);
    ASSERT_TRUE(index) << index.error().message;
    const auto heist = index_of(films, "Heist at Midnight");
    EXPECT_GT(likeness(index.value(), heist, index_of(films, "Bank Job")),
              likeness(index.value(), heist, index_of(films, "Cosmic Drift")) + 0.2);
    EXPECT_NEAR(likeness(index.value(), heist, heist), 1.0, 0.01);
}

TEST_F(Indexing, EncodesOnlyWhatItHasNotEncodedBefore) {
    ASSERT_TRUE(build(films));
    const auto first = last;
    EXPECT_EQ(first.reused, 0U);
    EXPECT_EQ(first.encoded, first.distinct);
    ASSERT_TRUE(build(films));
    EXPECT_EQ(last.encoded, 0U);
    EXPECT_EQ(last.reused, first.distinct);
}

TEST_F(Indexing, GoesOnWhereItWasStopped) {
    const auto many = catalogue_of(many_films(2000));
    const auto stopped = build(many, false);
    ASSERT_FALSE(stopped);
    EXPECT_EQ(stopped.error().code, "index_stopped");
    const auto done_before = last.encoded;
    EXPECT_GT(done_before, 0U);
    EXPECT_LT(done_before, last.distinct);
    ASSERT_TRUE(build(many));
    EXPECT_EQ(last.reused, done_before);
    EXPECT_EQ(last.reused + last.encoded, last.distinct);
}

class Description : public Indexing {
protected:
    std::string best_by_words(std::string_view text) const {
        const auto found = DescriptionSearch{films}.by_words(text, 3);
        return found.empty() ? "" : std::string{films.film(found.front().film).title};
    }
};

TEST_F(Description, FindsFilmsByWordsInEitherLanguage) {
    EXPECT_EQ(best_by_words("ограбления казино"), "Heist at Midnight");
    EXPECT_EQ(best_by_words("a movie about casinos"), "Heist at Midnight");
    EXPECT_EQ(best_by_words("фильмы режиссёра Жана Примера"), "Heist at Midnight");
    EXPECT_EQ(best_by_words("loyal dogs"), "Old Friend");
    EXPECT_EQ(best_by_words("qwertyuiop"), "");
    EXPECT_EQ(best_by_words(""), "");
}

TEST_F(Description, ReadsRussianAsFarAsTheGlossaryGoes) {
    const DescriptionSearch search{films};
    EXPECT_EQ(search.in_english("фильм про ограбление казино"), "casino, robbery");
    EXPECT_EQ(search.in_english("что-нибудь грустное"), "");
    EXPECT_EQ(search.in_english("a sad dog"), "a sad dog");
}

TEST_F(Description, LetsMeaningDecideWhereWordsAreEqual) {
    films = catalogue_of({{.title = "One", .year = 1999, .keywords = {"robbery", "railway"}, .votes = 60},
                          {.title = "Two", .year = 1999, .keywords = {"robbery", "casino"}, .votes = 50},
                          {.title = "Three", .year = 1999, .keywords = {"gardening", "spring"}, .votes = 40},
                          {.title = "Four", .year = 1999, .keywords = {"friendship", "island"}, .votes = 30}});
    const auto index = build(films);
    ASSERT_TRUE(index);
    const auto* query = "roulette robbery";
    EXPECT_EQ(best_by_words(query), "One");
    const auto found = DescriptionSearch{films}.search(query, default_encoder(), index.value(), 3);
    ASSERT_THAT(found, Not(IsEmpty()));
    EXPECT_EQ(films.film(found.front().film).title, "Two");
    for (const auto& one : found) EXPECT_LE(one.confidence, 1.0F);
}

TEST_F(Description, FindsNothingInNonsense) {
    const auto index = build(films);
    ASSERT_TRUE(index);
    EXPECT_THAT(DescriptionSearch{films}.search("asdfgh qwe zxc", default_encoder(), index.value(), 3), IsEmpty());
}

}  // namespace
}  // namespace core::ranking
