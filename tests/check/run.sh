#!/bin/sh
# SPDX-License-Identifier: MIT
# run.sh CHASQUICTL CASE WORK: builds the pack of one case below WORK and compares what `chasquictl check` prints about it
# with CASE/expected, to the byte; the exit status must be the one that its errors call for.
#
# The pack is base/ (or base-es/, in Spanish alone, where CASE/base says so), then what stands in CASE/pack/ copied over it, then CASE/make.sh run inside it (for what git can't keep).
# CASE/options and CASE/environment hold further options, and variables such as LC_ALL=es_PE.UTF-8. make.sh ends with
# status 77 where this machine can't make the case. Where CASE/no-root stands and root runs this, the user nobody checks the
# pack: no permission is in root's way.
# With REBASELINE=1 (see rebaseline.sh) expected is written instead.
set -eu

chasquictl=$1
case_dir=$(cd "$2" && pwd)
name=$(basename "$case_dir")
work=$3/$name
here=$(cd "$(dirname "$0")" && pwd)
as=
if [ -f "$case_dir/no-root" ] && [ "$(id -u)" = 0 ]; then
    # That user may not be let into the folder of the build.
    open=$(mktemp -d)
    trap 'rm -rf "$open"' EXIT
    chmod 755 "$open"
    install -m 755 "$chasquictl" "$open/chasquictl"
    chasquictl=$open/chasquictl
    work=$open/$name
    as='runuser -u nobody --'
fi

# What make.sh left without permissions must not stand in the way of the next run.
[ ! -d "$work" ] || chmod -R u+rwX "$work"
rm -rf "$work"
mkdir -p "$work/$name"
base=$(cat "$case_dir/base" 2>/dev/null || echo base)
cp -R "$here/$base/." "$work/$name"
[ ! -d "$case_dir/pack" ] || cp -R "$case_dir/pack/." "$work/$name"
chmod -R go+rX "$work"
if [ -f "$case_dir/make.sh" ]; then
    (cd "$work/$name" && LC_ALL=C CHECKOUT="$here/../.." sh "$case_dir/make.sh") || {
        status=$?
        [ "$status" = 77 ] && echo "$name: can't be made on this machine; skipped"
        exit "$status"
    }
fi

options=$(cat "$case_dir/options" 2>/dev/null || :)
environment=$(cat "$case_dir/environment" 2>/dev/null || echo LC_ALL=C)
cd "$work"
status=0
# shellcheck disable=SC2086  # they are lists of words
env -i PATH="$PATH" ASAN_OPTIONS="${ASAN_OPTIONS-}" $environment \
    $as "$chasquictl" check --date 2026-11-22 $options "$name" >found 2>told || status=$?

if [ "${REBASELINE-}" = 1 ]; then
    cp found "$case_dir/expected"
    exit 0
fi
[ -f "$case_dir/expected" ] || {
    echo "$name: has no expected output; look at this, then run rebaseline.sh $name:"
    cat found told
    exit 1
}
diff -u "$case_dir/expected" found || {
    echo "$name: check prints something else than $case_dir/expected"
    exit 1
}
want=0
! grep -Eq '(: error: |"severity": "error")' found || want=1
[ "$status" = "$want" ] || {
    echo "$name: exit status $status, not $want"
    cat told
    exit 1
}
# Ten thousand files are no souvenir; what failed stays to be looked at.
rm -rf "$work"
