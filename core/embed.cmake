# SPDX-License-Identifier: Apache-2.0
# cmake -DINPUT=table.csv -DOUTPUT=table.cpp -P embed.cmake: one raw string literal per line, so that no
# compiler's limit on the length of a literal is met.
file(STRINGS ${INPUT} lines ENCODING UTF-8)
set(text "// SPDX-License-Identifier: Apache-2.0\n// Made by embed.cmake; do not edit.\n")
string(APPEND text "namespace vantage::core {\nextern const char* const imagenet_table[];\n")
string(APPEND text "const char* const imagenet_table[] = {\n")
foreach(line IN LISTS lines)
  string(APPEND text "R\"csv(${line})csv\",\n")
endforeach()
string(APPEND text "nullptr};\n}  // namespace vantage::core\n")
file(WRITE ${OUTPUT} "${text}")
