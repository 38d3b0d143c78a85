#include "postgresql_server.hpp"

#include <array>
#include <csignal>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

namespace db_service {
namespace {

namespace fs = std::filesystem;

// The newest that is installed; Debian keeps them out of the path.
fs::path program_folder() {
    fs::path newest;
    std::error_code none;
    for (const auto& version : fs::directory_iterator{"/usr/lib/postgresql", none})
        if (fs::exists(version.path() / "bin/initdb") && version.path() > newest) newest = version.path();
    return newest.empty() ? newest : newest / "bin";
}

std::uint16_t free_port() {
    const int listener = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{.sin_family = AF_INET, .sin_port = 0, .sin_addr = {htonl(INADDR_LOOPBACK)}, .sin_zero = {}};
    socklen_t size = sizeof address;
    auto* const place = reinterpret_cast<sockaddr*>(&address);
    const bool is_bound = bind(listener, place, size) == 0 && getsockname(listener, place, &size) == 0;
    close(listener);
    if (!is_bound) throw std::runtime_error{"no port is free"};
    return ntohs(address.sin_port);
}

std::string quoted(const std::string& text) { return "'" + text + "'"; }

}  // namespace

bool PostgresqlServer::is_installed() { return !program_folder().empty(); }

PostgresqlServer::PostgresqlServer() : data_{folder_.path() / "data"}, port_{free_port()} {
    constexpr unsigned nobody = 65534;
    if (geteuid() == 0 && chown(folder_.path().c_str(), nobody, nobody) != 0)
        throw std::runtime_error{"the folder cannot be given to nobody"};
    run("initdb", "-A trust -U kinosovet -E UTF8 --locale=C.UTF-8 --no-sync -D " + quoted(data_.string()));
    std::ofstream{data_ / "postgresql.conf", std::ios::app}
        << "port = " << port_
        << "\nlisten_addresses = '127.0.0.1'\nunix_socket_directories = " << quoted(folder_.path().string())
        << "\nmax_connections = 60\nshared_buffers = 64MB\nmax_wal_size = 4GB\nfsync = off\n";
    start();
}

PostgresqlServer::~PostgresqlServer() {
    try {
        run("pg_ctl", "-m immediate -w -D " + quoted(data_.string()) + " stop");
    } catch (const std::runtime_error&) {
        // It was killed by the test.
    }
}

void PostgresqlServer::start() {
    // It must not keep the pipe open that its output is read from.
    run("pg_ctl",
        "-w -t 120 -l " + quoted((folder_.path() / "log").string()) + " -D " + quoted(data_.string()) + " start");
}

void PostgresqlServer::kill() { run("pg_ctl", "-m immediate -w -D " + quoted(data_.string()) + " stop"); }

std::string PostgresqlServer::make_database() {
    const auto name = "test" + std::to_string(++databases_);
    run("createdb", "-h 127.0.0.1 -p " + std::to_string(port_) + " -U kinosovet " + name);
    return "postgresql://kinosovet@127.0.0.1:" + std::to_string(port_) + "/" + name;
}

std::string PostgresqlServer::run(const std::string& program, const std::string& arguments) const {
    const std::string as_nobody =
        geteuid() == 0 ? "setpriv --reuid=65534 --regid=65534 --clear-groups -- " : std::string{};
    const auto command = "cd / && " + as_nobody + (program_folder() / program).string() + " " + arguments + " 2>&1";
    FILE* const pipe = popen(command.c_str(), "r");
    if (pipe == nullptr) throw std::runtime_error{"no process"};
    std::string output;
    std::array<char, 4096> buffer{};
    for (std::size_t count = 0; (count = fread(buffer.data(), 1, buffer.size(), pipe)) > 0;)
        output.append(buffer.data(), count);
    if (pclose(pipe) != 0) throw std::runtime_error{program + ": " + output};
    return output;
}

PostgresqlServer& shared_server() {
    static PostgresqlServer server;
    return server;
}

}  // namespace db_service
