#include "import_session.hpp"

namespace core::catalogue {

Fault import_stopped() {
    return {"import_stopped", "the import was stopped; the catalogue is as it was", "start it again when you like"};
}

void ImportSession::begin_file(std::filesystem::path file, std::uint64_t bytes_before, std::uint64_t bytes_total) {
    file_ = std::move(file);
    ++file_number_;
    bytes_before_ = bytes_before;
    bytes_total_ = bytes_total;
}

void ImportSession::skip(std::size_t line, SkipReason reason, std::string detail) {
    ++report.skipped[static_cast<std::size_t>(reason)];
    constexpr std::size_t most_shown = 10;
    if (!is_left_out(reason) && report.first_skipped.size() < most_shown)
        report.first_skipped.push_back({file_, line, reason, std::move(detail)});
}

std::optional<SkipReason> ImportSession::place(const Film& film) {
    switch (films.place(film, file_number_)) {
        case FilmMerger::Placed::repeated:
            return SkipReason::repeated;
        case FilmMerger::Placed::merged:
            ++report.merged;
            return std::nullopt;
        case FilmMerger::Placed::new_film_apart:
            ++report.kept_apart;
            break;
        case FilmMerger::Placed::new_film:
            break;
    }
    ++report.films_new;
    return std::nullopt;
}

std::optional<SkipReason> ImportSession::add_fact(std::uint32_t row, const Film& film) {
    films.replace(row, film);
    ++report.facts_added;
    return std::nullopt;
}

bool ImportSession::goes_on(const ByteReader& reader) {
    constexpr std::size_t rows_between = 1024;
    if (++since_watched_ < rows_between) return true;
    since_watched_ = 0;
    return goes_on({ImportProgress::Phase::reading, bytes_before_ + reader.position(), bytes_total_});
}

}  // namespace core::catalogue
