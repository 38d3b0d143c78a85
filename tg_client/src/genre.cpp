#include "tg_client/dialogue/genre.hpp"

#include "plain_text.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace tg_client {
namespace {

struct Stem {
    std::string_view stem{};
    char letter{};
};

// How the words for a genre begin, the longer before those they begin with.
constexpr std::array stems{
    Stem{"боевик", 'a'},     Stem{"экшн", 'a'},       Stem{"экшен", 'a'},    Stem{"action", 'a'},
    Stem{"приключен", 'b'},  Stem{"adventure", 'b'},  Stem{"мульт", 'c'},    Stem{"анимац", 'c'},
    Stem{"аниме", 'c'},      Stem{"animat", 'c'},     Stem{"cartoon", 'c'},  Stem{"anime", 'c'},
    Stem{"комед", 'd'},      Stem{"comed", 'd'},      Stem{"криминал", 'e'}, Stem{"crime", 'e'},
    Stem{"документал", 'f'}, Stem{"documentar", 'f'}, Stem{"драм", 'g'},     Stem{"drama", 'g'},
    Stem{"семейн", 'h'},     Stem{"family", 'h'},     Stem{"фэнтези", 'i'},  Stem{"фентези", 'i'},
    Stem{"fantasy", 'i'},    Stem{"историч", 'j'},    Stem{"histor", 'j'},   Stem{"ужас", 'k'},
    Stem{"хоррор", 'k'},     Stem{"horror", 'k'},     Stem{"музык", 'l'},    Stem{"мюзикл", 'l'},
    Stem{"music", 'l'},      Stem{"детектив", 'm'},   Stem{"myster", 'm'},   Stem{"detective", 'm'},
    Stem{"мелодрам", 'n'},   Stem{"романти", 'n'},    Stem{"romance", 'n'},  Stem{"romantic", 'n'},
    Stem{"фантасти", 'o'},   Stem{"sci-fi", 'o'},     Stem{"scifi", 'o'},    Stem{"science fiction", 'o'},
    Stem{"телефильм", 'p'},  Stem{"tv movie", 'p'},   Stem{"триллер", 'q'},  Stem{"thriller", 'q'},
    Stem{"военн", 'r'},      Stem{"войн", 'r'},       Stem{"war", 'r'},      Stem{"вестерн", 's'},
    Stem{"western", 's'},
};
constexpr std::size_t longest_ending = 10;  // bytes: five letters of Russian

std::string_view without_word_for_films(std::string_view words) {
    for (const std::string_view ending :
         {" фильмы", " фильмов", " фильм", " кино", " films", " movies", " film", " movie"})
        if (words.ends_with(ending)) return words.substr(0, words.size() - ending.size());
    return words;
}

std::optional<Genre> first(auto is_it) {
    const auto found = std::ranges::find_if(genres(), is_it);
    return found == genres().end() ? std::nullopt : std::optional{*found};
}

}  // namespace

const std::vector<Genre>& genres() {
    static const std::vector<Genre> all{
        {'a', "Action", "боевик"},        {'b', "Adventure", "приключения"}, {'c', "Animation", "мультфильм"},
        {'d', "Comedy", "комедия"},       {'e', "Crime", "криминал"},        {'f', "Documentary", "документальный"},
        {'g', "Drama", "драма"},          {'h', "Family", "семейный"},       {'i', "Fantasy", "фэнтези"},
        {'j', "History", "исторический"}, {'k', "Horror", "ужасы"},          {'l', "Music", "музыка"},
        {'m', "Mystery", "детектив"},     {'n', "Romance", "мелодрама"},     {'o', "Science Fiction", "фантастика"},
        {'p', "TV Movie", "телефильм"},   {'q', "Thriller", "триллер"},      {'r', "War", "военный"},
        {'s', "Western", "вестерн"}};
    return all;
}

std::string_view name_in(const Genre& genre, api::Language language) {
    return language == api::Language::ru ? genre.name_ru : genre.name;
}

std::optional<Genre> genre_named(std::string_view words) {
    const auto lowered = lower_case(words);
    for (const std::string_view named : {std::string_view{lowered}, without_word_for_films(lowered)})
        for (const auto& [stem, letter] : stems) {
            if (!named.starts_with(stem)) continue;
            const auto ending = named.substr(stem.size());
            if (ending.size() <= longest_ending && ending.find(' ') == std::string_view::npos)
                return genre_with(letter);
        }
    return std::nullopt;
}

std::optional<Genre> genre_with(char letter) {
    return first([letter](const Genre& genre) { return genre.letter == letter; });
}

std::optional<Genre> genre_called(std::string_view name) {
    return first([name](const Genre& genre) { return genre.name == name; });
}

}  // namespace tg_client
