# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2154,SC2164,SC2016  # names and set -e are run.sh's
# A small disk, filled by what nobody signed: what is signed finds room all the same.
[ -f "$tools/libfault_shim.so" ] || exit 77
date=2026-11-22
mkdir trust store
cp red.pub trust
at=$(pwd -P)
# The margin that an import leaves free, and six megabytes.
import() {
    fault FAULT_UNDER="$at/store" FAULT_DISK=73400320 -- import --store store --trust trust --date $date "$@" |
        grep -v '^[+~-]\|^  '
}
version() { sed -i "s/^version: .*/version: $1/" "$2/pack.yaml"; }
# large PACK FILE: a picture of nearly a megabyte
large() {
    mkdir -p "$1/pictures"
    {
        echo '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="60" viewBox="0 0 80 60"><!--'
        i=0
        while [ $i -lt 9000 ]; do
            echo 'nothing that is seen stands in any of these many lines, of which none is short or of any use to us'
            i=$((i + 1))
        done
        echo '--><circle cx="40" cy="30" r="12" fill="#f2b33d"/></svg>'
    } >"$1/pictures/$2.svg"
}

run pack pack -o 1.chasqui --key red.key --date $date
version 2 pack
large pack grande
run pack pack -o 2.chasqui --key red.key --date $date
run pack pack -o otra.chasqui --key otra.key --date $date
cp -R "$here/../check/borrowed/pack" escuela
sed -i '/^loop:/d' escuela/pack.yaml
large escuela uno
large escuela dos

import 1.chasqui
for version in 1 2 3; do
    say "unsigned, version $version"
    version $version escuela
    import escuela
done
say 'what nobody signed, or nobody who is trusted, makes no room'
version 4 escuela
import escuela
import otra.chasqui
run list --store store | grep -v '^  .* [a-z]* [0-9]'
say 'what is signed does'
import 2.chasqui
run list --store store
say 'but for all that there is not room'
version 3 pack
for name in a b c d; do large pack $name; done
run pack pack -o 3.chasqui --key red.key --date $date
import 3.chasqui
run list --store store
say 'until what crowds it is removed'
run remove --store store --date $date escuela
import 3.chasqui
run status --store store
run list --store store
