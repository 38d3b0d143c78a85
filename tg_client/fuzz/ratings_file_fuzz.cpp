// Any bytes as an export: the first line is the file's name. What is read keeps what the header promises, so that no
// file makes a request that POST /films/match refuses.
#include "api/json.hpp"
#include "tg_client/imports/ratings_file.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view input{reinterpret_cast<const char*>(data), size};
    const auto name = input.substr(0, input.find('\n'));
    const auto bytes = input.substr(std::min(name.size() + 1, size));
    const auto file = tg_client::read_ratings_file(name, bytes);
    if (!file) {
        if (tg_client::code_of(file.error()).empty()) std::abort();
        return 0;
    }
    const auto& [kind, rows, skipped, television] = file.value();
    if (rows.size() + skipped.size() + television > tg_client::most_import_rows) std::abort();
    const auto lines = static_cast<std::size_t>(std::ranges::count(bytes, '\n')) + 1;
    for (const auto& row : rows) {
        api::FieldFaults faults;
        (void)api::read<api::MatchItem>(api::write(row.item), faults);
        if (!faults.empty() || row.line < 2 || row.line > lines) std::abort();
    }
    for (const auto& row : skipped)
        if (row.line < 2 || row.line > lines) std::abort();
    return 0;
}
