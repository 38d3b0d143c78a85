#include "core/catalogue/catalogue_check.hpp"

#include "core/catalogue/json_lines.hpp"
#include "film_checks.hpp"
#include "film_register.hpp"
#include "line_reader.hpp"

#include <climits>
#include <numeric>
#include <optional>

namespace core::catalogue {
namespace {

// The file that the films of `year` stand in, where files are parted by decade.
std::string home_of(int year) {
    return (year < 1930 ? "before-1930" : std::to_string(year / 10 * 10) + "s") + ".jsonl";
}

bool is_named_by_decade(const std::string& name) {
    for (int year = 1920; year <= 2090; year += 10)
        if (name == home_of(year)) return true;
    return false;
}

class CatalogueCheck {
public:
    CatalogueCheck(const Glossary& vocabulary, const std::function<bool()>& is_stopped)
        : vocabulary_{vocabulary}, register_{vocabulary}, is_stopped_{is_stopped} {}

    Result<Done> read(const std::filesystem::path& file) {
        auto bytes = ByteReader::open(file);
        if (!bytes) return bytes.error();
        file_ = file;
        votes_ = INT_MAX;
        LineReader lines{std::move(bytes).value()};
        for (;;) {
            const auto status = lines.next(longest_line);
            line_ = lines.line();
            if (status == LineReader::Status::end) break;
            if (status == LineReader::Status::too_long)
                note({"film_malformed", "the line is longer than 64 KiB"});
            else if (lines.text().find_first_not_of(" \t\r") != std::string_view::npos)
                check_line(lines.text());
            if (is_stopped_()) return Fault{"check_stopped", "stopped before the last film was checked", ""};
        }
        if (lines.reader().fault()) return *lines.reader().fault();
        return Done{};
    }

    CheckReport report() && { return std::move(report_); }

private:
    void check_line(std::string_view line) {
        const auto read = read_film(line);
        if (!read) return note({read.error().code, read.error().message});
        const auto& film = read.value();
        ++report_.films;
        report_.told += film.synopsis_en.empty() && film.synopsis_ru.empty() ? 0 : 1;
        if (const auto key = key_out_of_order(line); !key.empty())
            note({"key_order", "the key \"" + key + "\" stands behind one that it belongs before"});
        check_place(film);
        for (auto& remark : check_film(film, vocabulary_)) note(std::move(remark));
        for (auto& remark : register_.enter(film, file_.string() + ":" + std::to_string(line_)))
            note(std::move(remark));
    }

    void check_place(const Film& film) {
        const auto name = file_.filename().string();
        if (!is_named_by_decade(name)) return;
        if (const auto home = home_of(film.year); home != name)
            note({"wrong_file", "a film of " + std::to_string(film.year) + " belongs into " + home});
        if (film.votes > votes_)
            note({"wrong_order", "more votes than the film before it; put the line higher: most voted first"});
        votes_ = film.votes;
    }

    void note(Remark remark) {
        ++report_.counts[remark.code];
        if (report_.flaws.size() < most_flaws_kept)
            report_.flaws.push_back({std::move(remark.code), file_, line_, std::move(remark.message)});
    }

    const Glossary& vocabulary_;
    FilmRegister register_;
    const std::function<bool()>& is_stopped_;
    CheckReport report_;
    std::filesystem::path file_;
    std::size_t line_{};
    int votes_ = INT_MAX;
};

}  // namespace

std::size_t CheckReport::total() const {
    return std::accumulate(counts.begin(), counts.end(), std::size_t{},
                           [](std::size_t sum, const auto& count) { return sum + count.second; });
}

Result<CheckReport> check_films(const std::vector<std::filesystem::path>& paths, const Glossary& vocabulary,
                                const std::function<bool()>& is_stopped) {
    CatalogueCheck check{vocabulary, is_stopped};
    for (const auto& path : paths) {
        const auto files = film_files(path);
        if (!files) return files.error();
        for (const auto& file : files.value())
            if (const auto read = check.read(file); !read) return read.error();
    }
    return std::move(check).report();
}

}  // namespace core::catalogue
