// Real queries against the built-in catalogue, with a floor for each kind of query.
#include "core/catalogue/json_lines.hpp"
#include "core/titles/title_index.hpp"
#include "film_views.hpp"
#include "title_judgement.hpp"
#include "typing_errors.hpp"

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include <gtest/gtest.h>

namespace core::titles {
namespace {

const std::filesystem::path source{KINOSOVET_SOURCE_DIR};

struct Score {
    int right = 0;
    int judged = 0;
    std::string misses{};

    double share() const { return judged == 0 ? 1.0 : static_cast<double>(right) / judged; }
};

class TitleAccuracy : public testing::Test {
protected:
    static void SetUpTestSuite() {
        auto read = catalogue::read_films(source / "data" / "catalogue");
        if (!read) return;
        films = std::make_unique<FilmViews>(std::move(read.value().films));
        index = std::make_unique<TitleIndex>(films->views());
    }
    static void TearDownTestSuite() {
        index.reset();
        films.reset();
    }
    void SetUp() override {
        if (!index) GTEST_SKIP() << "there is no built-in catalogue in data/catalogue";
    }

    static std::map<std::string, Score> scores(const std::vector<JudgedQuery>& queries) {
        const Judge judge{films->views()};
        std::map<std::string, Score> by_kind;
        for (const auto& query : queries) {
            const auto judgement = judge.judge(query, index->resolve({.text = query.text}));
            if (judgement == Judgement::film_unknown) continue;
            for (auto* score : {&by_kind[query.kind], &by_kind["all"]}) {
                ++score->judged;
                if (judgement == Judgement::right) ++score->right;
                if (judgement == Judgement::wrong) score->misses += "\n  " + query.text + " → " + query.title;
            }
        }
        return by_kind;
    }

    static void expect_floor(const std::filesystem::path& queries, double floor, double floor_of_kind) {
        for (const auto& [kind, score] : scores(read_judged_queries(queries)))
            EXPECT_GE(score.share(), kind == "all" ? floor : floor_of_kind)
                << kind << ": " << score.right << " of " << score.judged << score.misses;
    }

    static inline std::unique_ptr<FilmViews> films;
    static inline std::unique_ptr<TitleIndex> index;
};

TEST_F(TitleAccuracy, OfOwnQueriesHoldsForEveryKind) {
    expect_floor(source / "core/titles/tests/data/queries.tsv", 0.97, 0.9);
}

TEST_F(TitleAccuracy, OfTheGoalsQueriesHoldsForEveryKind) {
    expect_floor(source / "core/titles/tests/data/title_queries.tsv", 0.98, 0.9);
}

TEST_F(TitleAccuracy, OfRandomTypingErrorsIsHigh) {
    const auto all = scores(mistyped_queries(films->views(), 1000)).at("all");
    EXPECT_GE(all.share(), 0.97) << all.right << " of " << all.judged;
}

}  // namespace
}  // namespace core::titles
