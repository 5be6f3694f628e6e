#!/bin/sh
# SPDX-License-Identifier: MIT
# fault.sh CHASQUICTL SHIM WORK [STRIDE [WHAT...]]: an import, one that finds no room, a rollback, a removal, a change of the site
# card and one of the settings are cut off, failed and lose their power at every STRIDE-th call that touches files (1: at each).
# Afterwards the store shows the old or the new, whole, and the next import (card, settings) works. What was told as done stays done. WHAT: kill 4 5 28 all data SEED... (5 EIO, 28 ENOSPC, 4 EINTR; all,
# data and numbers are power cuts, see fault_shim.c), or `control`: with every fsync left out, damage must be found.
set -eu
[ -f "$2" ]

chasquictl=$1
shim=$2
work=$3
stride=${4-1}
here=$(cd "$(dirname "$0")" && pwd)
if [ $# -gt 4 ]; then shift 4; else set -- kill 4 5 28 all data 1 2; fi
date=2026-11-22
LC_ALL=C
export LC_ALL

# Memory, where there is some: what a disk really loses, the shim tells, and thousands of fsyncs are slow.
if [ -d /dev/shm ] && [ -w /dev/shm ]; then
    work=$(mktemp -d /dev/shm/chasqui-fault.XXXXXX)
    trap 'rm -rf "$work"' EXIT
    trap 'exit 1' INT TERM
fi
rm -rf "$work"
mkdir -p "$work/trust"
cd "$work"
work=$(pwd)
cp "$here"/keys/* .
chmod 600 ./*.key
cp red.pub trust/
for version in 1 2; do
    cp -R "$here/../check/base-es" "pack$version"
    sed -i "s/^version: .*/version: $version/" "pack$version/pack.yaml"
    "$chasquictl" pack "pack$version" -o "$version.chasqui" --key red.key --date $date >/dev/null 2>&1
done
# The second comes as a folder, as whoever unpacks a file has it.
"$chasquictl" pack pack2 --manifest-only --date $date >/dev/null 2>&1
unzip -qo 2.chasqui MANIFEST.minisig -d pack2
cp -R "$here/../check/base-site" card1
cp -R card1 card2
sed -i 's/204/112/' card2/site.yaml
sed -i 's/width="/&1/' card2/pictures/rosa.svg
mkdir old
"$chasquictl" import --store old/store --trust trust --date $date 1.chasqui >/dev/null

# shellcheck disable=SC2317,SC2086
import() { "$chasquictl" import --store store --trust trust --date $date pack2; }
# shellcheck disable=SC2317,SC2086
rollback() { "$chasquictl" rollback --store store --date $date; }
# shellcheck disable=SC2317,SC2086
other() { "$chasquictl" import --store store --trust trust --date $date otra.chasqui; }
# shellcheck disable=SC2317,SC2086
crowded() { FAULT_FREE=1000 "$chasquictl" import --store store --trust trust --date $date otra.chasqui; }
# shellcheck disable=SC2317,SC2086
remove() { "$chasquictl" remove --store store --date $date otra; }
# shellcheck disable=SC2317,SC2086
card() { "$chasquictl" site set --store store --date $date card2; }
# shellcheck disable=SC2317
settings() { "$(dirname "$shim")/settings_write" store/settings 70; }

bad=0
start=0 # each loop begins elsewhere, so that a wide stride leaves no call out of all of them
fail() {
    echo "$operation, $1, call $n: $2"
    bad=1
}

# is_whole HOW WHAT OLD NEW NEXT: one of the store's files or folders is as OLD or as NEW
is_whole() {
    whole=
    if diff -r "$3" "store/$2" >difference 2>&1; then whole=old; fi
    if diff -r "$4" "store/$2" >>difference 2>&1; then whole=new; fi
    [ -n "$whole" ] || fail "$1" "$2 is neither: $(cat difference)"
    if grep -q '^done' told && [ "$whole" != new ]; then fail "$1" 'it was told as done, and is not'; fi
    "$5" >next 2>&1 || fail "$1" "the next one fails: $(cat next)"
    diff -r "$4" "store/$2" >difference || fail "$1" "the next one does not: $(cat difference)"
}

# check HOW NEXT OLD NEW: NEXT must work on what is there, and the current generation be OLD or NEW
check() {
    case $operation in
    card) is_whole "$1" site card1 card2 card && return ;;
    settings) is_whole "$1" settings old/store/settings new/store/settings settings && return ;;
    esac
    current=$(cat store/current 2>/dev/null || echo none)
    [ "$current" = "$3" ] || [ "$current" = "$4" ] || fail "$1" "the current generation is '$current'"
    if grep -q '^done' told && [ "$current" != "$4" ]; then fail "$1" 'it was told as done, and is not'; fi
    # shellcheck disable=SC2094
    "$chasquictl" status --store store >status 2>&1 || fail "$1" "$(cat status)"
    [ -z "$(ls store/staging)" ] || fail "$1" 'something is left in staging'
    ls store/packs >packs
    cat store/generations/* | sed -n 's/^pack \([^ ]*\) .*/\1/p' | sort -u | cmp -s - packs ||
        fail "$1" 'a pack is there that no generation names, or lacks'
    "$2" >next 2>&1 || grep -q 'already-here\|remove-unknown' next || fail "$1" "the next one fails: $(cat next)"
}

# faults OPERATION NEXT FROM OLD NEW HOW
faults() {
    operation=$1
    next=$2
    from=$3
    hows=$6
    cutting=
    case $hows in
    kill | 4 | 5 | 28) how=$hows ;;
    *) how=cut cutting=$hows ;;
    esac
    start=$(((start + 7) % stride))
    n=$((start + 1))
    last=0
    while [ "$last" = 0 ]; do
        rm -rf store
        cp -R "$from" store
        mkdir store/.shadow
        (
            # A control loses the power at the end alone: what was told as done must not be.
            FAULT_UNDER="$work/store:$work/pack2:$work/card2" FAULT_HOW=$how FAULT_CUT=$cutting FAULT_AT=$n FAULT_SHADOW=$work/store/.shadow
            FAULT_REPORT=$work/count LD_PRELOAD=$shim
            export FAULT_UNDER FAULT_HOW FAULT_CUT FAULT_AT FAULT_SHADOW FAULT_REPORT LD_PRELOAD
            exec 2>/dev/null
            cd "$work"
            "$operation"
        ) >told || :
        rm -rf store/.shadow
        if [ -s count ] && [ "$(cat count)" -lt "$n" ]; then last=1; fi
        rm -f count
        check "$hows" "$next" "$4" "$5"
        n=$((n + stride))
    done
    echo "$operation, $hows: $((n - stride)) calls"
}

"$chasquictl" site set --store old/store --date $date card1 >/dev/null
"$(dirname "$shim")/settings_write" old/store/settings 30 >/dev/null
cp -R old new
(cd new && "$(dirname "$shim")/settings_write" store/settings 70 >/dev/null)
(cd new && "$chasquictl" import --store store --trust ../trust --date $date ../pack2 >/dev/null)
cp -R old two
cp -R pack1 otra
sed -i 's/^id: .*/id: otra/' otra/pack.yaml
"$chasquictl" pack otra -o otra.chasqui --key red.key --date $date >/dev/null 2>&1
(cd two && "$chasquictl" import --store store --trust ../trust --date $date ../otra.chasqui >/dev/null)
for what in "$@"; do
    if [ "$what" = control ]; then
        FAULT_NO_SYNC=1
        export FAULT_NO_SYNC
        for cut in all data; do
            (faults import import old/store 1 2 $cut && [ "$bad" = 0 ]) >found || continue
            echo "without a single fsync no damage was found ($cut)"
            exit 1
        done
        echo "control: $(grep -c call found) kinds of damage are found without fsync"
        unset FAULT_NO_SYNC
        continue
    fi
    faults import import old/store 1 2 "$what"
    faults rollback import new/store 2 3 "$what"
    faults crowded other new/store 2 2 "$what"
    faults remove remove two/store 2 3 "$what"
    faults card card old/store 1 1 "$what"
    faults settings settings old/store 1 1 "$what"
done
exit $bad
