# SPDX-License-Identifier: Apache-2.0
# The plugin template as a stranger builds it: against an installed SDK, outside this tree, then run.
# cmake -DBUILD=... -DTEMPLATE=... -DWORK=... -P template_test.cmake
function(run)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE status OUTPUT_VARIABLE out ERROR_VARIABLE out)
  if(NOT status EQUAL 0)
    message(FATAL_ERROR "${ARGN} failed with ${status}:\n${out}")
  endif()
  set(out "${out}" PARENT_SCOPE)
endfunction()

file(REMOVE_RECURSE ${WORK})
run(${CMAKE_COMMAND} --install ${BUILD} --prefix ${WORK}/install)
file(COPY ${TEMPLATE}/ DESTINATION ${WORK}/my-cam)
run(${CMAKE_COMMAND} -S ${WORK}/my-cam -B ${WORK}/my-cam/build -DCMAKE_PREFIX_PATH=${WORK}/install)
run(${CMAKE_COMMAND} --build ${WORK}/my-cam/build)
run(${WORK}/install/bin/vantage --plugin-dir ${WORK}/my-cam/build plugins show org.example.my-cam)
if(NOT out MATCHES "arXiv:2008.02312")
  message(FATAL_ERROR "the plugin was not shown:\n${out}")
endif()
run(${WORK}/install/bin/vantage plugins list) # the installed program finds the installed plugins
if(NOT out MATCHES "grad-cam" OR NOT out MATCHES "zoo")
  message(FATAL_ERROR "the installed plugins were not found:\n${out}")
endif()
