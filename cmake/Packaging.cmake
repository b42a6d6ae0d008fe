# What is installed beside the programs: the CMake package (find_package(corolint)). And CPack.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
include(CMakePackageConfigHelpers)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/corolint)
list(TRANSFORM COROLINT_DEFAULT_CHECKS PREPEND coro- OUTPUT_VARIABLE default_checks)
list(JOIN default_checks "," default_checks)
configure_package_config_file(
  ${CMAKE_SOURCE_DIR}/cmake/package/corolint-config.cmake.in ${CMAKE_BINARY_DIR}/package/corolint-config.cmake
  INSTALL_DESTINATION ${package_dir}
  PATH_VARS CMAKE_INSTALL_BINDIR CMAKE_INSTALL_LIBDIR)
write_basic_package_version_file(${CMAKE_BINARY_DIR}/package/corolint-config-version.cmake
  COMPATIBILITY SameMajorVersion)
install(FILES
  ${CMAKE_BINARY_DIR}/package/corolint-config.cmake
  ${CMAKE_BINARY_DIR}/package/corolint-config-version.cmake
  ${CMAKE_SOURCE_DIR}/cmake/package/corolint-enable.cmake
  ${CMAKE_SOURCE_DIR}/cmake/package/corolint-sources.cmake
  DESTINATION ${package_dir})

# CPack: `cpack -G DEB` in the build directory. The version tells the release of LLVM, since the plugins
# work with no other.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME corolint)
set(CPACK_PACKAGE_VENDOR corolint)
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION}+llvm${LLVM_VERSION_MAJOR})
set(CPACK_PACKAGE_HOMEPAGE_URL https://github.com/corolint/corolint)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "linter for C++20 coroutines")
set(CPACK_PACKAGE_DESCRIPTION
"corolint finds calls that block the event loop, tasks that never run,
fire-and-forget work whose errors nobody sees, loops run inside loops, and
what is held across a suspension point.

The same checks come as a command for terminals and continuous integration,
as plugins for clang-tidy-${LLVM_VERSION_MAJOR} and clang-${LLVM_VERSION_MAJOR}, and as a clangd for editors.")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)

set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_MAINTAINER "The corolint developers <corolint@users.noreply.github.com>")
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
# The shared libraries are found by dpkg-shlibdeps; the compiler's own headers are read at run time.
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS libclang-common-${LLVM_VERSION_MAJOR}-dev)
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "clang-${LLVM_VERSION_MAJOR}, clang-tidy-${LLVM_VERSION_MAJOR}, cmake")
set(CPACK_PRE_BUILD_SCRIPTS ${CMAKE_SOURCE_DIR}/cmake/package/debian-layout.cmake)
include(CPack)
