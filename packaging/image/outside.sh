#!/bin/sh
# SPDX-License-Identifier: MIT
# outside.sh ROOT: what only putting it together needed is taken out of ROOT, the system of an image: how packages were got (a
# mirror's name, a proxy's), what was taken out already, and manuals that nobody reads there.
set -eu

cd "$1"
rm -rf boot/* var/lib/apt/lists/* var/cache/apt/archives/* var/cache/apt/*.bin var/log/* \
    etc/apt/sources.list etc/apt/sources.list.d/* etc/apt/apt.conf.d/99mmdebstrap etc/resolv.conf usr/sbin/policy-rc.d \
    usr/share/doc/* usr/share/man/* usr/share/info/* initrd.img* vmlinuz* given
