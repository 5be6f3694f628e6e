#!/bin/sh
# SPDX-License-Identifier: MIT
# rebaseline.sh CHASQUICTL [CASE...]: writes down what `chasquictl check` prints today as what it must print (for all cases
# when none is named). Read the difference before you commit it.
set -eu

chasquictl=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
shift
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'chmod -R u+rwX "$work"; rm -rf "$work"' EXIT
[ $# -gt 0 ] || set -- */
for name in "$@"; do
    name=${name%/}
    case $name in base | base-es) continue ;; esac
    REBASELINE=1 sh run.sh "$chasquictl" "$name" "$work" || [ $? = 77 ]
done
