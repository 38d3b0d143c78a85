#include "core/catalogue/glossary.hpp"

#include <fstream>
#include <optional>
#include <vector>

namespace core::catalogue {
namespace {

std::optional<TermKind> kind_called(std::string_view name) {
    if (name == "genre") return TermKind::genre;
    if (name == "country") return TermKind::country;
    if (name == "keyword") return TermKind::keyword;
    return std::nullopt;
}

std::vector<std::string> fields_of(std::string_view line) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    std::vector<std::string> fields;
    for (std::size_t start = 0; start <= line.size();) {
        const auto end = std::min(line.find('\t', start), line.size());
        fields.emplace_back(line.substr(start, end - start));
        start = end + 1;
    }
    return fields;
}

}  // namespace

Result<Done> Glossary::read_file(const std::filesystem::path& file, bool people) {
    std::error_code error;
    if (!std::filesystem::exists(file, error)) return Done{};
    std::ifstream stream{file, std::ios::binary};
    if (!stream) return Fault{"glossary_damaged", file.string() + " cannot be read", "check its permissions"};
    std::string line;
    std::getline(stream, line);  // the names of the columns
    while (std::getline(stream, line)) {
        auto fields = fields_of(line);
        if (people) fields.insert(fields.begin(), "person");
        const auto kind = people ? TermKind::person : kind_called(fields.front());
        if (!kind || fields.size() < 3 || fields.size() > 4 || fields[1].empty()) {
            ++skipped_;
            continue;
        }
        add(*kind, std::move(fields[1]), {std::move(fields[2]), fields.size() == 4 ? std::move(fields[3]) : ""});
    }
    return Done{};
}

Result<Glossary> Glossary::read(const std::filesystem::path& folder) {
    Glossary glossary;
    if (auto terms = glossary.read_file(folder / "glossary.tsv", false); !terms) return terms.error();
    if (auto people = glossary.read_file(folder / "people.tsv", true); !people) return people.error();
    return glossary;
}

void Glossary::add(TermKind kind, std::string name, Translation translation) {
    translations_.insert_or_assign({kind, std::move(name)}, std::move(translation));
}

const Translation& Glossary::find(TermKind kind, std::string_view name) const {
    static const Translation unknown;
    const auto found = translations_.find(std::pair{kind, std::string{name}});
    return found == translations_.end() ? unknown : found->second;
}

bool Glossary::contains(TermKind kind, std::string_view name) const {
    return translations_.contains(std::pair{kind, std::string{name}});
}

bool Glossary::has(TermKind kind) const {
    const auto first = translations_.lower_bound(std::pair{kind, std::string{}});
    return first != translations_.end() && first->first.first == kind;
}

std::map<std::string, std::string> Glossary::names_by_russian(TermKind kind) const {
    std::map<std::string, std::string> names;
    for (auto row = translations_.lower_bound(std::pair{kind, std::string{}});
         row != translations_.end() && row->first.first == kind; ++row)
        if (!row->second.name_ru.empty()) names.emplace(row->second.name_ru, row->first.second);
    return names;
}

}  // namespace core::catalogue
