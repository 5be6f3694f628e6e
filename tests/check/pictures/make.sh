#!/bin/sh
# SPDX-License-Identifier: MIT
set -eu
# A PNG header that claims WIDTH x HEIGHT; its checksums are not read.
png() { printf '\211PNG\r\n\032\n\000\000\000\rIHDR'; printf '%b%b' "$1" "$2"; printf '\010\002\000\000\000\000\000\000\000'; }
small='\000\000\000\100'
png '\000\000\352\140' '\000\000\352\140' > pictures/e-claims.png
png "$small" "$small" > pictures/f-name.jpg
echo 'GIF89a' > pictures/g-type.png
printf '\211PNG\r\n\032\n\000\000\000\rIH' > pictures/h-broken.png
{ png "$small" "$small"; printf '\000\000\000\010acTL\000\000\000\002\000\000\000\000\000\000\000\000'; } > pictures/i-animated.png
{ printf '\377\330'; awk 'BEGIN { for (i = 0; i < 3; i++) { printf "\377\341\377\376"; for (k = 0; k < 65532; k++) printf "x" } }'; } > pictures/j-late.jpg
for f in pictures/[a-j]-*; do
    n=${f#pictures/}
    sed "s/sol.svg/$n/" messages/uno.es.md > "messages/${n%%.*}.es.md"
done
