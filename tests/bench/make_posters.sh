#!/bin/sh
# SPDX-License-Identifier: MIT
# make_posters.sh OUT: what every program of a run shows. OUT/web: 20 JPEG posters, 1920x1080, about 300 kB each, and
# the browser's pages; OUT/loop: a pack of the same 20 as messages of 5 s; OUT/still: its first one, which stands.
set -eu

out=$1
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)

# A photograph-like ground and a bar: what a JPEG decoder meets in a real poster.
poster() {
    convert -seed $(($1 * 7 + 1)) -size 1920x1080 plasma:fractal -blur 0x1 -attenuate 0.15 +noise Gaussian \
        -modulate "70,90,$(($1 * 10))" -fill '#ffcc00' -draw 'rectangle 200,900 1720,1000' \
        -sampling-factor 4:2:0 -quality 88 "$2"
}

channels() {
    cat <<'Y'
- id: line
  name:
    en: The line
  kind: phone
  value: "141"
  for: [children, teens, families]
  needs: [talk]
  free: unknown
  anonymous: unknown
  can_choose_gender: unknown
  languages: [en]
  regions: []
Y
}

# pack DIR MESSAGES SECONDS
pack() {
    mkdir -p "$1/messages" "$1/pictures"
    channels >"$1/channels.yaml"
    printf 'chasqui: 1\nid: posters\nversion: 1\ntitle:\n  en: Posters\npublisher: bench\ncountry: CO\nlanguages: [en]\n' >"$1/pack.yaml"
    i=1
    while [ "$i" -le "$2" ]; do
        name=$(printf 'p%02d' "$i")
        case $((i % 3)) in # each topic has its own ground, so that a fade changes all of the screen
        0) topic=feelings ;;
        1) topic=friends ;;
        2) topic=family ;;
        esac
        cp "$out/web/$name.jpg" "$1/pictures/"
        cat >"$1/messages/$name.en.md" <<M
---
picture: $name.jpg
topic: $topic
audience: [children]
channels: [line]
seconds: $3
---
# You can tell someone

There are people whose work is to listen. You can tell them today, tomorrow, or when you feel ready.
M
        i=$((i + 1))
    done
}

if [ ! -e "$out/made" ]; then
    mkdir -p "$out/web"
    for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
        poster "$i" "$out/web/$(printf 'p%02d' "$i").jpg"
    done
    touch "$out/made"
fi
cp "$here/web/"*.html "$out/web/"
rm -rf "$out/loop" "$out/still"
pack "$out/loop" 20 5
pack "$out/still" 1 60
