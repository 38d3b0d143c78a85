// Kinosovet's own form: one film a line, as it is in data/catalogue and as `kinosovet export` writes it.
#include "core/catalogue/json_lines.hpp"
#include "import_text.hpp"
#include "importers.hpp"

namespace core::catalogue {
namespace {

SkipReason reason_of(const Fault& fault, const LineReader& lines) {
    if (fault.code == "film_field") return SkipReason::bad_value;
    if (fault.code == "film_incomplete")
        return fault.message.ends_with("no year") ? SkipReason::no_year : SkipReason::no_title;
    return is_utf8(lines.text()) ? SkipReason::malformed : SkipReason::encoding;
}

void take_line(const LineReader& lines, ImportSession& session) {
    auto film = read_film(lines.text());
    if (!film)
        session.skip(lines.line(), reason_of(film.error(), lines), film.error().message);
    else if (const auto reason = session.place(film.value()))
        session.skip(lines.line(), *reason);
}

}  // namespace

Result<Done> import_json_lines(ByteReader reader, ImportSession& session) {
    LineReader lines{std::move(reader)};
    for (;;) {
        const auto status = lines.next(longest_line);
        if (status == LineReader::Status::end) break;
        if (status == LineReader::Status::line && lines.text().find_first_not_of(" \t\r") == std::string_view::npos)
            continue;
        ++session.report.rows;
        if (status == LineReader::Status::too_long)
            session.skip(lines.line(), SkipReason::too_long);
        else
            take_line(lines, session);
        if (!session.goes_on(lines.reader())) return import_stopped();
    }
    if (lines.reader().fault()) return *lines.reader().fault();
    return Done{};
}

}  // namespace core::catalogue
