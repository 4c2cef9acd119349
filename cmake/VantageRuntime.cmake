# SPDX-License-Identifier: Apache-2.0
# VANTAGE_RUNTIME: which LibTorch, with which C++ library ABI, this build's pinned plugins need.
include_guard(GLOBAL)
string(REGEX MATCH "_GLIBCXX_USE_CXX11_ABI=([01])" matched "${TORCH_CXX_FLAGS}")
if(matched)
  set(cxx11abi ${CMAKE_MATCH_1})
else()
  set(cxx11abi 1)
endif()
set(VANTAGE_RUNTIME "libtorch=${Torch_VERSION},cxx11abi=${cxx11abi}")
message(STATUS "Vantage runtime token: ${VANTAGE_RUNTIME}")
