#include "twins.hpp"

#include "core/text/fold.hpp"

#include <algorithm>
#include <cstdlib>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace core::ranking {
namespace {

using catalogue::Catalogue;
using catalogue::FilmView;
using catalogue::Term;

// A person may be known by a Latin name in one record and by a Russian one in the other.
bool same_person(const catalogue::Vocabulary& people, Term left, Term right) {
    const auto russian = [&](Term person) {
        return people.name_ru(person).empty() ? people.name(person) : people.name_ru(person);
    };
    return left == right || russian(left) == russian(right);
}

bool share_director(const Catalogue& films, const FilmView& left, const FilmView& right) {
    return std::ranges::any_of(left.directors, [&](Term one) {
        return std::ranges::any_of(right.directors, [&](Term two) { return same_person(films.people(), one, two); });
    });
}

template <class Id>
bool differ(const Id& left, const Id& right) {
    return left != Id{} && right != Id{} && left != right;
}

template <class Id>
bool agree(const Id& left, const Id& right) {
    return left != Id{} && left == right;
}

// Two films with one title in one year exist; what tells them apart is another director, language or number.
bool same_film(const Catalogue& films, const FilmView& left, const FilmView& right) {
    if (agree(left.tmdb, right.tmdb) || agree(left.kinopoisk, right.kinopoisk)) return true;
    if (std::abs(left.year - right.year) > 1) return false;
    if (!left.directors.empty() && !right.directors.empty()) return share_director(films, left, right);
    return !differ(left.imdb, right.imdb) && !differ(left.tmdb, right.tmdb) &&
           !differ(left.kinopoisk, right.kinopoisk) && !differ(left.language, right.language);
}

// The films that have a key, the last added first.
template <class Key>
class Bearers {
public:
    explicit Bearers(std::size_t keys) { last_.reserve(keys); }

    void add(const Key& key, std::uint32_t film) {
        const auto [at, added] = last_.try_emplace(key, none);
        links_.push_back({film, at->second});
        at->second = static_cast<std::uint32_t>(links_.size() - 1);
    }

    template <class Visit>
    void visit(const Key& key, const Visit& visit_film) const {
        const auto found = last_.find(key);
        if (found == last_.end()) return;
        for (auto at = found->second; at != none; at = links_[at].previous) visit_film(links_[at].film);
    }

private:
    static constexpr std::uint32_t none = 0xFFFFFFFF;
    struct Link {
        std::uint32_t film, previous;
    };
    std::unordered_map<Key, std::uint32_t> last_;
    std::vector<Link> links_;
};

}  // namespace

Twins::Twins(const Catalogue& films, const FoldedTitles& titles) : face_(films.size()) {
    Bearers<std::string_view> by_title{2 * films.size()};
    Bearers<std::string> by_alias{films.size() / 4};
    Bearers<int> by_tmdb{films.size()}, by_kinopoisk{films.size()};
    for (std::uint32_t film = 0; film < films.size(); ++film) {
        face_[film] = film;
        const FilmView& view = films.film({film});
        const auto take = [&](std::uint32_t other) {
            if (other != film && face_[film] == film && same_film(films, films.film({other}), view))
                face_[film] = face_[other];
        };
        // Some aliases are another film's title, so they count only where the director says the same.
        const auto take_if_directed = [&](std::uint32_t other) {
            if (share_director(films, films.film({other}), view)) take(other);
        };
        for (const auto& title : titles.of({film})) {
            by_title.visit(title.folded, take);
            by_alias.visit(std::string{title.folded}, take_if_directed);
            by_title.add(title.folded, film);
        }
        for (const auto alias : view.aliases) {
            const auto folded = text::fold(alias);
            by_title.visit(folded, take_if_directed);
            by_alias.add(folded, film);
        }
        if (view.tmdb != 0) by_tmdb.visit(view.tmdb, take);
        if (view.kinopoisk != 0) by_kinopoisk.visit(view.kinopoisk, take);
        if (view.tmdb != 0) by_tmdb.add(view.tmdb, film);
        if (view.kinopoisk != 0) by_kinopoisk.add(view.kinopoisk, film);
        if (face_[film] != film) hidden_.push_back({film});
    }
}

}  // namespace core::ranking
