// What `kinosovet doctor` looks at: one check each of the machine, the model, the catalogue and the index.
//
// Reads only, and asks no other machine. A check never fails: what it finds is its answer.
#pragma once

#include "ml_service/data_folder.hpp"

#include <string>
#include <vector>

namespace app {

using ml_service::DataFolder;

enum class Health { well, remark, wrong };

struct Finding {
    std::string name{};  // stable, for programs: "catalogue"
    Health health = Health::well;
    std::string text{};    // one sentence
    std::string remedy{};  // the command that mends it; empty where nothing is to be done
};

// In the order in which one builds on another. `data` is what --data named, so that a remedy names it as well.
std::vector<Finding> examine_all(const DataFolder& folder, const std::string& data);

}  // namespace app
