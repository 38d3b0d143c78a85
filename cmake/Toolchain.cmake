# Language level, warnings, sanitizers, ccache and a fast linker: what holds for every target.

option(KINOSOVET_BENCHMARKS "Build the Google Benchmark programs" OFF)
option(KINOSOVET_FUZZ "Build the libFuzzer entries (clang only)" OFF)
option(KINOSOVET_COVERAGE "Instrument for gcov" OFF)
set(KINOSOVET_SANITIZE "" CACHE STRING "Sanitizers to build with, for example address,undefined")

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")

# Where an installed tree keeps the libraries that no package of the system has, beside bin/.
set(KINOSOVET_PRIVATE_LIBRARIES lib/kinosovet)

find_program(CCACHE ccache)
if(CCACHE)
    # A fresh clone elsewhere finds what an older one compiled: paths count from the root of the tree.
    set(CMAKE_CXX_COMPILER_LAUNCHER
        ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=true ${CCACHE})
endif()

find_program(MOLD mold)
if(MOLD)
    add_link_options(-fuse-ld=mold)
endif()

# A program loads only those shared libraries that it calls.
add_link_options(-Wl,--as-needed)

add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wold-style-cast -Woverloaded-virtual -Werror)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    add_compile_options(-Wno-restrict)  # Warns of std::string's operator+ without reason (GCC bug 105651).
endif()

if(KINOSOVET_SANITIZE)
    add_compile_options(-fsanitize=${KINOSOVET_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    add_link_options(-fsanitize=${KINOSOVET_SANITIZE})
endif()

if(KINOSOVET_SANITIZE MATCHES thread AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    add_compile_options(-Wno-tsan)  # Asio has fences, which this sanitizer does not follow; its mutexes it does.
endif()

if(KINOSOVET_FUZZ)
    # The fuzzers steer by the coverage of the libraries too, not only by that of their own few lines.
    add_compile_options(-fsanitize=fuzzer-no-link)
endif()

if(KINOSOVET_COVERAGE)
    add_compile_options(--coverage)
    add_link_options(--coverage)
endif()
