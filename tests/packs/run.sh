#!/bin/sh
# SPDX-License-Identifier: MIT
# run.sh CHASQUICTL CASE WORK: runs CASE/case.sh in WORK, beside a pack in order (the folder `pack`, a copy of tests/check/base)
# and two pairs of keys (red and otra), and compares what it prints with CASE/expected, to the byte.
#
# In a case, `run ARGUMENT...` is chasquictl, whose standard output and exit status count; `say` tells what comes.
# With REBASELINE=1 expected is written instead: read it before you commit it.
set -eu

chasquictl=$1
case_dir=$(cd "$2" && pwd)
work=$3
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

# shellcheck disable=SC1091
(. "$case_dir/case.sh") >found || {
    echo "$case_dir/case.sh failed"
    cat found
    exit 1
}
if [ "${REBASELINE-}" = 1 ]; then
    cp found "$case_dir/expected"
    exit 0
fi
diff -u "$case_dir/expected" found
