# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2154,SC2164  # names and set -e are run.sh's
# What root does to the store of a kiosk that has a user of its own: that user must be able to go on with it.
[ "$(id -u)" = 0 ] || exit 77
date=2026-11-22
kiosk=4711
mkdir trust store
chown $kiosk:$kiosk store
cp red.pub trust
quiet() { "$chasquictl" "$@" >/dev/null 2>told || echo "status $?"; }
others() { (cd store && find . ! \( -uid $kiosk -gid $kiosk \) | sort); }
"$chasquictl" pack pack -o 1.chasqui --key red.key --date $date >/dev/null 2>&1
sed 's/^version: .*/version: 2/' pack/pack.yaml >yaml
mv yaml pack/pack.yaml
"$chasquictl" pack pack -o 2.chasqui --key red.key --date $date >/dev/null 2>&1

say 'an import'
quiet import --store store --trust trust --date $date 1.chasqui
others
say 'another, and back'
quiet import --store store --trust trust --date $date 2.chasqui
quiet rollback --store store --trust trust --date $date
others
say 'the card of the place'
cp -R "$here/../check/base-site" card
quiet site set --store store --date $date card
others
say 'one that is found rotten'
for file in store/packs/base-1-*/pack.yaml; do echo x >>"$file"; done
"$chasquictl" status --store store >/dev/null 2>&1 || true
cat store/bad
others
say 'what was there of root is let be'
touch store/notes
others
say 'and where root is the owner'
mkdir own
quiet import --store own --trust trust --date $date 1.chasqui
find own ! -uid 0
