#!/bin/sh
# SPDX-License-Identifier: MIT
# run.sh CHASQUICTL CASE WORK [TOOLS]: runs CASE/case.sh in WORK, beside a pack in order (the folder `pack`, a copy of tests/check/base)
# and two pairs of keys (red and otra), and compares what it prints with CASE/expected, to the byte.
#
# In a case, `run ARGUMENT...` is chasquictl, whose standard output and exit status count; `say` tells what comes. `capped` is
# the same within two seconds and 256 MB, `fault NAME=VALUE... -- ARGUMENT...` with fault_shim.c; TOOLS is where that and
# zip_make are.
# With REBASELINE=1 expected is written instead: read it before you commit it.
set -eu

chasquictl=$1
case_dir=$(cd "$2" && pwd)
work=$3
tools=${4-}
here=$(cd "$(dirname "$0")" && pwd)
rm -rf "$work"
mkdir -p "$work"
cp -R "$here/../check/base" "$work/pack"
cp "$here"/keys/* "$work"
chmod 600 "$work"/*.key
cd "$work"
LC_ALL=C
export LC_ALL

say() { echo "# $*"; }
run() {
    status=0
    "$chasquictl" "$@" 2>told || status=$?
    echo "status $status"
}
capped() {
    status=0
    # Sanitizers take terabytes of addresses, and their time.
    # shellcheck disable=SC3045  # Debian's sh has it
    case ${ASAN_OPTIONS-}${sanitized-} in
    '') (ulimit -v 262144 && exec timeout 2 "$chasquictl" "$@") 2>told || status=$? ;;
    *) "$chasquictl" "$@" 2>told || status=$? ;;
    esac
    echo "status $status"
}
fault() {
    status=0
    (
        export LD_PRELOAD="$tools/libfault_shim.so"
        while [ "$1" != -- ]; do
            export "${1?}"
            shift
        done
        shift
        exec "$chasquictl" "$@" 2>told
    ) || status=$?
    echo "status $status"
}

# shellcheck disable=SC1091
(. "$case_dir/case.sh") >found || {
    [ $? != 77 ] || exit 77
    echo "$case_dir/case.sh failed"
    cat found
    exit 1
}
if [ "${REBASELINE-}" = 1 ]; then
    cp found "$case_dir/expected"
    exit 0
fi
diff -u "$case_dir/expected" found
