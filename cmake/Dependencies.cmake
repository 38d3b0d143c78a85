# Every library from outside, found once and given one name. `scripts/setup` installs them.

set(KINOSOVET_DEPS "${CMAKE_SOURCE_DIR}/.deps" CACHE PATH "Where scripts/setup unpacked OpenVINO and the models")
set(OpenVINO_DIR "${KINOSOVET_DEPS}/openvino/openvino/cmake" CACHE PATH "OpenVINO's CMake package")

find_package(Boost 1.81 REQUIRED COMPONENTS json url)
find_package(ICU REQUIRED COMPONENTS uc i18n)
find_package(SQLite3 REQUIRED)
find_package(PostgreSQL REQUIRED)
find_package(ZLIB REQUIRED)
find_package(CLI11 REQUIRED)
find_package(CURL REQUIRED)
find_package(OpenSSL REQUIRED COMPONENTS Crypto SSL)
find_package(prometheus-cpp CONFIG REQUIRED COMPONENTS core)
find_package(spdlog CONFIG REQUIRED)
find_package(Threads REQUIRED)
find_package(GTest REQUIRED)
find_package(OpenVINO CONFIG REQUIRED COMPONENTS Runtime)
if(KINOSOVET_BENCHMARKS)
    find_package(benchmark REQUIRED)
endif()

# Snowball ships no CMake package.
find_path(STEMMER_INCLUDE libstemmer.h REQUIRED)
find_library(STEMMER_LIBRARY stemmer REQUIRED)
add_library(Snowball::stemmer UNKNOWN IMPORTED)
set_target_properties(Snowball::stemmer PROPERTIES
    IMPORTED_LOCATION "${STEMMER_LIBRARY}" INTERFACE_INCLUDE_DIRECTORIES "${STEMMER_INCLUDE}")

# Neither does SOCI 4.0.
find_path(SOCI_INCLUDE soci/soci.h REQUIRED)
add_library(soci_dependency INTERFACE)
foreach(part core postgresql sqlite3)
    find_library(SOCI_${part} soci_${part} REQUIRED)
    target_link_libraries(soci_dependency INTERFACE "${SOCI_${part}}")
endforeach()
target_include_directories(soci_dependency SYSTEM INTERFACE "${SOCI_INCLUDE}")
target_link_libraries(soci_dependency INTERFACE PostgreSQL::PostgreSQL SQLite::SQLite3)
add_library(SOCI::soci ALIAS soci_dependency)

# Drawing, text and JPEG.
find_package(PkgConfig REQUIRED)
pkg_check_modules(PangoCairo REQUIRED IMPORTED_TARGET pangocairo pangoft2 fontconfig)
find_package(JPEG REQUIRED)

# Headers from outside are not held to our warnings.
foreach(target openvino::runtime Boost::json Boost::url prometheus-cpp::core spdlog::spdlog Boost::headers SQLite::SQLite3
        PostgreSQL::PostgreSQL)
    get_target_property(includes ${target} INTERFACE_INCLUDE_DIRECTORIES)
    if(includes)
        set_target_properties(${target} PROPERTIES INTERFACE_SYSTEM_INCLUDE_DIRECTORIES "${includes}")
    endif()
endforeach()
