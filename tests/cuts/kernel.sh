#!/bin/sh
# SPDX-License-Identifier: MIT
# kernel.sh FOLDER: Debian's kernel (that of the image) and a static busybox are got by apt and unpacked into FOLDER, and not
# installed. What is there already stays.
set -eu

mkdir -p "$1"
cd "$1"
if [ -e whole ]; then
    exit 0
fi
for tool in apt-get apt-cache dpkg-deb; do
    command -v "$tool" >/dev/null 2>&1 || { echo "$tool is missing: this needs a Debian system" && exit 77; }
done
kernel=$(apt-cache depends linux-image-amd64 2>/dev/null | sed -n 's/^ *Depends: \(linux-image-.*\)/\1/p' | head -n 1)
[ -n "$kernel" ] || { echo "apt knows no kernel: run apt-get update, and try again" && exit 77; }
rm -rf packages tree
mkdir packages
chmod a+rwx packages # apt gives up its rights to download
(cd packages && apt-get -qq download "$kernel" busybox-static) ||
    { echo "apt can't get $kernel and busybox-static: run apt-get update, and try again" && exit 77; }
for package in packages/*.deb; do
    dpkg-deb -x "$package" tree
done
rm -rf packages
: >whole
