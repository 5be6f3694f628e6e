# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2154,SC2164,SC2016  # names and set -e are run.sh's
# What somebody here dialled, or took back, counts when it is told what nobody has confirmed.
date=2026-11-22
mkdir -p trust store
cp red.pub trust
import() { capped import --store store --trust trust --date $date --lines "$@" | grep '^confirm\|status'; }
for version in 1 2 3; do
    sed -i "s/^version: .*/version: $version/" pack/pack.yaml
    "$chasquictl" pack pack -o $version.chasqui --key red.key --date $date >/dev/null 2>&1
done
grep -A3 '^  confirmed:' pack/channels.yaml | head -4
say 'as the pack says'
import 1.chasqui
say 'it was taken back here'
printf 'linea\t01 8000 555 111\t2026-11-20\twithdrawn\tAna\n' >store/confirmed
import 2.chasqui
say 'and dialled again'
printf 'linea\t01 8000 555 111\t2026-11-21\tdialled\tAna\n' >>store/confirmed
import 3.chasqui
