// What was rated elsewhere becomes marks here.
#include "tg_client/imports/ratings_file.hpp"
#include "tg_client/telegram/html.hpp"
#include "turn.hpp"

#include <algorithm>
#include <array>

namespace tg_client {
namespace {

constexpr std::size_t films_of_a_request = 1000;
constexpr std::size_t most_named_unmatched = 5;

std::string_view name_of(ExportKind kind) {
    switch (kind) {
        case ExportKind::letterboxd:
            return "Letterboxd";
        case ExportKind::imdb:
            return "IMDb";
        case ExportKind::trakt:
            return "Trakt";
    }
    std::abort();  // unreachable: -Wswitch makes the list complete
}

std::string_view reason_of(ImportFault fault, const Texts& texts) {
    switch (fault) {
        case ImportFault::empty:
            return texts.import_empty;
        case ImportFault::too_big:
        case ImportFault::too_many_rows:
            return texts.import_too_big;
        case ImportFault::zip:
            return texts.import_zip;
        case ImportFault::not_text:
        case ImportFault::unknown_kind:
            return texts.import_unknown;
    }
    std::abort();  // unreachable: -Wswitch makes the list complete
}

struct Imported {
    std::vector<api::FilmOpinion> opinions{};
    std::vector<std::string> unmatched{};  // titles, or ids where there is none
};

// What our catalogue knows of the rows from `begin` on; false where it cannot be asked.
bool match(Backend& backend, const std::vector<ImportedRow>& rows, std::size_t begin, Imported& imported) {
    api::MatchRequest asked;
    const auto end = std::min(rows.size(), begin + films_of_a_request);
    for (auto at = begin; at < end; ++at) asked.films.push_back(rows[at].item);
    const auto answer = backend.match(asked);
    if (!answer) return false;
    const auto row_of = [&](int item) -> const ImportedRow* {
        const auto at = begin + static_cast<std::size_t>(item);
        return item >= 0 && at < end ? &rows[at] : nullptr;
    };
    for (const auto& matched : answer.value().matched)
        if (const auto* row = row_of(matched.item)) imported.opinions.push_back({matched.film.id, row->opinion});
    for (const int item : answer.value().unmatched)
        if (const auto* row = row_of(item))
            imported.unmatched.push_back(row->item.title.value_or(row->item.imdb_id.value_or("?")));
    return true;
}

std::string report(const RatingsFile& file, const Imported& imported, const Texts& texts) {
    const auto count = [&](api::Opinion opinion) {
        return std::to_string(std::ranges::count(imported.opinions, opinion, &api::FilmOpinion::rating));
    };
    auto html = fill(texts.import_done, {name_of(file.kind), count(api::Opinion::liked), count(api::Opinion::disliked),
                                         count(api::Opinion::seen), count(api::Opinion::to_watch)});
    if (!imported.unmatched.empty()) {
        html.append("\n").append(fill(texts.import_unmatched, {std::to_string(imported.unmatched.size())}));
        std::string titles;
        for (std::size_t at = 0; at < std::min(imported.unmatched.size(), most_named_unmatched); ++at)
            titles.append(at == 0 ? "" : ", ").append(escaped(imported.unmatched[at]));
        html.append(" (").append(titles).append(imported.unmatched.size() > most_named_unmatched ? ", …)" : ")");
    }
    if (file.television > 0) html.append("\n").append(fill(texts.import_television, {std::to_string(file.television)}));
    if (!file.skipped.empty())
        html.append("\n").append(fill(texts.import_skipped, {std::to_string(file.skipped.size())}));
    return cut_to(html, 4096);
}

}  // namespace

void Turn::import_file(const Document& document) {
    const auto refuse = [this](ImportFault fault) { say(fill(texts().import_refused, {reason_of(fault, texts())})); };
    if (document.file_size.value_or(0) > static_cast<std::int64_t>(most_import_bytes))
        return refuse(ImportFault::too_big);
    const auto bytes = parts_.files.fetch(document.file_id);
    if (!bytes) return say(std::string{texts().file_away});
    const auto file = read_ratings_file(document.file_name.value_or(""), *bytes);
    if (!file) return refuse(file.error());
    const auto& rows = file.value().rows;
    Imported imported;
    for (std::size_t begin = 0; begin < rows.size(); begin += films_of_a_request)
        if (!match(parts_.backend, rows, begin, imported)) return say(std::string{texts().import_away});
    for (std::size_t begin = 0; begin < imported.opinions.size(); begin += films_of_a_request) {
        const auto first = imported.opinions.begin() + static_cast<std::ptrdiff_t>(begin);
        const auto count = std::min(films_of_a_request, imported.opinions.size() - begin);
        std::vector<api::FilmOpinion> part{first, first + static_cast<std::ptrdiff_t>(count)};
        if (!parts_.backend.rate({.session_id = session_, .ratings = std::move(part)}))
            return say(std::string{texts().import_away});
    }
    say(report(file.value(), imported, texts()));
}

}  // namespace tg_client
