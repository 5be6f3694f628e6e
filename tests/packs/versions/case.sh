# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2154,SC2164,SC2016  # names and set -e are run.sh's
# Versions only go up, by steps that leave room for others.
date=2026-11-22
mkdir trust
cp red.pub trust

# version N: a signed pack of that version is imported
version() {
    say "version $1"
    sed -i "s/^version: .*/version: $1/" pack/pack.yaml
    "$chasquictl" pack pack -o "$1.chasqui" --key red.key --date $date >/dev/null 2>&1
    capped import --store store --trust trust --date $date "$1.chasqui" | grep -v '^[+~-]'
}

version 999999999999
version 100000001
version 5
version 5
version 4
version 1000006
version 1000005
say 'the same number, other content'
sed -i 's/Hay quien te escucha/Hay quienes te escuchan/' pack/messages/uno.es.md
version 1000005
say 'a day and minute is a version, too; but not one that is still to come'
version 202611251200
version 202611222130
version 202611222131
run list --store store
