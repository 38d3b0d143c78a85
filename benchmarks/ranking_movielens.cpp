#include "ranking_movielens.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>

#include <zlib.h>

namespace benchmarks {
namespace {

using core::catalogue::Catalogue;
using core::catalogue::FilmIndex;

constexpr std::size_t most_people = 1024;
constexpr std::size_t query_likes = 20, candidate_likes = 10, kept = 30;
constexpr double shrinkage = 5;

using People = std::bitset<most_people>;
using Likes = std::map<FilmIndex, People>;

core::Fault unreadable(const std::filesystem::path& file) {
    return {"movielens_unreadable", "cannot read " + file.string(), "download ml-latest-small and gzip its files"};
}

core::Result<Likes> read_likes(const std::filesystem::path& file, const std::unordered_map<int, FilmIndex>& by_number) {
    const std::unique_ptr<gzFile_s, decltype(&gzclose)> input{gzopen(file.c_str(), "rb"), gzclose};
    if (!input) return unreadable(file);
    Likes likes;
    char line[256];
    while (gzgets(input.get(), line, sizeof line) != nullptr) {
        char* at = line;
        const auto person = std::strtoul(at, &at, 10);
        if (*at != ',') continue;
        const auto film = by_number.find(static_cast<int>(std::strtol(at + 1, &at, 10)));
        if (*at != ',' || film == by_number.end() || person >= most_people) continue;
        if (std::strtod(at + 1, nullptr) >= 4.0) likes[film->second].set(person);
    }
    if (likes.empty()) return unreadable(file);
    return likes;
}

// People are dealt to the halves in turn.
People half_of_people(std::size_t half) {
    People people;
    for (std::size_t person = half; person < most_people; person += 2) people.set(person);
    return people;
}

void keep_highest(std::vector<float>& values) {
    if (values.size() <= kept) return;
    auto sorted = values;
    std::ranges::nth_element(sorted, sorted.begin() + kept, std::greater{});
    for (float& value : values)
        if (value <= sorted[kept]) value = 0;
}

CoLikes co_likes(FilmIndex query, const Likes& likes, const std::vector<FilmIndex>& candidates, const People& half) {
    People active;
    for (const auto& [film, people] : likes) active |= people;
    const auto everybody = static_cast<double>((active & half).count());
    const People own = likes.at(query) & half;
    CoLikes result{query, {}, {}};
    for (const FilmIndex candidate : candidates) {
        const People theirs = likes.at(candidate) & half;
        const auto one = static_cast<double>(own.count());
        const auto two = static_cast<double>(theirs.count());
        const double both = candidate == query ? 0.0 : static_cast<double>((own & theirs).count());
        const double length = std::sqrt(one * two) + shrinkage;
        result.cosine.push_back(static_cast<float>(both / length));
        result.lift.push_back(static_cast<float>(std::max(0.0, both - one * two / everybody) / length));
    }
    keep_highest(result.lift);
    return result;
}

}  // namespace

core::Result<MovieLens> read_movielens(const std::filesystem::path& folder, const Catalogue& films) {
    std::unordered_map<int, FilmIndex> by_number;
    for (std::uint32_t film = 0; film < films.size(); ++film)
        if (films.film({film}).movielens != 0) by_number.try_emplace(films.film({film}).movielens, FilmIndex{film});
    const auto likes = read_likes(folder / "ratings.csv.gz", by_number);
    if (!likes) return likes.error();

    MovieLens data;
    for (const auto& [film, people] : likes.value())
        if (people.count() >= candidate_likes) data.candidates.push_back(film);
    for (const auto& [film, people] : likes.value())
        for (std::size_t half = 0; half < 2 && people.count() >= query_likes; ++half)
            data.halves[half].push_back(co_likes(film, likes.value(), data.candidates, half_of_people(half)));
    return data;
}

}  // namespace benchmarks
