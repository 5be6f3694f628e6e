#!/bin/sh
# SPDX-License-Identifier: MIT
# cuts.sh BUILD WORK [OPTION...]: records what a guest writes while it changes a store, cuts the power at many places of it, and
# judges what is left (README.md in this folder); then three controls, of which each must find something bad.
#
#   --cuts N     how many cuts (1000); a control makes a tenth as many
#   --seed S     what chance begins with (1)
#   --jobs N     processes (as many as processors)
#   --recorded   what an earlier run has recorded in WORK is cut again
#
# Exit status 0: nothing bad, and all controls were caught. 77: this machine lacks what it needs.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
usage() {
    sed -n '3,/^set/s/^# \{0,1\}//p' "$0" >&2
    exit 2
}
[ $# -ge 2 ] || usage
build=$(cd "$1" && pwd)
mkdir -p "$2"
work=$(cd "$2" && pwd)
shift 2
cuts=1000 seed=1 recorded=
jobs=$(getconf _NPROCESSORS_ONLN)
while [ $# -gt 0 ]; do
    case $1 in
    --cuts | --seed | --jobs)
        [ $# -ge 2 ] || usage
        case $2 in '' | *[!0-9]*) usage ;; esac
        case $1 in
        --cuts) cuts=$2 ;;
        --seed) seed=$2 ;;
        --jobs) jobs=$2 ;;
        esac
        shift
        ;;
    --recorded) recorded=1 ;;
    *) usage ;;
    esac
    shift
done
for tool in qemu-system-x86_64 mke2fs e2fsck debugfs python3 fc-list; do
    command -v "$tool" >/dev/null 2>&1 ||
        { echo "$tool is missing: apt-get install qemu-system-x86 e2fsprogs python3 fontconfig" && exit 77; }
done

record() { # FOLDER [nosync]
    [ -z "$recorded" ] || return 0
    sh "$here/record.sh" "$build" "$work/kernel" "$work/$1" ${2+"$2"}
}
replay() { # FOLDER OPTION...
    folder=$1
    shift
    python3 -B "$here/replay.py" "$build" "$work/$folder" --seed "$seed" --jobs "$jobs" "$@"
}

[ -n "$recorded" ] || sh "$here/kernel.sh" "$work/kernel"
status=0
tenth=$(((cuts + 9) / 10))
echo '== cuts of a disk that keeps what was flushed'
record honest
replay honest --cuts "$cuts" || status=1
echo '== control: the same log, and a disk that forgets what was flushed'
replay honest --cuts "$tenth" --lies --tell 3 || status=1
echo '== control: the same log, and a start at which nobody mends a torn superblock'
replay honest --cuts 0 --fsck-alone --expect-bad --tell 3 || status=1
echo '== control: programs that bring nothing to the disk'
record nosync nosync
replay nosync --cuts "$tenth" --expect-bad --tell 3 || status=1
exit "$status"
