// Rows of a table with a header: CSV as RFC 4180 has it, with line ends and quotes inside quotes, or IMDb's
// tab-separated form.
//
// A row that is broken is said to be so, and reading goes on at the line after the one it began on: a missing quote
// costs one row and never the rest of the file. Memory stays within a few longest rows. For one thread.
#pragma once

#include "byte_reader.hpp"
#include "core/catalogue/importing.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace core::catalogue {

constexpr std::size_t longest_row = 1 << 20;        // bytes
constexpr std::size_t longest_quoted_lines = 1000;  // line ends within one row
constexpr std::size_t most_columns = 256;

enum class TableForm { comma_separated, tab_separated };

// The number of a column, none where the table has no such column.
using Column = std::optional<std::size_t>;

class TableReader {
public:
    // Reads the header at once; a file without one has no columns.
    TableReader(ByteReader reader, TableForm form);

    enum class Status { row, broken, end };
    Status next();

    // Of the row that next() read.
    std::size_t line() const { return row_line_; }
    SkipReason reason() const { return reason_; }  // when it is broken
    std::string_view field(Column column) const;   // empty where there is no such column; `\N` is empty, too

    // The column called `name`; stray characters around names in the header do not matter.
    Column column(std::string_view name) const;
    std::size_t columns() const { return names_.size(); }

    const ByteReader& reader() const { return window_.reader(); }

private:
    enum class Parsed { whole, unfinished, broken };
    struct Field {
        std::size_t begin{}, end{};
        bool has_quotes{};  // doubled ones inside
    };
    Parsed parse_row(std::string_view bytes, std::size_t& end);
    Parsed parse_quoted(std::string_view bytes, std::size_t& position);
    Parsed parse_plain(std::string_view bytes, std::size_t& position);
    Parsed row_within_limits(std::size_t& end);
    void consume(std::size_t count);
    Status refuse(SkipReason reason);
    void settle_fields(std::string_view bytes);

    ByteWindow window_;
    char separator_;
    bool has_quoting_;
    std::vector<std::string> names_;
    std::vector<std::string> stray_;  // what was behind each column's name, and is behind its values
    std::vector<Field> found_;
    std::vector<std::string_view> fields_;
    std::string unquoted_;  // the text of fields with doubled quotes
    std::string row_;
    std::size_t line_ = 1;
    std::size_t row_line_{};
    SkipReason reason_{};
};

}  // namespace core::catalogue
