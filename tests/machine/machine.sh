#!/bin/sh
# SPDX-License-Identifier: MIT
# machine.sh SOURCE BUILD [PART]...: makes a test image where BUILD has none that is newer than its packages, and tries it. Without
# PART all of it, in their order; README.md tells them.
set -eu

source=$1
build=$2
shift 2
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
work=$build/machine

fail() {
    printf 'machine: %s\n' "$*" >&2
    exit 1
}

for tool in qemu-system-x86_64 qemu-img qemu-io mkfs.fat mcopy sfdisk python3; do
    command -v "$tool" >/dev/null 2>&1 || fail "$tool is missing: apt-get install qemu-system-x86 qemu-utils dosfstools mtools fdisk python3"
done
[ -e /usr/share/OVMF/OVMF_CODE_4M.fd ] || fail 'the firmware for UEFI is missing: apt-get install ovmf'
if [ ! -s "$build/chasqui.img" ] || [ ! -s "$build/chasqui-test.key" ]; then
    sh "$source/packaging/setup.sh" image --test
fi
mkdir -p "$work"
[ $# -gt 0 ] || set -- first_run keys health cables hangs new_campaign start_again uefi power_button cuts broken_data
exec python3 "$here/machine.py" "$build" "$source" "$build/chasqui.img" "$build/chasqui-test.key" "$work" "$@"
