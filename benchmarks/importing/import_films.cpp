// Imports a folder and prints "rows reading-seconds writing-seconds" for importing.py.
#include "core/catalogue/importing.hpp"

#include <chrono>
#include <iostream>

int main(int count, char** arguments) {
    using namespace core::catalogue;
    using Seconds = std::chrono::duration<double>;
    if (count != 3) {
        std::cerr << "import_films FOLDER CATALOGUE\n";
        return 2;
    }
    const auto start = std::chrono::steady_clock::now();
    Importer importer;
    if (const auto read = importer.read({arguments[1]}); !read) {
        std::cerr << read.error().message << '\n';
        return 1;
    }
    const auto between = std::chrono::steady_clock::now();
    if (const auto written = importer.write({}, arguments[2]); !written) {
        std::cerr << written.error().message << '\n';
        return 1;
    }
    const auto end = std::chrono::steady_clock::now();
    std::cout << importer.report().rows << " " << Seconds{between - start}.count() << " "
              << Seconds{end - between}.count() << '\n';
    return 0;
}
