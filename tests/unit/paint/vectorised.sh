#!/bin/sh
# SPDX-License-Identifier: MIT
# vectorised.sh CC SRC FILE...: each loop marked VECTOR must become vector code under gcc -O3, with no flag for newer
# processors. A scalar cross-fade takes ten times as long.
set -eu
cc=$1 src=$2
shift 2
sdl=$(pkg-config --cflags sdl2)
status=0
for file in "$@"; do
    # shellcheck disable=SC2086  # it is a list of options
    report=$("$cc" -std=c17 -D_GNU_SOURCE -O3 -fopt-info-vec-optimized -I"$src" $sdl \
        -c "$src/$file" -o /dev/null 2>&1)
    lines=$(grep -n '// VECTOR$' "$src/$file" | cut -d: -f1)
    [ -n "$lines" ] || { echo "$file: no loop is marked VECTOR"; status=1; }
    for line in $lines; do
        echo "$report" | grep -q "/${file##*/}:$line:.*loop vectorized" ||
            { echo "$file:$line: this loop stays scalar"; status=1; }
    done
done
exit $status
