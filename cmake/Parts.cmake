# add_part(<name> [PUBLIC target...] [PRIVATE target...] [TEST_LINK target...] [FUZZ_EACH value...])
#
# One part of the system is one folder: include/, src/, tests/, fuzz/. It becomes the library <name>, the test
# program <name>_tests and one fuzzer per file in fuzz/. Only include/ is seen by others, and only by those that
# name the part in PUBLIC or PRIVATE, so an include against the direction of the design does not compile.
#
# A file fuzz/<what>_each_fuzz.cpp becomes one fuzzer for each value of FUZZ_EACH, <what>_<value>_fuzz, and finds the
# value in KINOSOVET_FUZZ_EACH.
function(add_part name)
    cmake_parse_arguments(PART "" "" "PUBLIC;PRIVATE;TEST_LINK;FUZZ_EACH" ${ARGN})
    file(GLOB sources CONFIGURE_DEPENDS src/*.cpp)
    file(GLOB tests CONFIGURE_DEPENDS tests/*.cpp)
    file(GLOB fuzzers CONFIGURE_DEPENDS fuzz/*.cpp)

    if(sources)
        add_library(${name} STATIC ${sources})
        target_include_directories(${name} PUBLIC include PRIVATE src)
        target_link_libraries(${name} PUBLIC ${PART_PUBLIC} PRIVATE ${PART_PRIVATE})
    else()
        add_library(${name} INTERFACE)
        target_include_directories(${name} INTERFACE include)
        target_link_libraries(${name} INTERFACE ${PART_PUBLIC})
    endif()

    if(tests AND NOT KINOSOVET_FUZZ)
        add_executable(${name}_tests ${tests})
        target_include_directories(${name}_tests PRIVATE src tests)
        target_compile_definitions(${name}_tests PRIVATE
            KINOSOVET_SOURCE_DIR="${CMAKE_SOURCE_DIR}" KINOSOVET_MODELS_DIR="${KINOSOVET_DEPS}/models")
        target_link_libraries(${name}_tests PRIVATE ${name} ${PART_TEST_LINK} test_support GTest::gmock GTest::gtest_main)
        gtest_discover_tests(${name}_tests TEST_PREFIX "${name}." DISCOVERY_MODE PRE_TEST PROPERTIES TIMEOUT 600)
    endif()

    if(KINOSOVET_FUZZ)
        foreach(file ${fuzzers})
            get_filename_component(fuzzer ${file} NAME_WE)
            if(fuzzer MATCHES "_each_fuzz$")
                foreach(value ${PART_FUZZ_EACH})
                    string(REPLACE "_each_fuzz" "_${value}_fuzz" fuzzer_of_value ${fuzzer})
                    add_fuzzer(${fuzzer_of_value} ${file} ${name} ${PART_TEST_LINK})
                    target_compile_definitions(${fuzzer_of_value} PRIVATE KINOSOVET_FUZZ_EACH=${value})
                endforeach()
            else()
                add_fuzzer(${fuzzer} ${file} ${name} ${PART_TEST_LINK})
            endif()
        endforeach()
    endif()
endfunction()

function(add_fuzzer name file)
    add_executable(${name} ${file})
    target_include_directories(${name} PRIVATE src)
    target_compile_definitions(${name} PRIVATE KINOSOVET_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
    target_compile_options(${name} PRIVATE -fsanitize=fuzzer)
    target_link_options(${name} PRIVATE -fsanitize=fuzzer)
    target_link_libraries(${name} PRIVATE ${ARGN})
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/fuzzers")
endfunction()

include(GoogleTest)
