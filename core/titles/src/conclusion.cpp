// How a search ends: films weighed by fit and fame, and what they mean together.
#include "search.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

namespace core::titles {
namespace {

constexpr float weight_of_fame = 0.15F;
constexpr float fame_under_doubt = 0.25F;  // the less certain the fit, the more fame counts
constexpr float least_quality = 0.66F;     // of a text that names a film
constexpr float famous_bonus = 0.06F;
constexpr float sharp_margin = 0.03F;
constexpr float blurred_margin = 0.08F;
constexpr float alike = 0.02F;
constexpr float clearly_more_votes = 10;

// How much worse a film may fit and still be what was meant; more when it is far better known.
float rival_margin(float margin, float times_more_votes) {
    constexpr float per_decade_of_votes = 0.05F;
    return margin + per_decade_of_votes * std::log10(std::max(times_more_votes, 1.0F));
}

}  // namespace

void Search::keep_best_of_each_film() {
    std::ranges::sort(
        hits_, [](const Hit& a, const Hit& b) { return a.film != b.film ? a.film < b.film : a.quality > b.quality; });
    const auto repeated = std::ranges::unique(hits_, {}, &Hit::film);
    hits_.erase(repeated.begin(), repeated.end());
}

void Search::weigh() {
    for (auto& hit : hits_) {
        const float fame = index_.fame[hit.film];
        const float doubt = 1 - hit.quality;
        const float score =
            hit.quality * (1 - weight_of_fame) + fame * weight_of_fame + fame_under_doubt * doubt * (fame - 0.5F);
        hit.score = std::clamp(score, 0.0F, 1.0F);
    }
    std::ranges::sort(
        hits_, [](const Hit& a, const Hit& b) { return a.score != b.score ? a.score > b.score : a.film < b.film; });
}

bool Search::is_rival(const Hit& top, const Hit& other) const {
    const auto top_votes = static_cast<float>(std::max(index_.films[top.film].votes, 1));
    const auto votes = static_cast<float>(index_.films[other.film].votes);
    // Within a series titles differ by design, so that a slightly better fit tells; errors blur the others.
    const bool sharp = top.quality >= 0.9F || index_.series.same(top.film, other.film);
    const float margin = sharp ? sharp_margin : blurred_margin;
    return votes * clearly_more_votes > top_votes &&
           other.quality >= top.quality - rival_margin(margin, votes / top_votes);
}

// Moves the films that fit as well as the first to the front; how many there are. Films of one series go by year.
std::size_t Search::gather_choices() {
    const Hit top = hits_.front();
    const auto end =
        std::stable_partition(hits_.begin() + 1, hits_.end(), [&](const Hit& hit) { return is_rival(top, hit); });
    const auto in_series = std::stable_partition(hits_.begin() + 1, end, [&](const Hit& hit) {
        return index_.series.same(top.film, hit.film) && hit.quality > top.quality - alike;
    });
    // Films of one title are remakes, not the parts of a story: the better known stays first.
    const bool remakes = std::any_of(hits_.begin() + 1, in_series, [&](const Hit& hit) {
        return index_.films[hit.film].title == index_.films[top.film].title;
    });
    if (!remakes)
        std::stable_sort(hits_.begin(), in_series, [&](const Hit& a, const Hit& b) {
            return index_.films[a.film].year < index_.films[b.film].year;
        });
    return static_cast<std::size_t>(end - hits_.begin());
}

Resolution Search::conclude(std::size_t limit) {
    keep_best_of_each_film();
    weigh();
    Resolution resolution;
    if (hits_.empty()) return resolution;
    const auto& top = hits_.front();
    if (top.quality + famous_bonus * index_.fame[top.film] >= least_quality) {
        resolution.choices = gather_choices();
        resolution.outcome = resolution.choices == 1 ? Outcome::one_film : Outcome::several_films;
    }
    hits_.resize(std::min(hits_.size(), limit));
    resolution.candidates.reserve(hits_.size());
    resolution.choices = std::min(resolution.choices, hits_.size());
    std::vector<float> scores;
    scores.reserve(hits_.size());
    for (const auto& hit : hits_) scores.push_back(hit.score);
    std::ranges::sort(scores, std::greater{});
    for (std::size_t place = 0; place < hits_.size(); ++place)
        resolution.candidates.push_back({{hits_[place].film}, scores[place], hits_[place].match});
    return resolution;
}

}  // namespace core::titles
