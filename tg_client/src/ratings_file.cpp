#include "tg_client/imports/ratings_file.hpp"

#include "api/utf8.hpp"
#include "csv_rows.hpp"
#include "export_columns.hpp"

#include <cstdlib>
#include <string>
#include <unordered_map>
#include <utility>

namespace tg_client {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

// What the first bytes say against reading a file as text.
std::optional<ImportFault> fault_of(std::string_view bytes) {
    if (bytes.size() > most_import_bytes) return ImportFault::too_big;
    if (bytes.starts_with("PK\x03\x04") || bytes.starts_with("PK\x05\x06")) return ImportFault::zip;
    if (bytes.find_first_not_of(" \t\r\n") == std::string_view::npos) return ImportFault::empty;
    return std::nullopt;
}

// Gathers rows, one for a film.
class Gatherer {
public:
    explicit Gatherer(ExportKind kind) { file_.kind = kind; }

    void add(ReadRow row, std::size_t line) {
        if (const auto* why = std::get_if<SkipReason>(&row)) return skip(line, *why);
        if (std::holds_alternative<Television>(row)) {
            ++file_.television;
            return;
        }
        auto& said = std::get<Said>(row);
        const auto [at, is_new] = places_.try_emplace(key_of(said.item), file_.rows.size());
        if (is_new) {
            file_.rows.push_back({std::move(said.item), said.opinion, line});
            is_rated_.push_back(said.is_rated);
        } else if (said.is_rated || !is_rated_[at->second]) {
            file_.rows[at->second].opinion = said.opinion;
            file_.rows[at->second].line = line;
            is_rated_[at->second] = said.is_rated;
        }
    }
    void skip(std::size_t line, SkipReason why) { file_.skipped.push_back({line, why}); }
    RatingsFile take() { return std::move(file_); }

private:
    static std::string key_of(const api::MatchItem& item) {
        if (item.imdb_id) return *item.imdb_id;
        if (item.tmdb_id) return std::to_string(*item.tmdb_id);
        return std::to_string(item.year.value_or(0)) + '\n' + item.title.value_or("");
    }

    RatingsFile file_{};
    std::vector<bool> is_rated_{};
    std::unordered_map<std::string, std::size_t> places_{};
};

}  // namespace

std::string_view code_of(ImportFault fault) {
    switch (fault) {
        case ImportFault::empty:
            return "empty_file";
        case ImportFault::too_big:
            return "file_too_big";
        case ImportFault::too_many_rows:
            return "too_many_rows";
        case ImportFault::zip:
            return "zip_archive";
        case ImportFault::not_text:
            return "not_text";
        case ImportFault::unknown_kind:
            return "unknown_export";
    }
    std::abort();  // unreachable: -Wswitch makes the list complete
}

std::string_view code_of(SkipReason reason) {
    switch (reason) {
        case SkipReason::broken:
            return "broken";
        case SkipReason::columns:
            return "columns";
        case SkipReason::encoding:
            return "encoding";
        case SkipReason::no_film:
            return "no_film";
        case SkipReason::title:
            return "title";
        case SkipReason::rating:
            return "rating";
    }
    std::abort();  // unreachable: -Wswitch makes the list complete
}

core::Result<RatingsFile, ImportFault> read_ratings_file(std::string_view file_name, std::string_view bytes) {
    if (bytes.starts_with(byte_order_mark)) bytes.remove_prefix(byte_order_mark.size());
    if (const auto fault = fault_of(bytes)) return *fault;
    CsvRows rows{bytes};
    // The bytes are not all white, so there is a row.
    if (!rows.next() || !api::is_utf8(rows.text())) return ImportFault::not_text;
    const auto columns = ExportColumns::from(rows.fields(), file_name);
    if (!columns) return ImportFault::unknown_kind;

    Gatherer gathered{columns->kind()};
    for (std::size_t count = 0; rows.next(); ++count) {
        if (count == most_import_rows) return ImportFault::too_many_rows;
        if (!api::is_utf8(rows.text()))
            gathered.skip(rows.line(), SkipReason::encoding);
        else if (rows.is_broken())
            gathered.skip(rows.line(), SkipReason::broken);
        else
            gathered.add(columns->read(rows.fields()), rows.line());
    }
    return gathered.take();
}

}  // namespace tg_client
