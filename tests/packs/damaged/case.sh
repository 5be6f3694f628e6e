# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2154,SC2164,SC2016  # names and set -e are run.sh's
# What rots in the store, before anybody has noticed: what is told as done is what is then shown, and a plan starts from what is
# shown now. And what an update changes beside its own files.
date=2026-11-22
mkdir trust
cp red.pub trust
pack() {
    sed -i "s/^version: .*/version: $1/" pack/pack.yaml
    "$chasquictl" pack pack -o "$1.chasqui" --key red.key --date $date >/dev/null
}
pack 1
cp -R pack first
sed -i 's/555 111/555 112/' pack/channels.yaml pack/*/*
pack 2
cp -R "$here/../check/borrowed/pack" escuela
rm -r escuela/stories escuela/quizzes 2>/dev/null || :
sed -i '/^loop:/d' escuela/pack.yaml
for one in 1.chasqui escuela; do
    "$chasquictl" import --store start --trust trust --date $date $one >/dev/null 2>&1
done

# from STORE: a copy of it to go on with
from() { rm -rf store && cp -R "$1" store; }
rot() { for file in store/packs/$1; do printf X | dd of="$file" bs=1 seek="${2-40}" conv=notrunc 2>/dev/null; done; }
on() { capped "$1" --store store --date $date "$2"; }
import() { capped import --store store --trust trust --date $date "$@"; }
shown() { run status --store store | tail -2 | head -1; }

say 'a correction, beside a pack that nobody signed and that has rotted'
from start
rot 'escuela-*/messages/dos.es.md'
import 2.chasqui
shown
say 'beside a signed one'
from start
rm -r pack
cp -R first pack
sed -i 's/^id: .*/id: otra/' pack/pack.yaml
pack 1
mv 1.chasqui otra.chasqui
import otra.chasqui >/dev/null
rot 'otra-1-*/messages/uno.es.md'
import 2.chasqui
shown
say 'that one is imported again, and then it goes'
import otra.chasqui | tail -1
import 2.chasqui | tail -1
shown
say 'what is here rots, and is imported again before anybody has looked'
from start
import 2.chasqui | tail -1
rot 'base-2-*/messages/uno.es.md'
import 2.chasqui
say 'somebody looks: the number of before is shown, and the plan knows'
from start
import 2.chasqui | tail -1
rot 'base-2-*/messages/uno.es.md'
shown
run list --store store | grep -v '^     '
import 2.chasqui
shown
say 'back to what has rotted'
from start
import 2.chasqui | tail -1
rot 'base-1-*/messages/uno.es.md'
on rollback 2
shown
on rollback 1
say 'one is taken out, and beside it stands what has rotted'
from start
rot 'base-1-*/messages/uno.es.md'
capped remove --store store --date $date escuela
say 'an update for another country'
from start
rm -r pack
cp -R first pack
sed -i 's/^country: .*/country: PE/' pack/pack.yaml
pack 3
import 3.chasqui
say 'another order of numbers, and one poster left of the loop'
from start
rm -r pack
cp -R first pack
awk '/^- id: portal/ { second = 1 } { if (second) b = b $0 "\n"; else a = a $0 "\n" } END { printf "%s%s", b, a }' first/channels.yaml >pack/channels.yaml
sed -i "s|^loop: .*|loop: [help, message/uno]|" pack/pack.yaml
pack 4
import 4.chasqui
say 'names as a stick gives them'
mkdir -p stick/uno stick/dos
cp 2.chasqui stick/BASE.CHASQUI
cp -R escuela/. stick/uno
mv stick/uno/pack.yaml stick/uno/pack.yaml.txt
cp -R escuela/. stick/dos
mv stick/dos/pack.yaml stick/dos/PACK.YAML
run inspect --store store --trust trust --date $date stick
say 'a signature that nobody believes, and a publisher who writes one'
run inspect --store store --trust /nonexistent --date $date 2.chasqui | head -4
mkdir none
run inspect --store store --trust none --date $date 2.chasqui | head -5
sed -i 's/^publisher: .*/publisher: "Alguien; signed by red"/' escuela/pack.yaml
# Closed in, a leak checker can't look about, and its status counts for nothing.
run inspect --store store --trust trust --date $date escuela | grep -v '^status'
