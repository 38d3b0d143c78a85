#include "film_csv.hpp"

#include <cstdio>
#include <vector>

namespace app {
namespace {

using Names = std::vector<std::string>;

class Line {
public:
    void add(std::string cell) {
        if (cell.find_first_of(",\"\r\n") != std::string::npos) {
            for (auto quote = cell.find('"'); quote != std::string::npos; quote = cell.find('"', quote + 2))
                cell.insert(quote, 1, '"');
            cell = "\"" + cell + "\"";
        }
        text_.append(text_.empty() ? "" : ",").append(cell);
    }
    void add(int number) { add(number == 0 ? std::string{} : std::to_string(number)); }
    void add(const Names& names) {
        std::string cell;
        for (const auto& name : names) cell.append(cell.empty() ? "" : "|").append(name);
        add(std::move(cell));
    }
    std::string text() const { return text_ + "\r\n"; }

private:
    std::string text_;
};

std::string as_text(double number) {
    if (number == 0) return "";
    char digits[16];
    std::snprintf(digits, sizeof digits, "%.3f", number);
    std::string text = digits;
    text.erase(text.find_last_not_of('0') + 1);
    return text.ends_with('.') ? text + "0" : text;
}

}  // namespace

std::string csv_header() {
    return "id,imdb,tmdb,kinopoisk,movielens,wikipedia,title,title_ru,original_title,aliases,year,countries,language,"
           "runtime_min,genres,keywords,directors,writers,cast,franchise,synopsis_en,synopsis_ru,vote_average,"
           "vote_count,votes\r\n";
}

std::string csv_line(const core::catalogue::Film& film) {
    Line line;
    line.add(core::catalogue::film_id(film));
    line.add(film.ids.imdb);
    for (const int id : {film.ids.tmdb, film.ids.kinopoisk, film.ids.movielens}) line.add(id);
    for (const auto& text : {film.ids.wikipedia, film.title, film.title_ru, film.original_title}) line.add(text);
    line.add(film.aliases);
    line.add(film.year);
    line.add(film.countries);
    line.add(film.language);
    line.add(film.runtime_min);
    for (const auto& names : {film.genres, film.keywords, film.directors, film.writers, film.cast}) line.add(names);
    for (const auto& text : {film.franchise, film.synopsis_en, film.synopsis_ru}) line.add(text);
    line.add(as_text(film.vote_average));
    line.add(film.vote_count);
    line.add(film.votes);
    return line.text();
}

}  // namespace app
