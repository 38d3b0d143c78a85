#include "export_columns.hpp"

#include "api/utf8.hpp"

#include <algorithm>
#include <charconv>

namespace tg_client {
namespace {

using Fields = std::vector<std::string>;

constexpr std::string_view white = " \t\r\n";

std::string_view trimmed(std::string_view text) {
    const auto begin = text.find_first_not_of(white);
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(white) - begin + 1);
}

// ASCII only: the headers and kinds of all three are.
std::string in_lower_case(std::string_view text) {
    std::string lower{text};
    for (char& letter : lower)
        if ('A' <= letter && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    return lower;
}

// The whole of `text` as a number; from_chars takes "inf" and "nan" for one, too.
template <class Number>
std::optional<Number> number_of(std::string_view text) {
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

// A number that a message may hold, or none.
std::optional<int> number_within(std::string_view text, api::Range range) {
    const auto number = number_of<int>(text);
    return number && range.holds(*number) ? number : std::nullopt;
}

// A title on one line: white space and control characters become spaces.
std::string one_line(std::string_view text) {
    std::string title{trimmed(text)};
    std::ranges::replace_if(
        title, [](char letter) { return static_cast<unsigned char>(letter) < 0x20 || letter == 0x7F; }, ' ');
    return title;
}

bool is_imdb_title(std::string_view id) {
    const auto is_digit = [](char letter) { return '0' <= letter && letter <= '9'; };
    return id.starts_with("tt") && id.size() > 4 && id.size() <= 24 && std::ranges::all_of(id.substr(2), is_digit);
}

// `ten`: the best rating of the service.
std::optional<api::Opinion> opinion_of(double rating, double ten) {
    if (!(rating > 0 && rating <= ten)) return std::nullopt;
    if (rating * 10 >= 7 * ten) return api::Opinion::liked;
    return rating * 10 <= 4 * ten ? api::Opinion::disliked : api::Opinion::seen;
}

constexpr auto film_notes = api::notes(static_cast<const api::MatchItem*>(nullptr));
constexpr api::Limits title_limits = film_notes[0].limits;
constexpr api::Limits year_limits = film_notes[1].limits;
constexpr api::Limits tmdb_limits = film_notes[3].limits;

}  // namespace

std::optional<ExportColumns> ExportColumns::from(const Fields& header, std::string_view file_name) {
    ExportColumns made;
    for (std::size_t at = 0; at < header.size(); ++at)
        made.columns_.try_emplace(in_lower_case(trimmed(header[at])), at);
    const auto kind = made.kind_told();
    if (!kind) return std::nullopt;
    made.count_ = header.size();
    made.kind_ = *kind;
    made.unrated_ = made.unrated_told(file_name);
    return made;
}

std::optional<ExportKind> ExportColumns::kind_told() const {
    if (has("name") && has("year") && has("letterboxd uri")) return ExportKind::letterboxd;
    if (has("const") && has("title") && has("title type")) return ExportKind::imdb;
    const bool has_moment = has("rated_at") || has("watched_at") || has("listed_at");
    if (has("title") && has("year") && has("type") && has_moment) return ExportKind::trakt;
    return std::nullopt;
}

// A row without a rating in a file of this header.
api::Opinion ExportColumns::unrated_told(std::string_view file_name) const {
    if (kind_ == ExportKind::imdb) return has("position") ? api::Opinion::to_watch : api::Opinion::seen;
    const bool is_bare = !has("rating") && !has("watched date");
    const bool is_watchlist = in_lower_case(file_name).find("watchlist") != std::string::npos;
    return kind_ == ExportKind::letterboxd && is_bare && is_watchlist ? api::Opinion::to_watch : api::Opinion::seen;
}

std::string_view ExportColumns::field(const Fields& fields, std::string_view column) const {
    const auto found = columns_.find(column);
    return found == columns_.end() ? std::string_view{} : trimmed(fields[found->second]);
}

ExportColumns::Type ExportColumns::type_of(const Fields& fields) const {
    if (kind_ == ExportKind::letterboxd) return Type::film;
    const auto type = in_lower_case(field(fields, kind_ == ExportKind::imdb ? "title type" : "type"));
    if (kind_ == ExportKind::trakt) {
        const bool is_television = type == "show" || type == "season" || type == "episode";
        return type == "movie" ? Type::film : is_television ? Type::television : Type::other;
    }
    // IMDb calls them "TV Series", "tvMiniSeries", "TV Episode", "Podcast Series"; in Italian "Serie TV".
    const auto has = [&type](std::string_view part) { return type.find(part) != std::string::npos; };
    if (has("serie") || has("episod")) return Type::television;
    return has("game") ? Type::other : Type::film;
}

// What a row without a rating says.
api::Opinion ExportColumns::unrated(const Fields& fields) const {
    if (kind_ != ExportKind::trakt) return unrated_;
    const bool is_seen = !field(fields, "watched_at").empty() || !field(fields, "rated_at").empty();
    return !is_seen && has("listed_at") ? api::Opinion::to_watch : api::Opinion::seen;
}

std::optional<SkipReason> ExportColumns::read_film(const Fields& fields, api::MatchItem& item) const {
    auto title = one_line(field(fields, kind_ == ExportKind::letterboxd ? "name" : "title"));
    const auto imdb = field(fields, kind_ == ExportKind::imdb ? "const" : "imdb_id");
    if (is_imdb_title(imdb)) item.imdb_id = imdb;
    item.tmdb_id = number_within(field(fields, "tmdb_id"), tmdb_limits.range);
    item.year = number_within(field(fields, "year"), year_limits.range);
    if (title.empty() && !item.imdb_id && !item.tmdb_id) return SkipReason::no_film;
    if (!title_limits.range.holds(static_cast<double>(api::code_points(title)))) return SkipReason::title;
    if (!title.empty()) item.title = std::move(title);
    return std::nullopt;
}

ReadRow ExportColumns::read(const Fields& fields) const {
    if (fields.size() != count_) return SkipReason::columns;
    const auto type = type_of(fields);
    if (type == Type::television) return Television{};
    if (type == Type::other) return SkipReason::no_film;
    Said said;
    if (const auto fault = read_film(fields, said.item)) return *fault;
    // Trakt's own column trakt_rating is what everybody thinks of the film.
    const auto rating = field(fields, kind_ == ExportKind::imdb ? "your rating" : "rating");
    said.is_rated = !rating.empty();
    if (!said.is_rated) {
        said.opinion = unrated(fields);
        return said;
    }
    const auto opinion =
        opinion_of(number_of<double>(rating).value_or(-1), kind_ == ExportKind::letterboxd ? 5.0 : 10.0);
    if (!opinion) return SkipReason::rating;
    said.opinion = *opinion;
    return said;
}

}  // namespace tg_client
