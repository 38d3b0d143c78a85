// Which columns an export has, and what a row of it says.
//
// Pure. A row is read by the names of the columns, whatever their order and whatever others stand between them.
#pragma once

#include "tg_client/imports/ratings_file.hpp"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace tg_client {

struct Said {
    api::MatchItem item{};
    api::Opinion opinion = api::Opinion::seen;
    bool is_rated{};
};
struct Television {};
using ReadRow = std::variant<Said, Television, SkipReason>;

class ExportColumns {
public:
    // None where `header` is that of no export that we know.
    static std::optional<ExportColumns> from(const std::vector<std::string>& header, std::string_view file_name);

    ExportKind kind() const { return kind_; }
    ReadRow read(const std::vector<std::string>& fields) const;

private:
    enum class Type { film, television, other };
    ExportColumns() = default;
    bool has(std::string_view column) const { return columns_.contains(column); }
    std::optional<ExportKind> kind_told() const;
    api::Opinion unrated_told(std::string_view file_name) const;
    std::string_view field(const std::vector<std::string>& fields, std::string_view column) const;
    Type type_of(const std::vector<std::string>& fields) const;
    api::Opinion unrated(const std::vector<std::string>& fields) const;
    std::optional<SkipReason> read_film(const std::vector<std::string>& fields, api::MatchItem& item) const;

    std::size_t count_{};  // of columns
    ExportKind kind_{};
    api::Opinion unrated_ = api::Opinion::seen;                  // what a row without a rating says
    std::map<std::string, std::size_t, std::less<>> columns_{};  // by name in lower case
};

}  // namespace tg_client
