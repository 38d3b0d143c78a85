// Rows of comma-separated values as RFC 4180 has them, with line ends and quotes inside quotes, from bytes in memory.
//
// A row that is broken is said to be so, and reading goes on at the line after the one it began on: a missing quote
// costs one row and never the rest of the file. No row takes longer than its limit, so that all of them take time in
// proportion to the bytes and the number of rows. The bytes must outlive the reader.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tg_client {

class CsvRows {
public:
    static constexpr std::size_t longest_row = std::size_t{32} * 1024;
    static constexpr std::size_t most_fields = 64;

    explicit CsvRows(std::string_view bytes) : bytes_{bytes} {}

    // Reads the next row that is not blank; false at the end.
    bool next();

    // Of the row that next() read.
    bool is_broken() const { return is_broken_; }
    std::size_t line() const { return line_; }                          // from 1
    std::string_view text() const { return text_; }                     // as it stands in the file
    const std::vector<std::string>& fields() const { return fields_; }  // none where it is broken

private:
    bool read_row();
    bool read_quoted();
    void read_plain();
    bool at_line_end() const;
    void take_line_end();

    std::string_view bytes_;
    std::size_t at_{};
    std::size_t limit_{};  // where the row must have ended
    std::size_t next_line_ = 1;
    std::size_t line_{};
    bool is_broken_{};
    std::string_view text_{};
    std::vector<std::string> fields_{};
};

}  // namespace tg_client
