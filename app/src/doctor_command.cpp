#include "commands.hpp"
#include "health.hpp"
#include "json_line.hpp"
#include "terminal.hpp"

#include <algorithm>
#include <ostream>

namespace app {
namespace {

namespace json = boost::json;

constexpr std::size_t text_column = 14;

const char* mark_of(Health health) { return health == Health::well ? "✓" : health == Health::remark ? "!" : "✗"; }

Colour colour_of(Health health) {
    return health == Health::well ? Colour::good : health == Health::remark ? Colour::star : Colour::bad;
}

std::string lines_of(const Finding& finding, bool coloured) {
    auto text = wrapped(finding.text, text_column);
    const auto margin = std::string(text_column - 2 - finding.name.size(), ' ');
    text = painted(mark_of(finding.health), colour_of(finding.health), coloured) + " " + finding.name + margin +
           text.substr(text_column);
    if (!finding.remedy.empty()) text += std::string(text_column, ' ') + "→ " + finding.remedy + "\n";
    return text;
}

std::string summary(std::size_t wrong) {
    if (wrong == 0) return "\nNothing is wrong.\n";
    return "\n" + (wrong == 1 ? std::string{"One thing is"} : std::to_string(wrong) + " things are") +
           " wrong; the arrows say what mends it.\n";
}

std::string findings_json(const std::vector<Finding>& findings, bool is_well) {
    json::array array;
    for (const auto& finding : findings) {
        json::object object;
        object["name"] = finding.name;
        object["state"] = finding.health == Health::well ? "ok" : finding.health == Health::remark ? "remark" : "wrong";
        object["text"] = finding.text;
        object["remedy"] = finding.remedy;
        array.push_back(std::move(object));
    }
    return json_line({{"ok", is_well}, {"findings", std::move(array)}}) + "\n";
}

}  // namespace

int examine(const DoctorOptions& options, const DataFolder& folder, const Surroundings& surroundings) {
    const auto findings = examine_all(folder, options.data);
    const auto wrong = static_cast<std::size_t>(std::ranges::count(findings, Health::wrong, &Finding::health));
    if (options.json) {
        surroundings.output << findings_json(findings, wrong == 0);
    } else {
        for (const auto& finding : findings) surroundings.output << lines_of(finding, surroundings.coloured);
        surroundings.output << summary(wrong);
    }
    return wrong == 0 ? exit_done : exit_bad_data;
}

}  // namespace app
