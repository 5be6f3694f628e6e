# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2154,SC2164,SC2016  # names and set -e are run.sh's
# What came last couldn't be shown: what the kiosk shows in its place is what the next change starts from, and what that costs is said.
date=2026-11-22
mkdir trust
cp red.pub otra.pub trust
cp -R pack first
# pack FILE ID VERSION LAST-DIGITS [KEY [COUNTRY]]
pack() {
    rm -r pack
    cp -R first pack
    sed -i "s/^id: .*/id: $2/; s/^version: .*/version: $3/; s/^country: .*/country: ${6-CO}/" pack/pack.yaml
    sed -i "s/555 111/555 $4/" pack/channels.yaml pack/*/*
    "$chasquictl" pack pack -o "$1" --key "${5-red}.key" --date $date >/dev/null
}
pack a1 a 1 111
pack a2 a 2 222
pack a2pe a 2 111 red PE
pack b1 b 1 777
pack b2 b 2 778
pack c1 c 1 888 red PE
pack a1o a 1 111 otra
pack a2o a 2 222 otra
cp -R "$here/../check/borrowed/pack" u
rm -r u/stories u/quizzes 2>/dev/null || :
sed -i '/^loop:/d' u/pack.yaml
cp -R u ua
sed -i 's/^id: .*/id: a/' ua/pack.yaml
import() { capped import --store store --trust trust --date $date "$@" | grep -v '^  '; }
without() { capped remove --store store --trust trust --date $date "$@"; }
back() { capped rollback --store store --trust trust --date $date "$@"; }
shown() { run status --store store | tail -2 | head -1; }
packs() { run list --store store --trust trust | sed -n '/^\*/,/^[^ ]/p' | grep -v '^status'; }
rot() { for file in store/packs/$1; do printf X | dd of="$file" bs=1 seek=40 conv=notrunc 2>/dev/null; done; }
# start OPERATION...: a store after these
start() {
    rm -rf store
    for one in "$@"; do
        case $one in
        -*) without "${one#-}" ;;
        +*) back "${one#+}" ;;
        *) import "$one" ;;
        esac >/dev/null
    done
}

say 'a was taken out, and then the kiosk crashed: nobody takes its place, its country, its version'
start a1 b1 -a
echo '3 crashed' >store/bad
import ua
import a2pe
import b1 | tail -1
packs
start a2 b1 -a
echo '3 crashed' >store/bad
import a1
say 'it can be taken out again, and else it is said that it is back'
without a
packs
start a1 b1 -a
echo '3 crashed' >store/bad
import c1 | grep -v '^[+-]'
say 'a refusal marks nothing'
start a1 a2
echo '2 crashed' >store/bad
rot 'a-1-*/messages/uno.es.md'
back
back 1
cat store/bad
say 'what crashed does not go on, whatever else is damaged'
start b1 b2 a1 a2
echo '4 crashed' >store/bad
rot 'b-2-*/channels.yaml'
import c1 | grep -v '^+'
start a1 a2
echo '2 crashed' >store/bad
rot 'a-1-*/channels.yaml'
import b1 | grep -v '^+'
say 'whole, and yet it could not be shown'
start a1 a2
echo 2 >store/bad
import b1 | grep -v '^+'
say 'the third start may be running well'
start a1 a2
echo "2 3 $(tr -d - </proc/sys/kernel/random/boot_id)" >store/tries
shown
run list --store store | head -3
cat store/bad 2>/dev/null || echo 'none is bad'
say 'without its index, a pack that borrows is read beside whoever lends'
start a1 u a2
rm store/packs/escuela-*/INDEX
shown
capped rollback --ask --store store --trust trust --date $date </dev/null | grep dos
start a1 u
rm store/packs/escuela-*/INDEX
rot 'a-1-*/channels.yaml'
cp -R store damaged
import c1 | grep -v '^[+-]'
rm -rf store
mv damaged store
import a1
say 'nothing changes while somebody is asked'
start a1 a2 b1
mkfifo answer
capped rollback --ask --store store --trust trust --date $date <answer >asked &
exec 8>answer
tries=0
until grep -q 'channel linea' asked || [ $tries -gt 1000 ]; do tries=$((tries + 1)); done
import a1o
echo yes >&8
exec 8>&-
wait $!
cat asked
say 'another key, where that of before was revoked'
start a1 a2
"$chasquictl" trust revoke --trust trust "$(sed -n '1s/.*key //p' red.pub)" 'the key was lost' >/dev/null
back 1
import a1o
start a1o b1
import a2o | tail -1
rm -r trust
mkdir trust
cp red.pub otra.pub trust
start a1
"$chasquictl" trust revoke --trust trust "$(sed -n '1s/.*key //p' red.pub)" 'the key was lost' >/dev/null
import a1o
rm -r trust
mkdir trust
cp red.pub otra.pub trust
say 'an older version is better than a damaged one'
start a2
rot 'a-2-*/channels.yaml'
import a1
say 'what was gone back from does not come back by itself'
start a1 a2 +1
rot 'a-1-*/channels.yaml'
import c1 | grep -v '^+'
start a1 a2 +1
rot 'a-1-*/channels.yaml'
shown
say 'the list of what came last is torn'
start a1 b1
head -c 60 store/generations/2 >torn
cp torn store/generations/2
import c1 | grep -v '^+'
say 'so many countries'
n=0
start
for country in CO PE EC BO CL AR UY PY BR VE MX GT HN SV NI CR PA; do
    n=$((n + 1))
    pack "w$n" "w$n" 1 "$((400 + n))" red $country
    import "w$n" | tail -1
done | uniq -c | sed 's/^ *//'
import w17
