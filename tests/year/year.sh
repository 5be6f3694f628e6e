#!/bin/sh
# SPDX-License-Identifier: MIT
# year.sh CHASQUI CHASQUICTL WORK [DAYS [SEED]]: a kiosk's year (365 days) on a lent clock, see README.md in this folder.
# WORK/table has a line for each day, WORK/said what the kiosk said, which must be nothing.
set -eu

chasqui=$(realpath "$1")
YEAR_CHASQUICTL=$(realpath "$2")
tools=$(dirname "$chasqui")/tests
[ -f "$YEAR_CHASQUICTL" ] && [ -f "$tools/libyear_clock.so" ]
here=$(cd "$(dirname "$0")" && pwd)
YEAR_DAYS=${4-365}
YEAR_SEED=${5-1}
size=${YEAR_SIZE-480x320}
mm=120
YEAR_A_DAY=${YEAR_A_DAY-500}
YEAR_CLOSES=$((8 * 60 + 30 + YEAR_A_DAY * 58 / 60)) # twenty minutes after the last visit began
export YEAR_A_DAY YEAR_CLOSES
rm -rf "$3"
mkdir -p "$3"
result=$(cd "$3" && pwd)
LC_ALL=C
TZ=UTC
export LC_ALL TZ YEAR_CHASQUICTL YEAR_DAYS YEAR_SEED

# Memory, where there is some: a year of fsyncs is slow, and what a disk loses is another test's question.
YEAR_WORK=$result
if [ -d /dev/shm ] && [ -w /dev/shm ]; then
    YEAR_WORK=$(mktemp -d /dev/shm/chasqui-year.XXXXXX)
    trap 'rm -rf "$YEAR_WORK"' EXIT
    trap 'exit 1' INT TERM
fi
YEAR_BASE=$here/../check/base-es
YEAR_VISITS=$YEAR_WORK/visits
YEAR_IMPORT=$here/import.sh
YEAR_TABLE=$result/table
YEAR_IMPORTS=$result/imports
export YEAR_IMPORTS YEAR_WORK YEAR_BASE YEAR_VISITS YEAR_IMPORT YEAR_TABLE

# What stands at the beginning: a whole campaign, and the first week's pack.
cd "$YEAR_WORK"
mkdir trust visits store
cp "$here"/../packs/keys/red.* .
chmod 600 red.key
cp red.pub trust/
cp -R "$YEAR_BASE" week
# Its posters stand for a minute: a loop that nobody touches costs the most, and finds the least.
cp -R "$here/../../content/colombia" campaign
sed -i 's/^seconds: .*/seconds: 60/' campaign/messages/*.es.md
sed -i '/^  - quiz/d;/^  - story/d;/^  - help/d' campaign/pack.yaml
"$YEAR_CHASQUICTL" pack campaign -o campaign.chasqui --key red.key --date 2027-01-04 >told 2>&1 ||
    { cat told && exit 1; }
"$YEAR_CHASQUICTL" import --store store --trust trust --date 2027-01-04 campaign.chasqui >told 2>&1 ||
    { cat told && exit 1; }
sh "$YEAR_IMPORT" 1 '#000001' || { cat "$YEAR_IMPORTS" && exit 1; }
printf 'country: CO\nmm: %s\nidle: 20\nhours: mon-sun 08:00-%02d:%02d\n' "$mm" $((YEAR_CLOSES / 60)) $((YEAR_CLOSES % 60)) \
    >store/settings
"$tools/year_visits" visits "${YEAR_TAPES-300}" "$YEAR_SEED" "$size" "$mm" campaign

began=$(date +%s)
status=0
LD_PRELOAD=$tools/libyear_clock.so SDL_VIDEODRIVER=dummy SDL_AUDIODRIVER=dummy \
    "$chasqui" run --store store --trust trust --windowed="$size" >"$result/said" 2>&1 || status=$?
took=$(($(date +%s) - began))

fail=0
bad() {
    echo "$*"
    fail=1
}
[ "$status" = 0 ] || bad "the kiosk ended with status $status"
[ ! -s "$result/said" ] || bad "the kiosk said: $(head -20 "$result/said")"
grep '^fault' "$result/table" && bad 'what happened to the kiosk was not right'
grep -q '^end' "$result/table" || bad 'the year did not come to its end'
[ ! -s store/bad ] || bad 'a generation is called bad'
"$YEAR_CHASQUICTL" status --store store >told 2>&1 || bad 'a file of what is installed is damaged'
awk -v took="$took" -f "$here/verdict.awk" "$result/table" || fail=1
exit "$fail"
