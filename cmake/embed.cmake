# SPDX-License-Identifier: MIT
# chasqui_embed(TARGET FOLDER): a static library TARGET that holds every file of FOLDER, byte for byte, and defines
# `const struct embedded embedded_TARGET` (src/base/embedded.h), sorted by path. The bytes are taken by the assembler when
# they change; a file that comes or goes is seen at the next build.
function(chasqui_embed target folder)
  file(GLOB_RECURSE files CONFIGURE_DEPENDS RELATIVE ${folder} LIST_DIRECTORIES false ${folder}/*)
  list(FILTER files EXCLUDE REGEX "(^|/)\\.|~$")
  list(SORT files COMPARE STRING)
  set(rows "")
  set(externs "")
  set(blobs "")
  set(absolute "")
  set(n 0)
  foreach(file ${files})
    set(symbol embedded_${target}_${n})
    string(APPEND blobs "    \".balign 16\\n\" \".globl ${symbol}\\n\" \".globl ${symbol}_end\\n\"\n"
                        "    \"${symbol}:\\n\" \".incbin \\\"${folder}/${file}\\\"\\n\" \"${symbol}_end: .byte 0\\n\"\n")
    string(APPEND externs "extern const char ${symbol}[], ${symbol}_end[];\n")
    string(APPEND rows "    {\"${file}\", ${symbol}, ${symbol}_end},\n")
    list(APPEND absolute ${folder}/${file})
    math(EXPR n "${n} + 1")
  endforeach()
  if(n EQUAL 0)
    message(FATAL_ERROR "chasqui_embed: nothing in ${folder}")
  endif()
  set(source ${CMAKE_CURRENT_BINARY_DIR}/embedded_${target}.c)
  file(CONFIGURE OUTPUT ${source} @ONLY CONTENT
"// Made by cmake/embed.cmake; do not edit.
#include \"base/embedded.h\"

extern const struct embedded embedded_@target@;

__asm__(\".pushsection .rodata,\\\"a\\\",%progbits\\n\"
@blobs@    \".popsection\\n\");

@externs@
static const struct embedded_file files[] = {
@rows@};

const struct embedded embedded_@target@ = {files, sizeof files / sizeof *files};
")
  add_library(${target} STATIC ${source})
  set_source_files_properties(${source} PROPERTIES OBJECT_DEPENDS "${absolute}")
  target_link_libraries(${target} PUBLIC base)
endfunction()
