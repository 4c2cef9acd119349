// SPDX-License-Identifier: Apache-2.0
// LibTorch's tensor functions. IValue must be whole before Functions.h for clang's libstdc++; clang-format
// would sort them the other way round.
#pragma once
// clang-format off
#include <ATen/core/ivalue.h>
#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>
// clang-format on
