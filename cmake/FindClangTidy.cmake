# Finds LLVM, Clang and the clang-tidy libraries of one major version.
#
# find_package(Clang) is not used: on Debian its exported targets need gRPC's CMake package, which
# nothing here links. The two shared libraries and the clang-tidy archives are looked up by name.
# LLVM's version file wants major and minor to match, so the version is compared here.
find_package(LLVM REQUIRED CONFIG NO_DEFAULT_PATH
             PATHS ${LLVM_DIR} ${COROLINT_LLVM_ROOT} /usr/lib/llvm-${COROLINT_LLVM}
             PATH_SUFFIXES lib/cmake/llvm cmake)
if(NOT LLVM_VERSION_MAJOR EQUAL COROLINT_LLVM)
  message(FATAL_ERROR "${LLVM_DIR} is LLVM ${LLVM_VERSION_MAJOR}, but COROLINT_LLVM=${COROLINT_LLVM}")
endif()
message(STATUS "LLVM ${LLVM_PACKAGE_VERSION} in ${LLVM_INSTALL_PREFIX}")

# Debian's development packages ship the shared libraries under their full version only.
set(soversion ${LLVM_VERSION_MAJOR}.${LLVM_VERSION_MINOR})
foreach(lib clang-cpp LLVM clangTidy clangTidyUtils)
  find_library(COROLINT_LIB_${lib} NAMES ${lib} lib${lib}.so.${soversion} ${lib}-${COROLINT_LLVM}
               HINTS ${LLVM_LIBRARY_DIRS} NO_DEFAULT_PATH)
  if(NOT COROLINT_LIB_${lib})
    message(FATAL_ERROR "lib${lib} of LLVM ${COROLINT_LLVM} not found in ${LLVM_LIBRARY_DIRS}. "
                        "On Debian install libclang-${COROLINT_LLVM}-dev and llvm-${COROLINT_LLVM}-dev.")
  endif()
  mark_as_advanced(COROLINT_LIB_${lib})
endforeach()

find_program(COROLINT_CLANG_TIDY NAMES clang-tidy HINTS ${LLVM_TOOLS_BINARY_DIR} NO_DEFAULT_PATH)
find_program(COROLINT_CLANG NAMES clang++ HINTS ${LLVM_TOOLS_BINARY_DIR} NO_DEFAULT_PATH)

# Headers only: what the plugin needs, since the clang-tidy that loads it brings the symbols.
add_library(corolint_llvm INTERFACE)
target_include_directories(corolint_llvm SYSTEM INTERFACE ${LLVM_INCLUDE_DIRS})
if(NOT LLVM_ENABLE_RTTI)
  target_compile_options(corolint_llvm INTERFACE -fno-rtti)
endif()

# clang-tidy alone: what the compiler's plugin needs, since no compiler has it.
add_library(corolint_tidy_archives INTERFACE)
target_link_libraries(corolint_tidy_archives INTERFACE
  corolint_llvm ${COROLINT_LIB_clangTidy} ${COROLINT_LIB_clangTidyUtils})

# Everything, for programs of our own.
add_library(corolint_clang_tidy INTERFACE)
target_link_libraries(corolint_clang_tidy INTERFACE
  corolint_tidy_archives ${COROLINT_LIB_clang-cpp} ${COROLINT_LIB_LLVM})
