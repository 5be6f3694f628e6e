#!/bin/sh
# SPDX-License-Identifier: MIT
# reproducible.sh CHECKOUT OUT: the packages, built twice in folders of different names at different times, are the same in every
# bit. They are then in OUT.
set -eu

checkout=$1
out=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM
# A cache of what was compiled elsewhere would prove nothing.
unset CMAKE_C_COMPILER_LAUNCHER CCACHE_BASEDIR || true

git -c safe.directory='*' -C "$checkout" ls-files -z >"$work/files"
tar -C "$checkout" --null -T "$work/files" -cf "$work/checkout.tar"
for folder in one another-folder/with/a-longer-name; do
    mkdir -p "$work/$folder"
    tar -C "$work/$folder" -xf "$work/checkout.tar"
    # A copy without git, as from an archive.
    sh "$work/$folder/packaging/setup.sh" deb
done
bad=0
for package in "$work"/one/build/*.deb; do
    cmp "$package" "$work/another-folder/with/a-longer-name/build/${package##*/}" || bad=1
done
[ "$bad" -eq 0 ] || {
    echo 'reproducible: the same sources gave two packages (diffoscope shows in what they differ)'
    exit 1
}
rm -rf "$out"
mkdir -p "$out"
cp "$work"/one/build/*.deb "$out"
for package in "$out"/*.deb; do
    echo "the same twice: $(sha256sum "$package")"
done
