# corolint_enable(<target> [PLUGIN | TIDY])
#
# Lints the C++ sources of <target>. It adds them to the target `corolint`, which lints everything that
# was enabled:
#   cmake --build build --target corolint
# and, beyond that, to the normal build:
#   PLUGIN  the compiler lints what it compiles. For clang of the release of LLVM that corolint was built
#           for; with any other compiler a warning says that only `corolint` lints the target.
#   TIDY    CMake runs clang-tidy beside the compiler, whatever that is, with corolint's checks added to
#           those that CMAKE_CXX_CLANG_TIDY asks for. Needs the clang-tidy of the same release.
#
# Variables, to be set before the first call:
#   COROLINT_ARGS    more arguments for `corolint`, a list: "--output=sarif=corolint.sarif;--fix"
#   COROLINT_TARGET  another name for the target `corolint`
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
include_guard(GLOBAL)

set(COROLINT_ARGS "" CACHE STRING "Arguments for corolint when the target 'corolint' runs it")
set(COROLINT_TARGET corolint CACHE STRING "The target that lints what corolint_enable() was called for")
mark_as_advanced(COROLINT_ARGS COROLINT_TARGET)

# The directory that called find_package() may be none that the callers below see.
foreach(name LLVM_VERSION_MAJOR EXECUTABLE TIDY_PLUGIN CLANG_PLUGIN DEFAULT_CHECKS)
  set_property(GLOBAL PROPERTY corolint_${name} "${corolint_${name}}")
endforeach()
set_property(GLOBAL PROPERTY corolint_module_dir "${CMAKE_CURRENT_LIST_DIR}")

function(corolint_enable target)
  cmake_parse_arguments(PARSE_ARGV 1 arg "PLUGIN;TIDY" "" "")
  if(arg_UNPARSED_ARGUMENTS OR (arg_PLUGIN AND arg_TIDY))
    message(FATAL_ERROR "corolint_enable(${ARGV}): use corolint_enable(<target> [PLUGIN | TIDY])")
  endif()
  if(NOT TARGET ${target})
    message(FATAL_ERROR "corolint_enable: there is no target '${target}' yet")
  endif()
  get_target_property(aliased ${target} ALIASED_TARGET)
  if(aliased)
    set(target ${aliased})
  endif()
  get_target_property(imported ${target} IMPORTED)
  get_target_property(type ${target} TYPE)
  if(imported OR NOT type MATCHES "^(EXECUTABLE|(STATIC|SHARED|MODULE|OBJECT)_LIBRARY)$")
    message(FATAL_ERROR "corolint_enable: nothing is compiled for '${target}'")
  endif()

  get_property(enabled GLOBAL PROPERTY corolint_targets)
  if(NOT enabled)
    # At the end of the whole configuration: sources may be added to a target until then.
    cmake_language(DEFER DIRECTORY ${CMAKE_SOURCE_DIR} CALL _corolint_finish)
  endif()
  if(NOT target IN_LIST enabled)
    set_property(GLOBAL APPEND PROPERTY corolint_targets ${target})
  endif()
  set_target_properties(${target} PROPERTIES EXPORT_COMPILE_COMMANDS ON)
  if(arg_PLUGIN)
    _corolint_plugin(${target})
  elseif(arg_TIDY)
    _corolint_tidy(${target})
  endif()
endfunction()

# Why a target is not linted by the normal build.
macro(_corolint_only_by_hand target why)
  message(WARNING "corolint: the build does not lint '${target}': ${why}. "
                  "The target '${COROLINT_TARGET}' does.")
  return()
endmacro()

function(_corolint_plugin target)
  get_property(release GLOBAL PROPERTY corolint_LLVM_VERSION_MAJOR)
  get_property(plugin GLOBAL PROPERTY corolint_CLANG_PLUGIN)
  if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "Clang"
     OR NOT CMAKE_CXX_COMPILER_VERSION MATCHES "^${release}\\.")
    _corolint_only_by_hand(${target} "the plugin is for Clang ${release}, the compiler is \
${CMAKE_CXX_COMPILER_ID} ${CMAKE_CXX_COMPILER_VERSION}")
  endif()
  target_compile_options(${target} PRIVATE "$<$<COMPILE_LANGUAGE:CXX>:-fplugin=${plugin}>")
  set_property(GLOBAL APPEND PROPERTY corolint_plugin_targets ${target})
endfunction()

function(_corolint_tidy target)
  get_property(release GLOBAL PROPERTY corolint_LLVM_VERSION_MAJOR)
  get_property(plugin GLOBAL PROPERTY corolint_TIDY_PLUGIN)
  get_property(checks GLOBAL PROPERTY corolint_DEFAULT_CHECKS)
  get_target_property(command ${target} CXX_CLANG_TIDY)
  if(NOT command)
    find_program(COROLINT_CLANG_TIDY NAMES clang-tidy-${release} clang-tidy
                 HINTS /usr/lib/llvm-${release}/bin)
    mark_as_advanced(COROLINT_CLANG_TIDY)
    if(NOT COROLINT_CLANG_TIDY)
      _corolint_only_by_hand(${target} "there is no clang-tidy-${release}")
    endif()
    set(command "${COROLINT_CLANG_TIDY};--quiet")
    # Nothing but corolint's, then.
    set(checks "-*,${checks}")
  endif()
  list(APPEND command "--load=${plugin}")
  # A configuration that names checks of corolint's is meant as it is.
  get_target_property(directory ${target} SOURCE_DIR)
  _corolint_configuration(${directory} files)
  set(configured FALSE)
  foreach(file IN LISTS files)
    file(READ "${file}" text)
    # The value of Checks: the rest of the line, and the lines below it that no other key begins.
    if(file MATCHES "\\.clang-tidy$" AND "\n${text}" MATCHES "\nChecks:[^\n]*(\n[ \t#-][^\n]*)*"
       AND CMAKE_MATCH_0 MATCHES "coro-")
      set(configured TRUE)
    endif()
  endforeach()
  if(NOT configured)
    # clang-tidy heeds the last --checks alone.
    if("${command}" MATCHES "(^|;)--?checks=([^;]*)")
      set(checks "${CMAKE_MATCH_2},${checks}")
    endif()
    list(APPEND command "--checks=${checks}")
  endif()
  set_target_properties(${target} PROPERTIES CXX_CLANG_TIDY "${command}")
endfunction()

# The files that the checks of sources in <directory> read: .clang-tidy and profiles, of the directory
# and of those above it, up to the top of the project.
function(_corolint_configuration directory result)
  set(found "")
  while(TRUE)
    file(GLOB here LIST_DIRECTORIES FALSE "${directory}/.clang-tidy" "${directory}/.corolint/*.yaml")
    list(APPEND found ${here})
    get_filename_component(above "${directory}" DIRECTORY)
    if(directory STREQUAL CMAKE_SOURCE_DIR OR above STREQUAL directory)
      break()
    endif()
    set(directory "${above}")
  endwhile()
  set(${result} "${found}" PARENT_SCOPE)
endfunction()

# Compiles anew when the plugin or the configuration changed.
function(_corolint_plugin_dependencies target)
  get_property(plugin GLOBAL PROPERTY corolint_CLANG_PLUGIN)
  get_target_property(sources ${target} SOURCES)
  get_target_property(directory ${target} SOURCE_DIR)
  foreach(source IN LISTS sources)
    if(source MATCHES "[$]<")
      continue()
    endif()
    get_filename_component(source "${source}" ABSOLUTE BASE_DIR "${directory}")
    get_filename_component(source_directory "${source}" DIRECTORY)
    _corolint_configuration("${source_directory}" files)
    set_property(SOURCE "${source}" TARGET_DIRECTORY ${target}
                 APPEND PROPERTY OBJECT_DEPENDS "${plugin};${files}")
  endforeach()
endfunction()

function(_corolint_finish)
  get_property(plugin_targets GLOBAL PROPERTY corolint_plugin_targets)
  foreach(target IN LISTS plugin_targets)
    _corolint_plugin_dependencies(${target})
  endforeach()

  if(TARGET ${COROLINT_TARGET})
    message(FATAL_ERROR "corolint: there is a target '${COROLINT_TARGET}' already; choose another name "
                        "for the one that lints, with -DCOROLINT_TARGET=NAME")
  endif()
  get_property(targets GLOBAL PROPERTY corolint_targets)
  get_property(executable GLOBAL PROPERTY corolint_EXECUTABLE)
  get_property(module_dir GLOBAL PROPERTY corolint_module_dir)
  # What a target's sources are is known when the build system is written. One line a target.
  set(list "${CMAKE_BINARY_DIR}/CMakeFiles/corolint-$<CONFIG>")
  set(lines "")
  foreach(target IN LISTS targets)
    get_target_property(directory ${target} SOURCE_DIR)
    get_target_property(binary ${target} BINARY_DIR)
    string(APPEND lines "${directory};${binary};$<TARGET_PROPERTY:${target},SOURCES>\n")
  endforeach()
  file(GENERATE OUTPUT "${list}.targets" CONTENT "${lines}")
  add_custom_target(${COROLINT_TARGET}
    COMMAND ${CMAKE_COMMAND} "-DTARGETS=${list}.targets" "-DFILES=${list}.files"
            "-DDATABASE=${CMAKE_BINARY_DIR}/compile_commands.json" -P "${module_dir}/corolint-sources.cmake"
    COMMAND ${executable} -p "${CMAKE_BINARY_DIR}" ${COROLINT_ARGS} "@${list}.files"
    WORKING_DIRECTORY ${CMAKE_SOURCE_DIR}
    COMMENT "Linting coroutines"
    USES_TERMINAL VERBATIM)
  # Generated sources and headers have to be there.
  add_dependencies(${COROLINT_TARGET} ${targets})
endfunction()
