#!/bin/sh
# SPDX-License-Identifier: MIT
# Writes what every tape (or the ones named) prints now as what is expected of it. Look at the difference before you
# commit it: rebaseline.sh CHASQUI [TAPE...]
set -eu
if [ $# -lt 1 ] || [ ! -x "$1" ]; then
    echo "usage: tests/tapes/rebaseline.sh BUILD/chasqui [TAPE...]" >&2
    exit 2
fi
here=$(cd "$(dirname "$0")" && pwd)
chasqui=$(realpath "$1")
shift
[ $# -gt 0 ] || set -- "$here"/*/*.tape
failed=0
for tape in "$@"; do
    tape=$(realpath "$tape")
    folder=$(basename "$(dirname "$tape")")
    case $folder in
    both) packs="--pack=colombia --pack=peru" ;;
    *) packs="--pack=$folder" ;;
    esac
    # A tape whose own expectations aren't met has nothing to be remembered by. The list of packs is split on purpose.
    # shellcheck disable=SC2086
    if printed=$(cd "$here/../../content" && LC_ALL=C "$chasqui" replay "$tape" $packs); then
        echo "$printed" >"${tape%.tape}.expected"
    else
        failed=1
    fi
done
exit $failed
