#!/bin/sh
# SPDX-License-Identifier: MIT
# draw.sh CHASQUI: draws the READMEs' pictures anew, into this folder, from what the program shows today. Needs ImageMagick.
set -eu

chasqui=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
here=$(cd "$(dirname "$0")" && pwd)
pack=$here/../../content/colombia
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# sheet OUT COLUMNS SCREEN-FILE...
sheet() {
    out=$1
    columns=$2
    shift 2
    montage "$@" -resize 640x -tile "${columns}x" -geometry +6+6 -background '#FFF5E6' png:- |
        convert - +dither -colors 128 -strip -define png:compression-level=9 "PNG8:$out"
}

for lang in es en; do
    "$chasqui" render --pack "$pack" --out "$work/$lang" --lang "$lang" --size 1280x720 --date 2026-11-22 >/dev/null
    cd "$work/$lang"
    sheet "$here/loop.$lang.png" 2 attract.message.no-es-tu-culpa.png attract.message.hay-quien-ayuda.png \
        attract.message.regalos-con-condicion.png attract.message.tres-adultos.png
    sheet "$here/pages.$lang.png" 2 help.png quiz.perfil-falso.1.answer-1.png
done
