#!/bin/sh
# SPDX-License-Identifier: MIT
# make_large.sh CHASQUICTL WORK: in WORK, a signed pack of 1 GiB (WAV narration and 40 pictures) as the folder `pack` and as
# pack.chasqui, and the folder `trust` with its key. Needs ImageMagick.
set -eu
chasquictl=$1
work=$2
here=$(cd "$(dirname "$0")" && pwd)
rm -rf "$work"
mkdir -p "$work/trust"
cd "$work"
cp "$here"/../packs/keys/* .
chmod 600 ./*.key
cp red.pub trust/
cp -R "$here/../check/base" pack
mkdir pack/sounds
i=0
while [ $i -lt 40 ]; do
    # A photograph-like ground, as in make_posters.sh.
    convert -seed $((i * 7 + 1)) -size 1920x1080 plasma:fractal -blur 0x1 -attenuate 0.15 +noise Gaussian \
        -sampling-factor 4:2:0 -quality 88 "pack/pictures/foto-$i.jpg"
    sed "s/sol.svg/foto-$i.jpg/" pack/messages/uno.es.md >"pack/messages/m$i.es.md"
    cp pack/messages/uno.en.md "pack/messages/m$i.en.md"
    # 26 MB of noise behind a WAV header: mono, 16 bits, 48 kHz.
    {
        printf 'RIFF\044\000\240\001WAVEfmt \020\000\000\000\001\000\001\000\200\273\000\000\000\167\001\000\002\000\020\000data\000\000\240\001'
        head -c $((26 << 20)) /dev/urandom
    } >"pack/sounds/m$i.es.wav"
    i=$((i + 1))
done
"$chasquictl" pack pack -o pack.chasqui --key red.key --date 2026-11-22 >/dev/null 2>told || { cat told; exit 1; }
rm -rf pack && mkdir pack && unzip -qo pack.chasqui -d pack
du -sm pack
