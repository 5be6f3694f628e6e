#!/bin/sh
# SPDX-License-Identifier: MIT
set -eu
# What editors do to a text. The first ones are read; the others are named.
to() { sed "s/^/&/" messages/uno.es.md | iconv -f UTF-8 -t "$1"; }
{ printf '\357\273\277'; cat messages/uno.es.md; } > messages/a-bom.es.md
{ printf '\377\376'; to UTF-16LE; } > messages/b-utf16le.es.md
{ printf '\376\377'; to UTF-16BE; } > messages/c-utf16be.es.md
sed 's/$/\r/' messages/uno.es.md > messages/d-crlf.es.md
to LATIN1 > messages/e-latin1.es.md
{ printf '\377\376'; to UTF-16LE; printf 'x'; } > messages/f-utf16-damaged.es.md
: > messages/g-empty.es.md
printf '\211PNG\r\n\032\n\000\000\000\rIHDR' > messages/h-png.es.md
{ cat messages/uno.es.md; printf 'nulo: \000 aqu\303\255\n'; } > messages/i-nul.es.md
{ cat messages/uno.es.md; printf 'escape: \033[31m\n'; } > messages/j-control.es.md
{ cat messages/uno.es.md; printf 'Marca 1\342\200\2134\342\200\2131.\n'; } > messages/k-hidden.es.md
{ cat messages/uno.es.md; head -c 20001 /dev/zero | tr '\000' 'a'; echo; } > messages/l-line.es.md
head -c 10485760 /dev/zero | tr '\000' 'a' > messages/m-10mb.es.md
