// wikipedia-movie-data: JSON arrays of films with title, year, cast, genres, page and the introduction of the page.
#include "import_terms.hpp"
#include "import_text.hpp"
#include "importers.hpp"
#include "object_reader.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include <boost/json.hpp>

namespace core::catalogue {
namespace {

namespace json = boost::json;

std::string text_in(const json::object& object, std::string_view key, std::size_t longest) {
    const auto* value = object.if_contains(key);
    const auto* text = value == nullptr ? nullptr : value->if_string();
    return text == nullptr ? std::string{} : cleaned({text->data(), text->size()}, longest);
}

template <class Take>
void each_text(const json::object& object, std::string_view key, Take take) {
    const auto* value = object.if_contains(key);
    const auto* list = value == nullptr ? nullptr : value->if_array();
    if (list == nullptr) return;
    for (const auto& entry : *list)
        if (const auto* text = entry.if_string()) take(std::string_view{text->data(), text->size()});
}

// "School%27s_Out" as the page is called: "School's_Out".
std::string page_name(std::string_view address) {
    std::string name;
    for (std::size_t at = 0; at < address.size(); ++at) {
        unsigned char letter{};
        const auto* digits = address.data() + at + 1;
        const bool is_escaped = address[at] == '%' && address.size() - at > 2 &&
                                std::from_chars(digits, digits + 2, letter, 16).ptr == digits + 2;
        name += is_escaped ? static_cast<char>(letter) : address[at];
        if (is_escaped) at += 2;
    }
    return is_utf8(name) ? cleaned(name, longest_imported_name) : std::string{address};
}

bool begins_name(std::string_view word) {
    if (word.empty()) return false;
    const auto first = static_cast<unsigned char>(word.front());
    return (first >= 'A' && first <= 'Z') || first >= 0x80;
}

bool joins_name(std::string_view word) {
    constexpr std::array<std::string_view, 11> particles{"de", "von", "van", "der", "del", "da",
                                                         "la", "di",  "den", "le",  "af"};
    return std::ranges::find(particles, word) != particles.end();
}

// The name at the start of `text`, which moves behind it: capitalised words up to a stop.
std::string name_at(std::string_view& text) {
    constexpr std::size_t most_words = 5;
    std::string name;
    for (std::size_t words = 0; words < most_words; ++words) {
        const auto end = std::min(text.find_first_of(" ,;()"), text.size());
        auto word = text.substr(0, end);
        // A full stop ends the sentence, unless it is that of an initial or of "Jr.".
        const bool ends_sentence = word.size() > 3 && word.ends_with('.');
        if (ends_sentence) word.remove_suffix(1);
        if (!begins_name(word) && (name.empty() || !joins_name(word))) break;
        name.append(name.empty() ? "" : " ").append(word);
        const bool goes_on = end < text.size() && text[end] == ' ' && !ends_sentence;
        text.remove_prefix(goes_on ? end + 1 : end);
        if (!goes_on) break;
    }
    return name.find(' ') == std::string::npos ? std::string{} : name;
}

// Whether `word` may stand between "directed" and "by": "directed, co-written, and produced by".
bool tells_of_work(std::string_view word) {
    if (word.ends_with(',')) word.remove_suffix(1);
    return word.empty() || word == "and" || word.ends_with("ed") || word.ends_with("written");
}

// What follows "directed by"; empty where nobody is said to have directed.
std::string_view behind_announcement(std::string_view text) {
    constexpr std::string_view work = "directed";
    const auto start = std::min(text.find(work), text.find("Directed"));
    if (start == std::string_view::npos) return {};
    text.remove_prefix(start + work.size());
    while (!text.empty()) {
        const auto end = text.find(' ');
        if (end == std::string_view::npos) return {};
        const auto word = text.substr(0, end);
        text.remove_prefix(end + 1);
        if (word == "by") return text;
        if (!tells_of_work(word)) return {};
    }
    return {};
}

}  // namespace

std::vector<std::string> directors_named_in(std::string_view text) {
    constexpr std::string_view more = "and ";
    std::vector<std::string> directors;
    text = behind_announcement(text);
    for (;;) {
        auto name = name_at(text);
        if (name.empty()) return directors;
        add_name(directors, std::move(name));
        if (!text.starts_with(more)) return directors;
        text.remove_prefix(more.size());
    }
}

namespace {

std::optional<SkipReason> take_object(std::string_view text, ImportSession& session) {
    json::parse_options options;
    options.max_depth = 4;
    boost::system::error_code error;
    const auto parsed = json::parse(text, error, {}, options);
    if (error) return is_utf8(text) ? SkipReason::malformed : SkipReason::encoding;
    const auto& object = parsed.get_object();
    Film film;
    film.title = text_in(object, "title", longest_imported_name);
    if (film.title.empty()) return SkipReason::no_title;
    const auto* year = object.if_contains("year");
    if (year != nullptr && year->is_number()) film.year = year_of(std::to_string(year->to_number<int>(error)));
    if (film.year == 0) return SkipReason::no_year;
    film.ids.wikipedia = page_name(text_in(object, "href", longest_imported_name));
    film.synopsis_en = text_in(object, "extract", longest_imported_synopsis);
    film.directors = directors_named_in(film.synopsis_en);
    constexpr std::size_t most_cast = 15;
    each_text(object, "genres", [&](auto name) { add_genre(film, name); });
    each_text(object, "cast", [&](auto name) {
        if (film.cast.size() < most_cast) add_name(film.cast, cleaned(name, longest_imported_name));
    });
    return session.place(film);
}

}  // namespace

Result<Done> import_wikipedia_films(ByteReader reader, ImportSession& session) {
    ObjectReader objects{std::move(reader)};
    for (;;) {
        const auto status = objects.next();
        if (status == ObjectReader::Status::end) break;
        ++session.report.rows;
        const auto reason =
            status == ObjectReader::Status::broken ? SkipReason::malformed : take_object(objects.text(), session);
        if (reason) session.skip(objects.line(), *reason);
        if (!session.goes_on(objects.reader())) return import_stopped();
    }
    if (objects.reader().fault()) return *objects.reader().fault();
    return Done{};
}

}  // namespace core::catalogue
