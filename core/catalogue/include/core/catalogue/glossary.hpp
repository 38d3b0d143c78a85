// What genres, countries, keywords and people are called in English and Russian.
//
// Read from the tab-separated files in data/: glossary.tsv (kind, name, name_ru, name_en) and people.tsv (name,
// name_ru). A row of another shape is skipped and counted; a name that is not there simply has no translation.
#pragma once

#include "core/base/result.hpp"

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>

namespace core::catalogue {

enum class TermKind { genre, country, keyword, person };
constexpr int term_kinds = 4;

struct Translation {
    std::string name_ru{};
    std::string name_en{};  // empty where the name itself is English
};

class Glossary {
public:
    // All that is in `folder`; either file may be missing. Fails with glossary_damaged where one is there and cannot
    // be read.
    static Result<Glossary> read(const std::filesystem::path& folder);

    // The translation of `name`, empty where there is none.
    const Translation& find(TermKind kind, std::string_view name) const;
    bool contains(TermKind kind, std::string_view name) const;
    // Whether any name of `kind` is there.
    bool has(TermKind kind) const;
    // The names of `kind` by what they are called in Russian.
    std::map<std::string, std::string> names_by_russian(TermKind kind) const;
    void add(TermKind kind, std::string name, Translation translation);

    std::size_t size() const noexcept { return translations_.size(); }
    std::size_t skipped() const noexcept { return skipped_; }

private:
    Result<Done> read_file(const std::filesystem::path& file, bool people);
    std::map<std::pair<TermKind, std::string>, Translation, std::less<>> translations_;
    std::size_t skipped_{};
};

}  // namespace core::catalogue
