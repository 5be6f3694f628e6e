#!/bin/sh
# SPDX-License-Identifier: MIT
# ask.sh CHASQUICTL WORK: an import that asks takes the answer that is given to its question; "no" and silence leave nothing.
set -eu

chasquictl=$1
work=$2
here=$(cd "$(dirname "$0")" && pwd)
rm -rf "$work"
mkdir -p "$work/trust"
cd "$work"
"$chasquictl" keygen red --no-password >/dev/null 2>&1
cp red.pub trust
"$chasquictl" pack "$here/../../content/peru" -o peru.chasqui --key red.key --date 2026-11-22 >/dev/null 2>&1

# answer WORD: what the import tells after it was answered so, once it has asked; without a word its input ends.
answer() {
    rm -f in out
    mkfifo in out
    "$chasquictl" import --ask --lines --store store --trust trust --date 2026-11-22 peru.chasqui <in >out 2>errors &
    exec 3>in 4<out
    while read -r word rest <&4; do
        case $word in
        ready)
            [ -z "$1" ] || echo "$1" >&3
            exec 3>&-
            ;;
        done | cancelled | refused) echo "$word $rest" ;;
        esac
    done
    exec 4<&-
    wait $! || :
}

expect() {
    said=$(answer "$1")
    [ "$said" = "$2" ] || {
        echo "answered '$1', it said '$said', not '$2'"
        cat errors
        exit 1
    }
    left=$(find store/staging -mindepth 1)
    [ -z "$left" ] || {
        echo "answered '$1', it left $left"
        exit 1
    }
}

expect no 'cancelled '
expect yesterday 'cancelled '
expect '' 'cancelled '
[ -z "$(find store/packs store/generations -mindepth 1)" ] || {
    echo 'a "no" left a pack or a generation'
    exit 1
}
expect yes 'done 1'
[ "$(cat store/current)" = 1 ]
