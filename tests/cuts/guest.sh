#!/bin/sh
# SPDX-License-Identifier: MIT
# The guest's first and only program: mounts the data partition as the image does, and changes what is kept there, one thing
# after another. Nothing but the programs themselves brings anything to the disk.
#
# What stands there is told to the second serial port after each change, as sha256sum sees it. When a change begins and ends
# is told to the disk too, in a sector behind the file system: so it stands in the same log as the writes, in its place among
# them. These sectors are written past all caches and without a flush.
PATH=/bin
LC_ALL=C
export PATH LC_ALL

stop() {
    echo "guest: $*"
    poweroff -f
}

mark() {
    # shellcheck disable=SC2154  # from settings.sh, as all that is set nowhere here
    cuts_mark /dev/vda "$mark_sector" "$@" >/tmp/said 2>&1 || { cat /tmp/said && stop 'the disk takes no mark'; }
}

tell() {
    {
        echo "state $1"
        (cd /data && find . -path ./lost+found -prune -o -type f -print | sort | xargs sha256sum)
        echo "end $1"
    } >/dev/ttyS1
}

# change NAME COMMAND...: one change
change() {
    name=$1
    shift
    echo "guest: $name"
    mark "begin $name"
    # shellcheck disable=SC2154
    (LD_PRELOAD=$preload && export LD_PRELOAD && "$@") >/tmp/said 2>&1 || { cat /tmp/said && stop "$name has failed"; }
    mark "end $name"
    tell "$name"
}

# shellcheck disable=SC2317  # changes.sh calls it
set_pin() {
    echo "$1" | chasquictl pin --store /data
}

mkdir -p /proc /sys /dev /tmp /data
mount -t proc proc /proc
mount -t sysfs sysfs /sys
mount -t devtmpfs dev /dev
mount -t tmpfs tmpfs /tmp
mkdir -p /dev/shm
mount -t tmpfs tmpfs /dev/shm
exec >/dev/ttyS0 2>&1 </dev/null
stty -F /dev/ttyS1 raw
# Which module needs which differs between kernels: whoever comes too early comes again.
for _ in 1 2 3; do
    for module in /modules/*.ko; do
        insmod "$module" 2>/dev/null || :
    done
done
for _ in 1 2 3 4 5 6 7 8 9 10; do
    [ ! -b /dev/vda ] || break
    sleep 1
done
# shellcheck source=/dev/null
. /settings.sh
# shellcheck disable=SC2154
mount -t ext4 -o "$options" /dev/vda /data || stop 'the data partition cannot be mounted'
echo "guest: cache $(cat /sys/block/vda/queue/write_cache)"
tell start
# shellcheck source=/dev/null
. /changes.sh
# What the kernel does by itself after a while belongs to it: the last cuts fall there.
# shellcheck disable=SC2154
sleep "$rest"
echo 'guest: done'
poweroff -f
