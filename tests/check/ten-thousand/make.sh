#!/bin/sh
# SPDX-License-Identifier: MIT
set -eu
# Ten thousand files, one of them wrong.
awk 'BEGIN { for (i = 1; i <= 10000; i++) printf "messages/m%05d.es.md\n", i }' > names
xargs -a names -n 500 sh -c 'tee "$@" < messages/uno.es.md > /dev/null' tee
rm names
sed 's/Hay quien te escucha/Hay pornografía infantil/' messages/uno.es.md > messages/m05000.es.md
