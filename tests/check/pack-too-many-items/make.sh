#!/bin/sh
# SPDX-License-Identifier: MIT
set -eu
awk 'BEGIN { for (i = 1; i <= 20001; i++) printf "messages/m%05d.es.md\n", i }' > names
xargs -a names -n 500 sh -c 'tee "$@" < messages/uno.es.md > /dev/null' tee
rm names
