# Reads lib/checks/checks.def, the one list of checks, into COROLINT_CHECKS (the stems) and
# COROLINT_DEFAULT_CHECKS (those that are on by default).
set(registry ${CMAKE_SOURCE_DIR}/lib/checks/checks.def)
set_property(DIRECTORY ${CMAKE_SOURCE_DIR} APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${registry})
file(STRINGS ${registry} lines REGEX "^CHECK\\(\"")
set(COROLINT_CHECKS "")
set(COROLINT_DEFAULT_CHECKS "")
foreach(line IN LISTS lines)
  string(REGEX REPLACE "^CHECK\\(\"([a-z-]+)\".*" "\\1" stem "${line}")
  list(APPEND COROLINT_CHECKS ${stem})
  if(line MATCHES "^CHECK\\(\"[^\"]*\", [A-Za-z]+, [A-Za-z]+, On,")
    list(APPEND COROLINT_DEFAULT_CHECKS ${stem})
  endif()
endforeach()
