#include "staged_films.hpp"

#include <cstring>

namespace core::catalogue {
namespace {

// Calls `visit` with every member of `film` that is staged, in one order for packing and unpacking.
template <class AnyFilm, class Texts, class Numbers, class Lists>
void visit_members(AnyFilm& film, Texts text, Numbers number, Lists list) {
    for (auto* member : {&film.ids.imdb, &film.ids.wikipedia, &film.title, &film.title_ru, &film.original_title,
                         &film.language, &film.franchise, &film.synopsis_en, &film.synopsis_ru})
        text(*member);
    for (auto* member : {&film.ids.tmdb, &film.ids.kinopoisk, &film.ids.movielens, &film.year, &film.runtime_min,
                         &film.vote_count, &film.votes})
        number(*member);
    for (auto* member : {&film.countries, &film.genres, &film.keywords, &film.directors, &film.writers, &film.cast})
        list(*member);
}

void pack(std::string& record, std::uint64_t number) {
    for (; number >= 0x80; number >>= 7U) record += static_cast<char>(number | 0x80U);
    record += static_cast<char>(number);
}

void pack(std::string& record, std::string_view text) {
    pack(record, std::uint64_t{text.size()});
    record += text;
}

class Unpacker {
public:
    explicit Unpacker(std::string_view record) : rest_{record} {}

    std::uint64_t number() {
        std::uint64_t number = 0;
        for (unsigned shift = 0;; shift += 7) {
            const auto byte = static_cast<unsigned char>(rest_.front());
            rest_.remove_prefix(1);
            number |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
            if (byte < 0x80) return number;
        }
    }
    std::string_view text() {
        const auto size = static_cast<std::size_t>(number());
        const auto text = rest_.substr(0, size);
        rest_.remove_prefix(size);
        return text;
    }
    double real() {
        double number{};
        std::memcpy(&number, rest_.data(), sizeof number);
        rest_.remove_prefix(sizeof number);
        return number;
    }

private:
    std::string_view rest_;
};

}  // namespace

std::uint32_t StagedFilms::number_of(const std::string& name) {
    if (const auto known = numbers_.find(name); known != numbers_.end()) return known->second;
    const auto number = static_cast<std::uint32_t>(names_.size());
    names_.push_back(name);
    numbers_.emplace(names_.back(), number);
    return number;
}

std::string StagedFilms::packed(const Film& film) {
    std::string record;
    record.reserve(film.synopsis_en.size() + film.synopsis_ru.size() + 192);
    visit_members(
        film, [&](const std::string& text) { pack(record, std::string_view{text}); },
        [&](int number) { pack(record, static_cast<std::uint64_t>(number)); },
        [&](const std::vector<std::string>& list) {
            pack(record, std::uint64_t{list.size()});
            for (const auto& name : list) pack(record, std::uint64_t{number_of(name)});
        });
    pack(record, std::uint64_t{film.aliases.size()});
    for (const auto& alias : film.aliases) pack(record, std::string_view{alias});
    char average[sizeof film.vote_average];
    std::memcpy(average, &film.vote_average, sizeof average);
    record.append(average, sizeof average);
    record.shrink_to_fit();
    return record;
}

std::uint32_t StagedFilms::add(const Film& film) {
    records_.push_back(packed(film));
    return static_cast<std::uint32_t>(records_.size() - 1);
}

Film StagedFilms::film(std::uint32_t row) const {
    Film film;
    Unpacker record{records_[row]};
    visit_members(
        film, [&](std::string& text) { text = record.text(); },
        [&](int& number) { number = static_cast<int>(record.number()); },
        [&](std::vector<std::string>& list) {
            list.resize(record.number());
            for (auto& name : list) name = names_[record.number()];
        });
    film.aliases.resize(record.number());
    for (auto& alias : film.aliases) alias = record.text();
    film.vote_average = record.real();
    return film;
}

}  // namespace core::catalogue
