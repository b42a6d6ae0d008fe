# Run by CPack before a package is made from what was installed: what Debian's policy wants elsewhere, or
# otherwise, than the upstream projects do.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
if(NOT CPACK_GENERATOR STREQUAL "DEB")
  return()
endif()
set(root ${CPACK_TEMPORARY_INSTALL_DIRECTORY}${CPACK_PACKAGING_INSTALL_PREFIX})

# Zsh's own directory is the administrator's to fill.
file(MAKE_DIRECTORY ${root}/share/zsh)
file(RENAME ${root}/share/zsh/site-functions ${root}/share/zsh/vendor-completions)

set(doc ${root}/share/doc/corolint)
file(REMOVE ${doc}/LICENSE)
file(WRITE ${doc}/copyright
"Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: corolint
Source: ${CPACK_PACKAGE_HOMEPAGE_URL}

Files: *
Copyright: the corolint developers
License: Apache-2.0 WITH LLVM-exception
")
file(READ ${CMAKE_CURRENT_LIST_DIR}/../../LICENSE license)
string(REGEX REPLACE "\n\n" "\n.\n" license "${license}")
string(REGEX REPLACE "\n\n" "\n.\n" license "${license}")
string(STRIP "${license}" license)
string(REPLACE "\n" "\n " license "${license}")
file(APPEND ${doc}/copyright " ${license}\n")

string(TIMESTAMP date "%a, %d %b %Y %H:%M:%S +0000" UTC)
file(WRITE ${doc}/changelog
"${CPACK_PACKAGE_NAME} (${CPACK_PACKAGE_VERSION}) unstable; urgency=medium

  * Built from the upstream sources.

 -- ${CPACK_DEBIAN_PACKAGE_MAINTAINER}  ${date}
")
file(GLOB compressed ${doc}/changelog ${root}/share/man/man1/*.1)
execute_process(COMMAND gzip -9n ${compressed} COMMAND_ERROR_IS_FATAL ANY)
