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

# vantage_library(NAME SOURCES a.cpp ... [PUBLIC lib ...] [PRIVATE lib ...])
# A static library whose headers are included from the repository root: #include "core/image.hpp".
function(vantage_library name)
  cmake_parse_arguments(A "" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
  add_library(${name} STATIC ${A_SOURCES})
  set_target_properties(${name} PROPERTIES POSITION_INDEPENDENT_CODE ON)
  target_include_directories(${name} PUBLIC ${VANTAGE_ROOT})
  target_link_libraries(${name} PUBLIC ${A_PUBLIC} PRIVATE vantage-flags ${A_PRIVATE})
endfunction()

# vantage_test(NAME SOURCES a_test.cpp ... LIBS lib ... [LABEL text] [TIMEOUT seconds] [ALONE])
# ALONE: its tests use every core. OpenMP threads that wait by spinning would hold up tests that run beside them.
# GoogleTest binary whose tests ctest runs one by one. VANTAGE_SHARED reaches it through the environment.
function(vantage_test name)
  cmake_parse_arguments(A "ALONE" "LABEL;TIMEOUT" "SOURCES;LIBS" ${ARGN})
  if(NOT BUILD_TESTING)
    return()
  endif()
  if(NOT A_LABEL)
    set(A_LABEL unit) # an empty one would swallow the property behind it
  endif()
  if(NOT A_TIMEOUT)
    set(A_TIMEOUT 120)
  endif()
  add_executable(${name} ${A_SOURCES})
  target_include_directories(${name} PRIVATE ${VANTAGE_ROOT})
  target_link_libraries(${name} PRIVATE vantage-flags ${A_LIBS} GTest::gmock GTest::gtest_main)
  gtest_discover_tests(${name} DISCOVERY_TIMEOUT 60 PROPERTIES TIMEOUT ${A_TIMEOUT} LABELS "${A_LABEL}"
                       RUN_SERIAL ${A_ALONE} ENVIRONMENT "OMP_WAIT_POLICY=passive")
endfunction()
