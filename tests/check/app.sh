#!/bin/sh
# SPDX-License-Identifier: MIT
# app.sh CHASQUI WORK: what chasqui says about packs, countries and options that aren't right. No display is needed.
set -eu

chasqui=$1
work=$2
here=$(cd "$(dirname "$0")" && pwd)
rm -rf "$work"
mkdir -p "$work"
cd "$work"
unset LC_ALL LC_MESSAGES LANG || :
bad=0

# expect STATUS WHAT ARGUMENT...: output goes to out and err.
expect() {
    want=$1
    what=$2
    shift 2
    status=0
    "$chasqui" "$@" >out 2>err || status=$?
    [ "$status" = "$want" ] && return
    echo "$what: exit status $status, not $want"
    cat out err
    bad=1
}

says() {
    grep -qF -- "$1" err && return
    echo "err does not say: $1"
    cat err
    bad=1
}

render() {
    want=$1
    what=$2
    shift 2
    expect "$want" "$what" render --date 2026-11-22 --size 640x360 --screen 'home*' "$@"
}

cp -R "$here/base" sano
cp -R "$here/base" roto
printf '# Menores\n\nTexto.\n' >roto/messages/uno.en.md
printf 'nada' >roto/quizzes/uno.es.gift

render 0 'a folder in a folder that is not there' --pack sano --out a/b/c
[ -d a/b/c ] || {
    echo 'render made no folders'
    bad=1
}
! grep -q 'left out' err || {
    echo 'nothing is left out of a pack in order'
    bad=1
}
render 0 'a folder with slashes' --pack sano --out "$work/d//e/"
printf x >suelto
render 3 'a file where a folder should be' --pack sano --out suelto/x
render 0 'a pack with errors' --pack roto --out a
says 'roto: 2 items are left out and not shown'
rm roto/quizzes/uno.*
render 0 'a pack with one item in error' --pack roto --out a
says 'roto: 1 item is left out and not shown'
render 1 'a pack that is not there' --pack nohay --out a
says 'nohay: there is no such file or folder'

for name in Peru COL pe co-ant 'CO-' C; do
    render 2 "the country $name" --pack sano --out a --country "$name"
    says "'$name' isn't a country's code; write its two letters, as the packs do: CO"
done
render 2 'a country without a pack' --pack sano --out a --country PE
says "no pack is for PE; the packs are for: CO"
render 0 'a country' --pack sano --out a --country CO
render 0 'a region' --pack sano --out a --country CO-ANT

render 0 'a sheet' --pack sano --out hoja --sheet --size 640x360
if [ ! -s hoja/sheet-es.png ] || [ "$(ls hoja)" != sheet-es.png ]; then
    echo 'a sheet is one picture of all screens'
    bad=1
fi
render 0 'a kind of vision' --pack sano --out a --vision deutan
render 2 'a kind of vision that is none' --pack sano --out a --vision rojo
says "'rojo' is none of full, protan, deutan, tritan"
render 0 'ways to see' --pack sano --out a --access text-200,contrast,dark,low-reach,still,two-buttons
render 2 'a way to see that is none' --pack sano --out a --access contrast,grande
says "'grande' is none of text-150, text-200, contrast, dark, low-reach, still, two-buttons"
expect 2 'an unknown option' render --pakc sano
says "chasqui: '--pakc' isn't an option"
expect 2 'an unknown letter' render --out a -xy
says "chasqui: '-x' isn't an option"
expect 2 'an option without its value' --pack
says "chasqui: '--pack' needs a value"
expect 2 'a value too many' replay --dump=3
says "chasqui: '--dump=3' isn't an option"
expect 2 'an option of another command' --out a
says 'this option is not for this command'

# Who dialled a number, and when, stands on its page.
printf 'chasqui-tape 1\nseed 1\ndate 2026-11-22\n\npress help\npress channel linea\n' >linea.tape
expect 0 'the page of a channel' replay linea.tape --pack sano --dump
grep -qF 'Comprobado: número marcado el 3 de noviembre de 2026' out || {
    echo 'the page of a channel does not say who dialled it'
    cat out
    bad=1
}

LC_ALL=es_CO.UTF-8
export LC_ALL
render 0 'a pack with errors, in Spanish' --pack roto --out a
says 'roto: 1 elemento queda fuera y no se muestra'
printf 'nada' >roto/quizzes/uno.es.gift
render 0 'a pack with two errors, in Spanish' --pack roto --out a
says 'roto: 2 elementos quedan fuera y no se muestran'
render 1 'a pack that is not there, in Spanish' --pack nohay --out a
says 'nohay: no existe ese archivo o carpeta'
render 2 'a country, in Spanish' --pack sano --out a --country Peru
says "'Peru' no es el código de un país; escribe sus dos letras, como en los paquetes: CO"
expect 2 'an unknown option, in Spanish' render --pakc sano
says "chasqui: '--pakc' no es una opción"
expect 2 'an option without its value, in Spanish' --pack
says "chasqui: '--pack' necesita un valor"

exit "$bad"
