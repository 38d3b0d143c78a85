// Another program, run to its end.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace db_service {

struct ChildResult {
    int code = -1;         // -1 where a signal ended it
    std::string errors{};  // the end of what it wrote on its error stream
};

// Runs `command`, found in PATH, with this process's environment and `environment` on top of it. None where there is no
// such program.
std::optional<ChildResult> run_child(const std::vector<std::string>& command,
                                     const std::map<std::string, std::string>& environment);

}  // namespace db_service
