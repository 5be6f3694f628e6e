# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2154,SC2164,SC2016  # names and set -e are run.sh's
# A pack is taken out, but for one that a child relies on.
date=2026-11-22
mkdir trust
cp red.pub trust
import() { capped import --store store --trust trust --date $date "$@" | tail -1; }
remove() { capped remove --store store --date $date "$@"; }
"$chasquictl" pack pack -o base.chasqui --key red.key --date $date >/dev/null 2>&1
sed 's/^id: .*/id: otra/' pack/pack.yaml >yaml
mv yaml pack/pack.yaml
"$chasquictl" pack pack -o otra.chasqui --key red.key --date $date >/dev/null 2>&1
cp -R "$here/../check/borrowed/pack" escuela
sed -i '/^loop:/d' escuela/pack.yaml

say 'nothing is here'
remove base
import base.chasqui
say 'the only one'
remove base
import escuela
say 'one whose channels another names'
remove base
import otra.chasqui
say 'and that a second one brings, too'
remove base
say 'one that is not there any more, or never was'
remove base
remove 'a b'
LC_ALL=es remove --lines base
say 'while an import is under way'
flock store/lock "$chasquictl" remove --store store otra 2>/dev/null || echo "status $?"
say 'what would change, and no'
echo no | run remove --ask --lines --store store --date $date otra
echo no | run remove --ask --lines --store store --date $date escuela
say 'its key is revoked'
"$chasquictl" trust revoke --trust trust "$(sed -n '1s/.*key //p' red.pub)" 'the key was lost' >/dev/null
run list --store store --trust trust | tail -3
run list --lines --store store --trust trust | grep revoked
say 'and goes though it is the only one'
cp -R store before
remove --trust trust escuela
remove otra
remove --trust trust otra
run list --store store --trust trust | tail -3
cat store/generations/6
rm -rf store
mv before store
say 'and is not brought back'
capped rollback --ask --store store --trust trust --date $date 3 </dev/null
say 'what nobody signed'
remove --lines escuela
run list --store store
say 'and back'
run rollback --store store --date $date
run status --store store
run list --lines --store store | tail -2
say 'wrong usage'
remove
sed -n 1p told
remove a b
LC_ALL=es run remove --help
