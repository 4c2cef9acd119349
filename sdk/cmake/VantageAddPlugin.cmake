# SPDX-License-Identifier: MIT
# vantage_add_plugin(name SOURCES a.cpp ... [EIGEN] [TORCH] [OPENCV] [LIBS lib ...])
#
# Builds name.vplugin: one exported symbol, no undefined ones, never unloaded. TORCH pins it to
# the LibTorch it was built with (VANTAGE_RUNTIME), because LibTorch has no stable ABI.
include_guard(GLOBAL)

option(VANTAGE_VALIDATE_PLUGINS "Probe each plugin with the vantage program after it is built" ON)

function(vantage_add_plugin name)
  cmake_parse_arguments(A "EIGEN;TORCH;OPENCV" "" "SOURCES;LIBS" ${ARGN})
  set(map "${CMAKE_CURRENT_FUNCTION_LIST_DIR}/plugin.map")
  add_library(${name} MODULE ${A_SOURCES})
  set_target_properties(${name} PROPERTIES PREFIX "" SUFFIX ".vplugin"
    CXX_VISIBILITY_PRESET hidden C_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON
    LINK_DEPENDS "${map}")
  target_compile_features(${name} PRIVATE cxx_std_17)
  target_link_libraries(${name} PRIVATE Vantage::sdk ${A_LIBS})
  target_link_options(${name} PRIVATE -Wl,--version-script=${map} -Wl,-z,nodelete -Wl,--as-needed)
  if(NOT VANTAGE_SANITIZE) # a sanitizer's symbols come from the program
    target_link_options(${name} PRIVATE -Wl,-z,defs)
  endif()
  if(A_EIGEN)
    find_package(Eigen3 3.3 REQUIRED NO_MODULE)
    target_link_libraries(${name} PRIVATE Eigen3::Eigen)
  endif()
  if(A_OPENCV)
    find_package(OpenCV REQUIRED COMPONENTS core imgproc)
    target_link_libraries(${name} PRIVATE ${OpenCV_LIBS})
  endif()
  if(A_TORCH)
    find_package(Torch REQUIRED)
    target_link_libraries(${name} PRIVATE ${TORCH_LIBRARIES})
    target_include_directories(${name} SYSTEM PRIVATE ${TORCH_INCLUDE_DIRS})
    target_compile_definitions(${name} PRIVATE VANTAGE_RUNTIME="${VANTAGE_RUNTIME}")
  endif()
  if(TARGET Vantage::vantage AND VANTAGE_VALIDATE_PLUGINS AND NOT VANTAGE_ROOT)
    add_custom_command(TARGET ${name} POST_BUILD VERBATIM
      COMMAND Vantage::vantage plugins probe $<TARGET_FILE:${name}> COMMENT "Probing ${name}.vplugin")
  endif()
endfunction()
