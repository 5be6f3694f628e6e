#!/bin/sh
# SPDX-License-Identifier: MIT
# goldens.sh check|rebaseline CHASQUI [WORKDIR]
# Compares pictures and scene dumps with what is kept here; `rebaseline` keeps what the program draws now instead.
set -eu

mode=$1
chasqui=$(realpath "$2")
here=$(dirname "$(realpath "$0")")
work=${3:-$(mktemp -d)}
mkdir -p "$work/pixels" "$work/scenes"
work=$(realpath "$work")
cd "$here"

pictures='attract/message/no-es-tu-culpa home help channel/linea-de-prueba channel/pagina-de-prueba quiz/un-secreto/1 story/nueva-amistad/Inicio exit'

# render ARGUMENT...: draws into pixels/. Fails when the program does, or when nothing was drawn.
render() {
    case $* in --pack*) ;; *) set -- --pack pack "$@" ;; esac
    "$chasqui" render --date 2026-11-22 "$@" --out "$work/pixels" >"$work/told" || {
        echo "render fails: $*"
        exit 1
    }
    [ -s "$work/told" ] || {
        echo "no such screen: $*"
        exit 1
    }
}

draw() {
    rm -f "$work"/pixels/* "$work"/scenes/*
    for screen in $pictures; do
        render --size 800x450 --mm 300 --lang es --screen "$screen"
    done
    render --size 360x640 --mm 120 --lang en --screen message/no-es-tu-culpa
    # Every language of the pack of scripts: its letters, and the screen turned round where it is read that way.
    for file in scripts/messages/letras.*.md; do
        lang=${file#scripts/messages/letras.}
        lang=${lang%.md}
        render --pack scripts --size 800x450 --mm 300 --lang "$lang" --screen message/letras
        mv "$work/pixels/message.letras.png" "$work/pixels/letras.$lang.png"
    done
    for tape in *.tape; do
        "$chasqui" replay "$tape" --pack pack --dump >"$work/told" || {
            echo "replay fails: $tape"
            exit 1
        }
        grep -v '^hash ' "$work/told" >"$work/scenes/${tape%.tape}.txt" || {
            echo "replay dumps nothing: $tape"
            exit 1
        }
    done
}

# compare KEPT DRAWN: complains and returns 1 unless both are there and the same.
compare() {
    if [ ! -f "$1" ]; then
        echo "missing golden: tests/goldens/$1 (goldens.sh rebaseline makes it, once you have looked at $2)"
        return 1
    fi
    if [ ! -f "$2" ]; then
        echo "no longer drawn: tests/goldens/$1"
        return 1
    fi
    if ! cmp -s "$1" "$2"; then
        echo "differs: tests/goldens/$1 and $2"
        case $1 in *.txt) diff "$1" "$2" | head -n 20 ;; esac
        return 1
    fi
}

draw
if [ "$mode" = rebaseline ]; then
    rm -f pixels/* scenes/*
    cp "$work"/pixels/* pixels/
    cp "$work"/scenes/* scenes/
    exit 0
fi

status=0
for folder in pixels scenes; do
    for name in $(find "$folder" "$work/$folder" -type f -printf '%f\n' | sort -u); do
        compare "$folder/$name" "$work/$folder/$name" || status=1
    done
done
exit $status
