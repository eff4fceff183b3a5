# How Docent's targets are compiled: one place for flags, and one function each for a module and a unit test.
include_guard()

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_C_STANDARD 99)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_C_VISIBILITY_PRESET hidden)
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)

if(PROJECT_IS_TOP_LEVEL)
  if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
    set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
  endif()
  set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
  find_program(DOCENT_CCACHE ccache)
  if(DOCENT_CCACHE)
    set(CMAKE_C_COMPILER_LAUNCHER ${DOCENT_CCACHE})
    set(CMAKE_CXX_COMPILER_LAUNCHER ${DOCENT_CCACHE})
  endif()
endif()

# Not CMake's -O3: the library may have 1 MB. Here, before all other flags, so that DocentSize.cmake's -Os comes after it.
string(REPLACE "-O3" "-O2" CMAKE_CXX_FLAGS_RELEASE "${CMAKE_CXX_FLAGS_RELEASE}")

# Flags that every target of this project gets.
add_library(docent_flags INTERFACE)
target_compile_options(docent_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -fno-strict-aliasing
  $<$<BOOL:${DOCENT_WERROR}>:-Werror>)
if(DOCENT_SANITIZE)
  target_compile_options(docent_flags INTERFACE -fsanitize=${DOCENT_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(docent_flags INTERFACE -fsanitize=${DOCENT_SANITIZE})
endif()

# Flags of the modules only: unused functions can be left out when the libraries are linked, and no symbol is bound process-wide (STB_GNU_UNIQUE),
# because the static library makes all but docent_* local.
add_library(docent_module_flags INTERFACE)
target_link_libraries(docent_module_flags INTERFACE docent_flags)
target_compile_options(docent_module_flags INTERFACE
  -ffunction-sections -fdata-sections $<$<COMPILE_LANG_AND_ID:CXX,GNU>:-fno-gnu-unique>)

# docent_link_shared(TARGET)
# How shared libraries are linked: without what nobody calls, everything bound when they are loaded and read-only then. Where the C library that they
# are built with can read packed relocations (glibc 2.36; an older one can't load such a library), they have them: 24 bytes less for each pointer.
if(UNIX AND NOT APPLE)
  include(CheckCXXSourceCompiles)
  set(CMAKE_REQUIRED_LINK_OPTIONS LINKER:-z,pack-relative-relocs)
  check_cxx_source_compiles("#include <features.h>
    #if !__GLIBC_PREREQ(2, 36)
    #error
    #endif
    int main() { return 0; }" DOCENT_PACKS_RELOCATIONS)
  unset(CMAKE_REQUIRED_LINK_OPTIONS)
endif()
function(docent_link_shared target)
  if(UNIX AND NOT APPLE)
    target_link_options(${target} PRIVATE LINKER:--gc-sections LINKER:--as-needed LINKER:-z,relro,-z,now
      $<$<BOOL:${DOCENT_PACKS_RELOCATIONS}>:LINKER:-z,pack-relative-relocs>)
  endif()
endfunction()

# docent_module(NAME [SOURCES file...] [DEPENDS module...] [LIBRARIES target...])
# One layer of the SDK: a static library docent_NAME. DEPENDS names the modules to the left of it in docs/ARCHITECTURE.md.
function(docent_module name)
  cmake_parse_arguments(arg "" "" "SOURCES;DEPENDS;LIBRARIES" ${ARGN})
  add_library(docent_${name} STATIC ${arg_SOURCES})
  target_include_directories(docent_${name} PUBLIC ${PROJECT_SOURCE_DIR}/sdk/src ${PROJECT_SOURCE_DIR}/sdk/include)
  target_compile_definitions(docent_${name} PRIVATE DOCENT_BUILDING)
  target_link_libraries(docent_${name} PRIVATE docent_module_flags)
  foreach(dep IN LISTS arg_DEPENDS)
    target_link_libraries(docent_${name} PUBLIC docent_${dep})
  endforeach()
  target_link_libraries(docent_${name} PUBLIC ${arg_LIBRARIES})
  set_property(GLOBAL APPEND PROPERTY DOCENT_MODULES docent_${name})  # what DocentLibraries.cmake makes the two libraries of
endfunction()

# Builds every unit test, and nothing else. Tests are compiled with -O1, which takes a quarter less time: what they run for long is not theirs.
if(DOCENT_BUILD_TESTS)
  add_custom_target(unit_tests)
  add_library(docent_test_flags INTERFACE)
  target_link_libraries(docent_test_flags INTERFACE docent_flags)
  target_compile_options(docent_test_flags INTERFACE -Wno-conversion $<$<CONFIG:Release,RelWithDebInfo,MinSizeRel>:-O1>)
endif()

# docent_unit_test(MODULE file... [LIBRARIES target...])
# One executable unit_MODULE from the files of tests/unit/MODULE, each test registered with CTest.
function(docent_unit_test module)
  cmake_parse_arguments(arg "" "" "LIBRARIES" ${ARGN})
  string(REPLACE "/" "_" target unit_${module})
  add_executable(${target} ${arg_UNPARSED_ARGUMENTS})
  target_link_libraries(${target} PRIVATE docent_test_flags ${arg_LIBRARIES} GTest::gmock GTest::gtest_main)
  target_include_directories(${target} PRIVATE ${PROJECT_SOURCE_DIR}/tests)  # support/
  target_compile_definitions(${target} PRIVATE
    DOCENT_SOURCE_DIR="${PROJECT_SOURCE_DIR}" DOCENT_SHARED_DIR="${PROJECT_SOURCE_DIR}/../shared")
  target_precompile_headers(${target} PRIVATE <gtest/gtest.h> <gmock/gmock.h> <string> <vector>)
  add_dependencies(unit_tests ${target})
  gtest_discover_tests(${target} TEST_PREFIX ${module}. PROPERTIES TIMEOUT 120 LABELS unit DISCOVERY_TIMEOUT 60)
endfunction()
