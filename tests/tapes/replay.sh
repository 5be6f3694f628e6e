#!/bin/sh
# SPDX-License-Identifier: MIT
# Plays a tape and compares what is printed with what is expected. A missing expectation fails.
# replay.sh CHASQUI TAPE KILOBYTES DIR...: with no more memory than that (0: as much as it likes), on these packs.
set -u
chasqui=$1 tape=$2 kilobytes=$3
shift 3
expected=${tape%.tape}.expected
if [ ! -f "$expected" ]; then
    echo "$expected is missing; if the tape is right, write it with tests/tapes/rebaseline.sh" >&2
    exit 1
fi
for pack in "$@"; do
    set -- "$@" --pack "$pack"
    shift
done
if [ "$kilobytes" -gt 0 ]; then
    # shellcheck disable=SC3045  # Debian's sh has it
    ulimit -v "$kilobytes" || exit 1
fi
printed=$(LC_ALL=C "$chasqui" replay "$tape" "$@" 2>&1)
status=$?
if [ "$status" -ne 0 ] || [ "$printed" != "$(cat "$expected")" ]; then
    echo "$tape: status $status; expected:" >&2
    cat "$expected" >&2
    echo "printed:" >&2
    echo "$printed" >&2
    exit 1
fi
