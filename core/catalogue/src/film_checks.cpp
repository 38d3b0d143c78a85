#include "film_checks.hpp"

#include "core/catalogue/keywords.hpp"
#include "core/text/utf8.hpp"

#include <algorithm>

namespace core::catalogue {
namespace {

constexpr int first_film = 1888, last_film = 2030;  // years
constexpr int shortest_run = 1, longest_run = 900;  // minutes
constexpr std::size_t least_words = 35, most_words = 60;
constexpr std::size_t least_keywords = 6, most_keywords = 15;
constexpr std::size_t longest_keyword = 8;  // words
constexpr std::size_t cyrillic_per_latin = 9;

constexpr std::string_view languages =  // ISO 639-1
    "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv "
    "dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie "
    "ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv "
    "mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm "
    "rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr "
    "ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";

bool is_language(std::string_view code) {
    const auto found = languages.find(code);
    return code.size() == 2 && found != std::string_view::npos && found % 3 == 0;
}

bool is_cyrillic(char32_t letter) { return letter >= 0x400 && letter < 0x530; }
bool is_latin(char32_t letter) {
    const auto lower = letter | 0x20U;
    return (lower >= U'a' && lower <= U'z') || (letter >= 0xC0 && letter < 0x250 && letter != 0xD7 && letter != 0xF7);
}

struct Letters {
    std::size_t cyrillic{}, latin{}, words{};
};

// A word is what stands between spaces and holds a letter or a digit: a dash is none.
Letters count_letters(std::string_view utf8) {
    Letters count;
    bool is_in_word = false;
    for (const auto letter : text::decode(utf8)) {
        const bool is_digit = letter >= U'0' && letter <= U'9';
        count.cyrillic += is_cyrillic(letter) ? 1 : 0;
        count.latin += is_latin(letter) ? 1 : 0;
        if (letter == U' ') {
            is_in_word = false;
        } else if (!is_in_word && (is_digit || is_cyrillic(letter) || is_latin(letter))) {
            is_in_word = true;
            ++count.words;
        }
    }
    return count;
}

std::string in_quotes(std::string_view name) { return "\"" + std::string{name} + "\""; }

class FilmCheck {
public:
    FilmCheck(const Film& film, const Glossary& vocabulary) : film_{film}, vocabulary_{vocabulary} {}

    std::vector<Remark> remarks() && {
        check_numbers();
        check_titles();
        check_names(TermKind::genre, film_.genres, "genre");
        check_names(TermKind::country, film_.countries, "country");
        check_keywords();
        check_synopses();
        return std::move(remarks_);
    }

private:
    void remark(std::string code, std::string message) { remarks_.push_back({std::move(code), std::move(message)}); }

    void check_numbers() {
        if (film_.year < first_film || film_.year > last_film)
            remark("year_unlikely", "no film is of the year " + std::to_string(film_.year));
        if (film_.runtime_min != 0 && (film_.runtime_min < shortest_run || film_.runtime_min > longest_run))
            remark("runtime_unlikely", "a run time of " + std::to_string(film_.runtime_min) + " minutes is beyond " +
                                           std::to_string(longest_run));
        if (!film_.language.empty() && !is_language(film_.language))
            remark("language_unknown",
                   "the language " + in_quotes(film_.language) + " is no code of ISO 639-1, as en or ru");
    }

    void check_titles() {
        const auto letters = count_letters(film_.title_ru);
        if (letters.cyrillic == 0 && letters.latin > 0)
            remark("title_not_russian",
                   "title_ru " + in_quotes(film_.title_ru) + " has no Russian letter; leave it out");
    }

    void check_names(TermKind kind, const std::vector<std::string>& names, const std::string& called) {
        if (!vocabulary_.has(kind)) return;
        for (const auto& name : names)
            if (!vocabulary_.contains(kind, name))
                remark(called + "_unknown", "the " + called + " " + in_quotes(name) + " is not in glossary.tsv");
    }

    void check_keywords() {
        for (const auto& keyword : film_.keywords) {
            if (is_production_remark(keyword))
                remark("keyword_remark",
                       "the keyword " + in_quotes(keyword) + " is about how the film was made; take it out");
            if (count_letters(keyword).words > longest_keyword)
                remark("keyword_sentence", "the keyword " + in_quotes(keyword) + " is a sentence; use short keywords");
        }
        check_names(TermKind::keyword, film_.keywords, "keyword");
        if (!is_told()) return;
        const auto count = film_.keywords.size();
        if (count < least_keywords || count > most_keywords)
            remark("keyword_count", "a film with a synopsis has 6 to 15 keywords, this one " + std::to_string(count));
    }

    void check_synopses() {
        if (!is_told()) return;
        if (film_.synopsis_en.empty() || film_.synopsis_ru.empty())
            return remark("synopsis_missing", film_.synopsis_en.empty() ? "synopsis_ru stands without synopsis_en"
                                                                        : "synopsis_en stands without synopsis_ru");
        const auto english = count_letters(film_.synopsis_en);
        const auto russian = count_letters(film_.synopsis_ru);
        check_length("synopsis_en", english.words);
        check_length("synopsis_ru", russian.words);
        if (english.cyrillic > 0) remark("synopsis_not_english", "synopsis_en holds Russian letters");
        if (russian.cyrillic < cyrillic_per_latin * russian.latin)
            remark("synopsis_not_russian", "synopsis_ru holds too many Latin letters to be Russian");
    }

    void check_length(const std::string& called, std::size_t words) {
        if (words < least_words || words > most_words)
            remark("synopsis_length", called + " has " + std::to_string(words) + " words; write 35 to 60");
    }

    bool is_told() const { return !film_.synopsis_en.empty() || !film_.synopsis_ru.empty(); }

    const Film& film_;
    const Glossary& vocabulary_;
    std::vector<Remark> remarks_;
};

}  // namespace

std::vector<Remark> check_film(const Film& film, const Glossary& vocabulary) {
    return FilmCheck{film, vocabulary}.remarks();
}

}  // namespace core::catalogue
