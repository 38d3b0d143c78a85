#include "commands.hpp"
#include "core/catalogue/catalogue.hpp"
#include "core/catalogue/film_record.hpp"
#include "core/catalogue/json_lines.hpp"
#include "film_csv.hpp"
#include "new_file.hpp"

#include <functional>
#include <ostream>
#include <string_view>

namespace app {
namespace {

namespace catalogue = core::catalogue;

using Sink = std::function<void(std::string_view)>;

// Hands every film to `sink`, most voted first; false where it was interrupted.
bool write_films(const catalogue::Catalogue& films, ExportFormat format, const Sink& sink,
                 const Surroundings& surroundings) {
    const bool is_table = format == ExportFormat::csv;
    if (is_table) sink(csv_header());
    for (std::uint32_t row = 0; row < films.size(); ++row) {
        const auto film = catalogue::film_of(films, {row});
        sink(is_table ? csv_line(film) : catalogue::write_film(film) + "\n");
        if (surroundings.interrupted()) return false;
    }
    return true;
}

}  // namespace

int export_films(const ExportOptions& options, const DataFolder& folder, const Surroundings& surroundings) {
    const auto films = catalogue::Catalogue::open(folder.catalogue());
    if (!films) return report(films.error(), surroundings);
    if (options.output.empty() || options.output == "-") {
        const auto print = [&](std::string_view bytes) { surroundings.output << bytes; };
        if (!write_films(films.value(), options.format, print, surroundings)) return exit_interrupted;
        if (surroundings.output.flush()) return exit_done;
        return report({"file_unwritable", "the output could not be written to its end", ""}, surroundings);
    }
    NewFile file{options.output};
    const auto write = [&](std::string_view bytes) { file.write(bytes); };
    if (!write_films(films.value(), options.format, write, surroundings)) return exit_interrupted;
    if (const auto published = file.publish(); !published) return report(published.error(), surroundings);
    surroundings.output << options.output << ": " << films.value().size() << " films\n";
    return exit_done;
}

}  // namespace app
