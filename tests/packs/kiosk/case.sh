# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2154,SC2164,SC2016  # names and set -e are run.sh's
# What is wrong with the kiosk: its disk, its generations.
date=2026-11-22
mkdir trust
cp red.pub trust
import() { capped import --store store --trust trust --date $date "$@"; }
"$chasquictl" pack pack -o 1.chasqui --key red.key --date $date >/dev/null 2>&1
sed -i 's/^version: .*/version: 2/;s/^valid_until: .*/valid_until: 2028-12-31/' pack/pack.yaml
"$chasquictl" pack pack -o 2.chasqui --key red.key --date $date >/dev/null 2>&1

say 'nothing is installed'
run list --store store
run status --store store
run rollback --store store
say 'the store is a file'
echo x >file
run import --store file --trust trust --date $date 1.chasqui
say 'two at once'
mkdir -p store
flock store/lock "$chasquictl" import --store store --trust trust --date $date 1.chasqui 2>/dev/null || echo "status $?"
say 'one generation'
import 1.chasqui
run rollback --store store
run rollback --store store 7
run rollback --store store 1
say 'two, and back, and forth'
import 2.chasqui
run rollback --store store --date $date
run rollback --store store --date $date
run list --store store
say 'a file rots'
for file in store/packs/base-2-*/messages/uno.es.md; do echo x >>"$file"; done
run status --store store | sed 's/base-2-[0-9a-f]*/base-2-HASH/'
run rollback --store store 4
run status --store store --lines | sed 's/base-2-[0-9a-f]*/base-2-HASH/' | grep -v '^progress'
say 'it is imported again'
import 2.chasqui | grep -v '^[+~-]'
run status --store store | sed 's/base-2-[0-9a-f-]*/base-2-HASH/'
say 'an index rots'
for file in store/packs/base-2-*-2/INDEX; do echo x >"$file"; done
run status --store store | grep -v 'error:'
run list --lines --store store
