# SPDX-License-Identifier: Apache-2.0
# The two ways this project makes a target of its own; plugins use vantage_add_plugin().
include_guard(GLOBAL)

option(VANTAGE_WERROR "Treat warnings as errors" ON)
set(VANTAGE_SANITIZE "" CACHE STRING "Sanitizers to build with, for example address,undefined")

add_library(vantage-flags INTERFACE)
target_compile_features(vantage-flags INTERFACE cxx_std_20)
target_compile_options(vantage-flags INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor
                                               $<$<BOOL:${VANTAGE_WERROR}>:-Werror>)
# GCC 12 sees overlapping copies in std::string's operator+ where there are none (GCC bug 105651).
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  target_compile_options(vantage-flags INTERFACE -Wno-restrict)
endif()
# BOOST_DLL_USE_STD_FS changes Boost.DLL's types, so it is set here, once, for everyone.
target_compile_definitions(vantage-flags INTERFACE BOOST_DLL_USE_STD_FS)
if(VANTAGE_SANITIZE)
  add_compile_options(-fsanitize=${VANTAGE_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=undefined)
  add_link_options(-fsanitize=${VANTAGE_SANITIZE})
endif()

# vantage_headers(NAME LIBS lib ... HEADERS <header> ...), vantage_reuse(TARGET NAME)
# Headers that many files include, parsed once for targets that compile with the same options.
function(vantage_headers name)
  cmake_parse_arguments(A "" "" "LIBS;HEADERS" ${ARGN})
  set(empty ${CMAKE_CURRENT_BINARY_DIR}/${name}.cpp)
  file(CONFIGURE OUTPUT ${empty} CONTENT "// for its precompiled header\n")
  add_library(${name} OBJECT ${empty})
  target_include_directories(${name} PRIVATE ${VANTAGE_ROOT})
  target_link_libraries(${name} PRIVATE vantage-flags ${A_LIBS})
  target_precompile_headers(${name} PRIVATE ${A_HEADERS})
endfunction()

function(vantage_reuse name headers)
  target_precompile_headers(${name} REUSE_FROM ${headers})
  # GCC forgets which code of a precompiled header is the system's and warns about it. -fpch-preprocess tells ccache
  # which header that is; the presets let it take one.
  target_compile_options(${name} PRIVATE
    $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess -Wno-array-bounds -Wno-stringop-overflow -Wno-stringop-overread>)
endfunction()

# vantage_together(NAME)
# Files compile several at a time, as their headers take longer than they do.
option(VANTAGE_UNITY "Compile several files at a time: a clean build takes half the time, one after an edit more" ON)
function(vantage_together name)
  set_target_properties(${name} PROPERTIES UNITY_BUILD ${VANTAGE_UNITY} UNITY_BUILD_BATCH_SIZE 8)
endfunction()

# vantage_library(NAME SOURCES a.cpp ... [PUBLIC lib ...] [PRIVATE lib ...] [APART])
# A static library whose headers are included from the repository root: #include "core/image.hpp". All of them format
# text. APART: each file compiles alone, because they use the same names for different things of their own, or because
# programs link those that they need and nothing more (the front program owes its start-up time to that).
function(vantage_library name)
  cmake_parse_arguments(A "APART" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
  add_library(${name} STATIC ${A_SOURCES})
  set_target_properties(${name} PROPERTIES POSITION_INDEPENDENT_CODE ON)
  target_include_directories(${name} PUBLIC ${VANTAGE_ROOT})
  target_link_libraries(${name} PUBLIC ${A_PUBLIC} PRIVATE vantage-flags fmt::fmt ${A_PRIVATE})
  if(A_APART)
    vantage_reuse(${name} vantage-library-headers)
  else()
    vantage_together(${name})
  endif()
endfunction()

# vantage_test(NAME SOURCES a_test.cpp ... LIBS lib ... [HEADERS target] [LABEL text] [TIMEOUT seconds] [ALONE]
#              [APART])
# GoogleTest binary whose tests ctest runs one by one. VANTAGE_SHARED reaches it through the environment.
# HEADERS: what its files include, from vantage_headers(). APART: as for libraries.
# ALONE: its tests use every core. OpenMP threads that wait by spinning would hold up tests that run beside them.
function(vantage_test name)
  cmake_parse_arguments(A "ALONE;APART" "LABEL;TIMEOUT;HEADERS" "SOURCES;LIBS" ${ARGN})
  if(NOT BUILD_TESTING)
    return()
  endif()
  if(NOT A_LABEL)
    set(A_LABEL unit) # an empty one would swallow the property behind it
  endif()
  if(NOT A_TIMEOUT)
    set(A_TIMEOUT 120)
  endif()
  if(NOT A_HEADERS)
    set(A_HEADERS vantage-test-headers)
  endif()
  add_executable(${name} ${A_SOURCES})
  target_include_directories(${name} PRIVATE ${VANTAGE_ROOT})
  target_link_libraries(${name} PRIVATE vantage-flags vantage-lean-flags ${A_LIBS} GTest::gmock GTest::gtest_main)
  if(NOT A_APART)
    vantage_together(${name})
  endif()
  if(NOT A_HEADERS STREQUAL none)
    vantage_reuse(${name} ${A_HEADERS})
  endif()
  gtest_discover_tests(${name} DISCOVERY_TIMEOUT 60 PROPERTIES TIMEOUT ${A_TIMEOUT} LABELS "${A_LABEL}"
                       RUN_SERIAL ${A_ALONE} ENVIRONMENT "OMP_WAIT_POLICY=passive")
endfunction()

vantage_headers(vantage-library-headers LIBS fmt::fmt
  HEADERS <fmt/format.h> <algorithm> <filesystem> <functional> <map> <memory> <optional> <string> <vector>)
set_target_properties(vantage-library-headers PROPERTIES POSITION_INDEPENDENT_CODE ON)

# Tests and the command line call what is fast; they need not be, and are built a third faster so.
add_library(vantage-lean-flags INTERFACE)
target_compile_options(vantage-lean-flags INTERFACE $<$<CONFIG:Release>:-O1>)
if(BUILD_TESTING)
  find_package(GTest REQUIRED)
  vantage_headers(vantage-test-headers LIBS vantage-lean-flags GTest::gmock
    HEADERS <gmock/gmock.h> <algorithm> <filesystem> <fstream> <functional> <map> <random> <set> <string> <vector>)
endif()
