#include "core/catalogue/json_lines.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <fstream>
#include <optional>

#include <boost/describe.hpp>
#include <boost/json.hpp>
#include <boost/mp11.hpp>

namespace core::catalogue {

BOOST_DESCRIBE_STRUCT(PublicIds, (), (imdb, tmdb, kinopoisk, movielens, wikipedia))
BOOST_DESCRIBE_STRUCT(Film, (),
                      (ids, title, title_ru, original_title, aliases, year, countries, language, runtime_min, genres,
                       keywords, directors, writers, cast, franchise, synopsis_en, synopsis_ru, vote_average,
                       vote_count, votes))

namespace {

namespace describe = boost::describe;
namespace json = boost::json;

constexpr std::size_t longest_name = 400;       // bytes of a title, a person, a keyword
constexpr std::size_t longest_synopsis = 8000;  // bytes
constexpr std::size_t longest_list = 200;
constexpr std::int64_t first_year = 1870;
constexpr std::int64_t last_year = 2100;
constexpr std::int64_t longest_film = 6000;  // minutes

template <class Struct>
using MembersOf = describe::describe_members<Struct, describe::mod_public>;

Fault field_fault(std::string_view name, std::string_view what) {
    return {"film_field", "the field \"" + std::string{name} + "\" " + std::string{what}, ""};
}

std::optional<Fault> read_value(std::string_view name, const json::value& value, std::string& text) {
    if (!value.is_string()) return field_fault(name, "must be a string");
    const auto& read = value.get_string();
    const auto longest = name.starts_with("synopsis") ? longest_synopsis : longest_name;
    if (read.size() > longest) return field_fault(name, "is longer than " + std::to_string(longest) + " bytes");
    const auto is_control = [](char letter) { return static_cast<unsigned char>(letter) < 0x20; };
    if (std::ranges::any_of(read, is_control)) return field_fault(name, "holds a control character");
    text.assign(read.data(), read.size());
    return std::nullopt;
}

std::optional<Fault> read_value(std::string_view name, const json::value& value, int& number) {
    const auto* read = value.if_int64();
    if (read == nullptr || *read < 0 || *read > INT32_MAX) return field_fault(name, "must be a whole number from 0");
    if (name == "year" && (*read < first_year || *read > last_year))
        return field_fault(name, "must be from 1870 to 2100");
    if (name == "runtime_min" && *read > longest_film) return field_fault(name, "is over 6000 minutes");
    number = static_cast<int>(*read);
    return std::nullopt;
}

std::optional<Fault> read_value(std::string_view name, const json::value& value, double& number) {
    if (!value.is_number()) return field_fault(name, "must be a number");
    number = value.to_number<double>();
    if (!(number >= 0 && number <= 10)) return field_fault(name, "must be from 0 to 10");
    return std::nullopt;
}

std::optional<Fault> read_value(std::string_view name, const json::value& value, std::vector<std::string>& list) {
    if (!value.is_array()) return field_fault(name, "must be a list of strings");
    if (value.get_array().size() > longest_list) return field_fault(name, "has more than 200 entries");
    for (const auto& entry : value.get_array()) {
        std::string text;
        if (auto fault = read_value(name, entry, text)) return fault;
        if (!text.empty() && std::ranges::find(list, text) == list.end()) list.push_back(std::move(text));
    }
    return std::nullopt;
}

// Reads `value` into the member of `record` that is called `name`; `found` says whether there is one.
template <class Struct>
std::optional<Fault> read_member(std::string_view name, const json::value& value, Struct& record, bool& found) {
    std::optional<Fault> fault;
    boost::mp11::mp_for_each<MembersOf<Struct>>([&](auto member) {
        auto& field = record.*member.pointer;
        if constexpr (std::is_same_v<std::remove_reference_t<decltype(field)>, PublicIds>) {
            if (!found) fault = read_member(name, value, field, found);
        } else if (name == member.name) {
            found = true;
            fault = read_value(name, value, field);
        }
    });
    return fault;
}

// The names of the members of `Struct`, those of PublicIds in their place.
template <class Struct>
std::vector<std::string_view> all_keys() {
    std::vector<std::string_view> keys;
    boost::mp11::mp_for_each<MembersOf<Struct>>([&](auto member) {
        using Field = std::remove_cvref_t<decltype(std::declval<Struct>().*member.pointer)>;
        if constexpr (std::is_same_v<Field, PublicIds>) {
            for (const auto key : all_keys<PublicIds>()) keys.push_back(key);
        } else {
            keys.emplace_back(member.name);
        }
    });
    return keys;
}

bool is_absent(const std::string& text) { return text.empty(); }
bool is_absent(const std::vector<std::string>& list) { return list.empty(); }
bool is_absent(int number) { return number == 0; }
bool is_absent(double number) { return number == 0; }

std::string as_json(const std::string& text) { return json::serialize(text); }
std::string as_json(int number) { return std::to_string(number); }
std::string as_json(double number) {
    // Boost.JSON writes 8.4 as 8.4E0, which people would rather not read.
    const auto tenths = std::llround(number * 1000);
    std::string text = std::to_string(tenths / 1000) + "." + std::to_string(1000 + tenths % 1000).substr(1);
    text.erase(text.find_last_not_of('0') + 1);
    return text.ends_with('.') ? text + "0" : text;
}
std::string as_json(const std::vector<std::string>& list) {
    std::string text;
    for (const auto& entry : list) text += (text.empty() ? "" : ", ") + as_json(entry);
    return "[" + text + "]";
}

template <class Struct>
void append_members(const Struct& record, std::string& line) {
    boost::mp11::mp_for_each<MembersOf<Struct>>([&](auto member) {
        const auto& field = record.*member.pointer;
        if constexpr (std::is_same_v<std::remove_cvref_t<decltype(field)>, PublicIds>) {
            append_members(field, line);
        } else if (!is_absent(field)) {
            line += (line.size() > 1 ? ", \"" : "\"") + std::string{member.name} + "\": " + as_json(field);
        }
    });
}

bool is_imdb_id(std::string_view id) {
    return id.size() >= 3 && id.size() <= 12 && id.starts_with("tt") &&
           std::ranges::all_of(id.substr(2), [](char letter) { return letter >= '0' && letter <= '9'; });
}

void read_file(const std::filesystem::path& path, FilmsRead& read) {
    std::ifstream file{path, std::ios::binary};
    std::string line;
    for (std::size_t number = 1; std::getline(file, line); ++number) {
        if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
        auto film = read_film(line);
        if (film) {
            read.films.push_back(std::move(film).value());
        } else if (++read.skipped; read.first_skipped.size() < 10) {
            read.first_skipped.push_back({path, number, film.error()});
        }
    }
}

}  // namespace

Result<Film> read_film(std::string_view line) {
    if (line.size() > longest_line) return Fault{"film_malformed", "the line is longer than 64 KiB", ""};
    json::parse_options options;
    options.max_depth = 4;
    boost::system::error_code error;
    const auto parsed = json::parse(line, error, {}, options);
    if (error) return Fault{"film_malformed", "not JSON: " + error.message(), ""};
    if (!parsed.is_object()) return Fault{"film_malformed", "not a JSON object", ""};

    Film film;
    for (const auto& [key, value] : parsed.get_object()) {
        const std::string_view name{key.data(), key.size()};
        bool found = false;
        if (auto fault = read_member(name, value, film, found)) return *fault;
        if (!found) return field_fault(name, "is unknown");
    }
    if (!film.ids.imdb.empty() && !is_imdb_id(film.ids.imdb)) return field_fault("imdb", "must look like tt0099785");
    if (film.title.empty()) return Fault{"film_incomplete", "the film has no title", ""};
    if (film.year == 0) return Fault{"film_incomplete", "the film \"" + film.title + "\" has no year", ""};
    return film;
}

std::string write_film(const Film& film) {
    std::string line = "{";
    append_members(film, line);
    return line + "}";
}

std::string key_out_of_order(std::string_view line) {
    static const auto order = all_keys<Film>();
    boost::system::error_code error;
    const auto parsed = json::parse(line, error);
    if (error || !parsed.is_object()) return {};
    auto expected = order.begin();
    for (const auto& field : parsed.get_object()) {
        const auto found = std::find(expected, order.end(), std::string_view{field.key()});
        if (found == order.end()) return field.key();
        expected = found + 1;
    }
    return {};
}

Result<std::vector<std::filesystem::path>> film_files(const std::filesystem::path& path) {
    std::vector<std::filesystem::path> files;
    std::error_code error;
    if (std::filesystem::is_directory(path, error)) {
        for (const auto& entry : std::filesystem::directory_iterator{path, error})
            if (entry.path().extension() == ".jsonl") files.push_back(entry.path());
        std::ranges::sort(files);
    } else if (std::filesystem::is_regular_file(path, error)) {
        files.push_back(path);
    }
    if (files.empty())
        return Fault{"films_missing", path.string() + " is neither a file nor a folder with *.jsonl files",
                     "name a file of films, one JSON object a line, or a folder of such files"};
    return files;
}

Result<FilmsRead> read_films(const std::filesystem::path& path) {
    const auto files = film_files(path);
    if (!files) return files.error();
    FilmsRead read;
    for (const auto& file : files.value()) read_file(file, read);
    return read;
}

}  // namespace core::catalogue
