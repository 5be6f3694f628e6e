#!/bin/sh
# SPDX-License-Identifier: MIT
# udev.sh CHECKOUT: the packaged rules mount sticks as the kiosk demands (src/system/mounts.h), sleep where there is no kiosk, and
# are some that udev understands where there is a udevadm that says so.
set -eu
rules=$1/packaging/udev/90-chasqui-sticks.rules
bad=0

complain() {
    echo "$rules: $1"
    bad=1
}

mounts=$(grep -c 'systemd-mount' "$rules")
[ "$mounts" -ge 2 ] || complain 'mounts neither FAT nor exFAT'
for word in ro nosuid nodev noexec; do
    [ "$(grep -cE "systemd-mount .*--options=([^ ]*,)?$word(,[^ ]*)? " "$rules")" -eq "$mounts" ] ||
        complain "a stick is mounted without $word"
done
for word in --no-block --collect --automount=no --fsck=no --type=; do
    [ "$(grep -c "systemd-mount .* *$word" "$rules")" -eq "$mounts" ] || complain "a stick is mounted without $word"
done

for rules in "$1"/packaging/udev/*.rules; do
    # What a stranger chose is no part of a command.
    ! grep -E 'RUN.*(ID_FS_LABEL|ID_FS_UUID|ID_MODEL|ID_SERIAL|ATTR)' "$rules" || complain 'what a stranger wrote is part of a command'
    labels=$(sed -n 's/.*GOTO="\([^"]*\)".*/\1/p' "$rules" | sort -u)
    for label in $labels; do
        grep -qx "LABEL=\"$label\"" "$rules" || complain "there is no LABEL $label"
    done
    if udevadm verify --help >/dev/null 2>&1; then
        udevadm verify "$rules" || bad=1
    fi
done

# On a machine where the kiosk's service doesn't run, this one does nothing.
rules=$1/packaging/udev/91-chasqui-kiosk.rules
acts=$(grep -E '^[^#].*(RUN|IMPORT|ENV\{[A-Z_]*\}=")' "$rules")
[ -n "$acts" ] || complain 'does nothing at all'
if echo "$acts" | grep -v 'TEST=="/run/chasqui/guard/'; then
    complain 'acts where no service runs'
fi
exit "$bad"
