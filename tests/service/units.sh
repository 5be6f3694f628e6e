#!/bin/sh
# SPDX-License-Identifier: MIT
# units.sh FOLDER: systemd reads the units of FOLDER without a word of complaint, what a service may do is as little as README.md
# says, and what a corridor needs of it is there.
set -eu

folder=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
bad=0

complain() {
    echo "units.sh: $*"
    bad=1
}

# at_most UNIT TENTHS
at_most() {
    systemd-analyze security --offline=true --no-pager --threshold="$2" "$folder/$1" >"$work/security" 2>&1 || {
        tail -n 1 "$work/security"
        complain "$1 may do more than $2 tenths"
    }
}

at_most chasqui.service 20
at_most chasqui-guard.service 30

# Programs and manual pages are where an installation puts them, and that is not here.
for unit in chasqui chasqui-guard; do
    systemd-analyze verify --man=no "$folder/$unit.service" 2>&1 | grep -v 'is not executable: No such file or directory$' >"$work/verify" || true
    [ ! -s "$work/verify" ] || {
        cat "$work/verify"
        complain "systemd finds fault with $unit.service"
    }
done

for line in Type=notify Environment=CHASQUI_BOOT=%b NotifyAccess=all Restart=always StartLimitIntervalSec=0 LimitCORE=0 \
    'Conflicts=getty@tty1.service display-manager.service'; do
    grep -qxF "$line" "$folder/chasqui.service" || complain "chasqui.service has lost $line"
done

# From the last sign of life to the next start: 15 seconds at most, and a second of it for the start.
of() {
    sed -n "s/^$1=\([0-9]*\)$/\1/p" "$folder/chasqui.service"
}
[ $(($(of WatchdogSec) + $(of RestartSec))) -le 14 ] || complain 'a hung loop stands longer than 15 seconds'
grep -qx 'WatchdogSignal=SIGKILL' "$folder/chasqui.service" || complain 'whoever hangs is asked to end, and takes its time'
exit "$bad"
