# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2154,SC2164,SC2016  # names and set -e are run.sh's
# What is damaged in the store never closes the way out: it gives way to its older copy or is left out, both are said, and what is
# imported again is what is shown.
date=2026-11-22
mkdir trust
cp red.pub trust
pack() {
    sed -i "s/^version: .*/version: $1/" pack/pack.yaml
    "$chasquictl" pack pack -o "$2" --key "${3-red.key}" --date $date >/dev/null
}
pack 1 1.chasqui
cp -R pack first
sed -i 's/555 111/555 112/' pack/channels.yaml pack/*/*
pack 2 2.chasqui
rm -r pack
cp -R first pack
sed -i 's/^id: .*/id: otra/' pack/pack.yaml
sed -i 's/^- id: linea/- id: otra-linea/' pack/channels.yaml
sed -i 's/\[linea/[otra-linea/' pack/*/*
sed -i 's/555 111/555 333/' pack/channels.yaml pack/*/*
pack 1 otra.chasqui
pack 2 otra-2.chasqui
cp -R "$here/../check/borrowed/pack" escuela
rm -r escuela/stories escuela/quizzes 2>/dev/null || :
sed -i '/^loop:/d' escuela/pack.yaml
import() { capped import --store store --trust trust --date $date "$@"; }
without() { capped remove --store store --trust trust --date $date "$@"; }
back() { capped rollback --store store --trust trust --date $date; }
shown() { run status --store store | tail -2 | head -1; }
quiet() { import "$@" | tail -1; }

# make NAME FILE...: a store that FILE... were imported into
make() {
    rm -rf store
    name=$1
    shift
    for one in "$@"; do quiet "$one" >/dev/null; done
    rm -rf "$name"
    mv store "$name"
}
from() { rm -rf store && cp -R "$1" store; }
rot() { for file in store/packs/$1; do printf X | dd of="$file" bs=1 seek=40 conv=notrunc 2>/dev/null; done; }
make both 1.chasqui otra.chasqui escuela
rot_both() { from both && rot 'base-1*/messages/uno.es.md' && rot 'otra-1*/messages/uno.es.md'; }

say 'both signed packs are damaged: one comes again, then the other'
rot_both
import 1.chasqui | grep -v '^[ +-]'
shown
import otra.chasqui | grep -v '^[ +-]'
quiet escuela
shown
say 'one of them goes, then the other'
rot_both
without otra
without base
shown
say 'the one that nobody signed goes, and nothing is left'
rot_both
without escuela
shown
say 'another version of one of them'
rot_both
import otra-2.chasqui | grep -v '^  '
say 'there is nothing whole to go back to'
rot_both
back
say 'what nobody signed comes beside a damaged pack'
make one 1.chasqui escuela
from one
rot 'base-1*/messages/uno.es.md'
sed -i 's/^version: .*/version: 2/' escuela/pack.yaml
import escuela
sed -i 's/^version: .*/version: 1/' escuela/pack.yaml
say 'a version of before stands in'
make three 1.chasqui 2.chasqui otra.chasqui
from three
rot 'base-2*/messages/uno.es.md'
import otra-2.chasqui
shown
say 'until it comes again'
import 2.chasqui
say 'but not with a key that was revoked'
from three
"$chasquictl" trust revoke --trust trust "$(sed -n '1s/.*key //p' red.pub)" 'the key was lost' >/dev/null
pack 3 otra-3.chasqui otra.key
cp otra.pub trust
rot 'base-2*/messages/uno.es.md'
import otra-3.chasqui | grep 'base'
rm -r trust
mkdir trust
cp red.pub trust
say 'the same is here, but something beside it is damaged'
from three
rot 'base-2*/messages/uno.es.md'
import otra.chasqui | grep -v '^  '
quiet 2.chasqui
import 2.chasqui
say 'which country a pack is for stands beside it, and not only in it'
rm -r pack
cp -R first pack
sed -i 's/^country: .*/country: PE/' pack/pack.yaml
pack 3 peru.chasqui
from one
rm store/packs/base-1*/INDEX store/packs/base-1*/pack.yaml
import peru.chasqui | grep -v '^  '
from one
rm store/packs/base-1*/INDEX
sed -i 's/^country: .*/country: PE/' store/packs/base-1*/pack.yaml
import peru.chasqui | grep -v '^  '
quiet 1.chasqui
say 'what crashed the kiosk gives way to what it shows'
from both
rm store/generations/3
echo 2 >store/current
echo 2 >store/bad
import 2.chasqui
import otra.chasqui | tail -1
say 'a message that is not shown neither comes nor goes'
from one
import 2.chasqui | grep 'dos'
quiet 2.chasqui
capped remove --ask --store store --trust trust --date $date escuela </dev/null
say 'what a pack is called, by whom it is, and until when'
rm -r pack
cp -R first pack
sed -i 's/^  es: Base/  es: Otra base/; s/^publisher: .*/publisher: Alguien/; s/^valid_until: .*/valid_until: 2028-06-30/' pack/pack.yaml
pack 4 4.chasqui
from one
import 4.chasqui
