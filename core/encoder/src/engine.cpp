#include "core/encoder/engine.hpp"

#include <algorithm>
#include <vector>

#include <openvino/openvino.hpp>

namespace core::encoder {

Result<Engine> find_engine() {
    try {
        ov::Core core;
        const auto abilities = core.get_property("CPU", ov::device::capabilities);
        std::string version = ov::get_openvino_version().buildNumber;
        version.erase(std::min(version.find('-'), version.size()));
        return Engine{.version = version,
                      .processor = core.get_property("CPU", ov::device::full_name),
                      .has_bf16 = std::ranges::find(abilities, ov::device::capability::BF16) != abilities.end()};
    } catch (const std::exception& error) {
        return Fault{"engine_broken", std::string{"OpenVINO cannot be used: "} + error.what(),
                     "install it again with scripts/setup"};
    }
}

}  // namespace core::encoder
