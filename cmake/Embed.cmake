# corolint_embed(<target> <function> FILES...): compiles files into <target>. The generated function
#   llvm::ArrayRef<corolint::EmbeddedFile> corolint::<function>();
# gives them sorted by name (see lib/embedded-file.h).
function(corolint_embed target function)
  set(out ${CMAKE_CURRENT_BINARY_DIR}/${function}.cpp)
  list(JOIN ARGN "|" files)
  add_custom_command(
    OUTPUT ${out}
    COMMAND ${CMAKE_COMMAND} -DOUT=${out} -DFUNCTION=${function} "-DFILES=${files}"
            -P ${CMAKE_SOURCE_DIR}/cmake/embed-files.cmake
    DEPENDS ${ARGN} ${CMAKE_SOURCE_DIR}/cmake/embed-files.cmake
    VERBATIM)
  set_source_files_properties(${out} PROPERTIES SKIP_PRECOMPILE_HEADERS ON)
  target_sources(${target} PRIVATE ${out})
endfunction()
