#include "child_process.hpp"

#include <array>
#include <system_error>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace db_service {
namespace {

std::vector<char*> pointers_to(std::vector<std::string>& texts) {
    std::vector<char*> pointers;
    pointers.reserve(texts.size() + 1);
    for (auto& text : texts) pointers.push_back(text.data());
    pointers.push_back(nullptr);
    return pointers;
}

std::vector<std::string> merged(const std::map<std::string, std::string>& added) {
    std::vector<std::string> all;
    for (char** one = environ; *one != nullptr; ++one) {
        const std::string text{*one};
        if (!added.contains(text.substr(0, text.find('=')))) all.push_back(text);
    }
    for (const auto& [name, value] : added) all.emplace_back(name).append("=").append(value);
    return all;
}

std::string read_to_end(int pipe) {
    constexpr std::size_t kept = 4096;
    std::string text;
    std::array<char, 1024> buffer{};
    for (ssize_t count = 0; (count = read(pipe, buffer.data(), buffer.size())) > 0;) {
        text.append(buffer.data(), static_cast<std::size_t>(count));
        if (text.size() > kept) text.erase(0, text.size() - kept);
    }
    return text;
}

}  // namespace

std::optional<ChildResult> run_child(const std::vector<std::string>& command,
                                     const std::map<std::string, std::string>& environment) {
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) throw std::system_error{errno, std::generic_category(), "pipe"};
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDERR_FILENO);
    auto arguments = command;
    auto variables = merged(environment);
    pid_t child{};
    const int fault = posix_spawnp(&child, command.front().c_str(), &actions, nullptr, pointers_to(arguments).data(),
                                   pointers_to(variables).data());
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    ChildResult result;
    if (fault == 0) result.errors = read_to_end(ends[0]);
    close(ends[0]);
    if (fault == ENOENT) return std::nullopt;
    if (fault != 0) throw std::system_error{fault, std::generic_category(), command.front()};
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
    if (WIFEXITED(status)) result.code = WEXITSTATUS(status);
    return result;
}

}  // namespace db_service
