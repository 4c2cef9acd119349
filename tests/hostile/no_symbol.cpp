// SPDX-License-Identifier: Apache-2.0
// A library that is no plugin.
extern "C" int some_other_function() {
  return 0;
}
