#include "film_page.hpp"

#include "core/catalogue/film_record.hpp"
#include "core/catalogue/json_lines.hpp"
#include "film_links.hpp"
#include "film_words.hpp"
#include "json_line.hpp"
#include "terminal.hpp"

namespace app {
namespace {

namespace catalogue = core::catalogue;
namespace json = boost::json;
using core::ranking::Language;

constexpr std::size_t fact_column = 20;

// "комедия (Comedy), семейный (Family)": the other language's word stands behind where there is one.
std::string in_both(std::span<const catalogue::Term> terms, const catalogue::Vocabulary& vocabulary,
                    Language language) {
    std::string text;
    for (const auto term : terms) {
        std::string_view first = vocabulary.name_ru(term);
        std::string_view second = vocabulary.name_en(term);
        if (language == Language::english || first.empty()) std::swap(first, second);
        text.append(text.empty() ? "" : ", ").append(first);
        if (!second.empty() && second != first) text.append(" (").append(second).append(")");
    }
    return text;
}

std::string joined(std::span<const std::string> words) {
    std::string text;
    for (const auto& word : words) text.append(text.empty() ? "" : ", ").append(word);
    return text;
}

// Lines of "name  fact", where the fact is known.
class Page {
public:
    explicit Page(const TextStyle& style) : style_{style} {}

    void add(const char* russian, const char* english, const std::string& fact) {
        if (fact.empty()) return;
        const char* name = in(style_.language, russian, english);
        auto lines = wrapped(fact, fact_column);
        lines.erase(0, fact_column);
        const auto margin = std::string(fact_column - 2 - columns_of(name), ' ');
        text_ += "  " + painted(name, Colour::note, style_.coloured) + margin + lines;
    }
    void add(const char* russian, const char* english, int number) {
        if (number != 0) add(russian, english, std::to_string(number));
    }
    const std::string& text() const { return text_; }

private:
    const TextStyle& style_;
    std::string text_;
};

void add_titles(const catalogue::Film& film, Page& page) {
    const auto ids = catalogue::all_film_ids(film);
    page.add("Id", "Id", ids.front());
    page.add("Другие id", "Other ids", joined(std::span{ids}.subspan(1)));
    page.add("По-английски", "English title", film.title);
    page.add("По-русски", "Russian title", film.title_ru);
    page.add("В оригинале", "Original title", film.original_title);
    page.add("Также", "Also known as", joined(film.aliases));
}

void add_facts(const catalogue::FilmView& film, const TextStyle& style, const catalogue::Catalogue& films, Page& page) {
    const auto names = [&](std::span<const catalogue::Term> terms, const catalogue::Vocabulary& vocabulary) {
        return in_both(terms, vocabulary, style.language);
    };
    page.add("Год", "Year", film.year);
    page.add("Страны", "Countries", names(film.countries, films.countries()));
    page.add("Язык", "Language", std::string{film.language});
    if (film.runtime_min > 0)
        page.add("Длится", "Runs", std::to_string(film.runtime_min) + in(style.language, " мин", " min"));
    page.add("Жанры", "Genres", names(film.genres, films.genres()));
    page.add("Ключевые слова", "Keywords", names(film.keywords, films.keywords()));
    page.add("Серия", "Series", std::string{film.franchise});
    page.add("Режиссёр", "Director", names(film.directors, films.people()));
    page.add("Сценарий", "Writers", names(film.writers, films.people()));
    page.add("В ролях", "Cast", names(film.cast, films.people()));
    if (film.vote_average > 0)
        page.add("Оценка", "Rating",
                 "★ " + fixed(static_cast<double>(film.vote_average), 1) +
                     in(style.language, " из 10, голосов: ", " of 10, votes: ") + std::to_string(film.vote_count) +
                     " (TMDB)");
    page.add("Известность", "Popularity", film.votes);
    page.add("О чём", "Synopsis", std::string{film.synopsis_ru});
    page.add("О чём (англ.)", film.synopsis_ru.empty() ? "Synopsis" : "Synopsis (English)",
             std::string{film.synopsis_en});
}

json::array names_json(std::span<const catalogue::Term> terms, const catalogue::Vocabulary& vocabulary) {
    json::array names;
    for (const auto term : terms) {
        const auto russian = vocabulary.name_ru(term);
        names.emplace_back(russian.empty() ? vocabulary.name(term) : russian);
    }
    return names;
}

}  // namespace

std::string film_page(catalogue::FilmIndex film, const TextStyle& style, const catalogue::Catalogue& films) {
    const auto& view = films.film(film);
    const auto record = catalogue::film_of(films, film);
    auto heading = wrapped(title_line(view, style.language), 0);
    heading.pop_back();
    Page facts{style};
    add_titles(record, facts);
    add_facts(view, style, films, facts);
    Page sources{style};
    for (const auto& link : links_of(record)) sources.add(link.source, link.source, link.address);
    auto text = painted(heading, Colour::title, style.coloured) + "\n\n" + facts.text();
    if (sources.text().empty())
        return text + "\n" +
               in(style.language, "Ни один открытый каталог этого фильма не назвал.\n",
                  "No public catalogue has been named for this film.\n");
    return text + "\n" + in(style.language, "Откуда и где ещё:\n", "From, and more at:\n") + sources.text();
}

std::string film_json(std::string_view text, catalogue::FilmIndex film, const catalogue::Catalogue& films) {
    const auto& view = films.film(film);
    const auto record = catalogue::film_of(films, film);
    const auto ids = catalogue::all_film_ids(record);
    json::object object;
    object["id"] = ids.front();
    object["other_ids"] = json::array(ids.begin() + 1, ids.end());
    const auto fields = json::parse(catalogue::write_film(record));
    for (const auto& [key, value] : fields.as_object()) object[key] = value;
    json::object names;
    names["countries"] = names_json(view.countries, films.countries());
    names["genres"] = names_json(view.genres, films.genres());
    names["keywords"] = names_json(view.keywords, films.keywords());
    names["directors"] = names_json(view.directors, films.people());
    names["writers"] = names_json(view.writers, films.people());
    names["cast"] = names_json(view.cast, films.people());
    object["names_ru"] = std::move(names);
    json::object links;
    for (const auto& link : links_of(record)) links[link.key] = link.address;
    object["links"] = std::move(links);
    json::object answer;
    answer["query"] = json::object{{"text", text}};
    answer["choices"] = json::array{};
    answer["film"] = std::move(object);
    return json_line(answer);
}

}  // namespace app
