# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2154,SC2164,SC2016  # names and set -e are run.sh's
# A stick that fails, is pulled out, or is written to; a disk that is full.
[ -f "$tools/libfault_shim.so" ] || exit 77
date=2026-11-22
mkdir trust store
cp red.pub trust
"$chasquictl" pack pack -o 1.chasqui --key red.key --date $date >/dev/null 2>&1
unzip -qo 1.chasqui -d stick
at=$(pwd -P)
import() { fault "$@" -- import --store store --trust trust --date $date stick; }
sure() { sed 's/ ([^()]*)/ (...)/'; }

say 'a sector that cannot be read'
import FAULT_UNDER="$at/stick/messages/uno.es.md" FAULT_AT=2 FAULT_HOW=5 | sure
say 'the device is gone'
import FAULT_UNDER="$at/stick/messages/uno.es.md" FAULT_AT=2 FAULT_HOW=19
say 'the device is gone while it is listed'
import FAULT_UNDER="$at/stick/messages" FAULT_AT=3 FAULT_HOW=19
say 'a file grows meanwhile'
import FAULT_UNDER="$at/stick/pictures/sol.svg" FAULT_AT=1 FAULT_HOW=run FAULT_RUN="$at/stick/pictures/sol.svg"
unzip -qo 1.chasqui -d stick
say 'a file is deleted meanwhile'
import FAULT_UNDER="$at/stick/pictures/sol.svg" FAULT_AT=1 FAULT_HOW=run FAULT_RUN="-$at/stick/pictures/sol.svg"
unzip -qo 1.chasqui -d stick
say 'the disk is full, as is seen before'
import FAULT_UNDER="$at/store" FAULT_FREE=1000000
say 'and as is seen on the way'
import FAULT_UNDER="$at/store/staging/pack/messages" FAULT_AT=2 FAULT_HOW=28
say 'nothing is left of all that'
find store -type f | LC_ALL=C sort
import FAULT_UNDER=/nowhere | grep -v '^[+~-]'
say 'an album of photos beside a pack'
mkdir -p album/DCIM
(cd album/DCIM && seq -f IMG_%g.jpg 1 5001 | xargs touch)
cp -R pack album/zeta
run inspect --store store --trust trust album | grep -e stick-more -e '^album/zeta$'
say 'no such stick'
run inspect --store store --trust trust nowhere
cat told
