#!/bin/sh
# SPDX-License-Identifier: MIT
# make.sh [--test] [--settings FILE] [--key FILE.pub]... [--with PACKAGE]...: a disk that a PC starts from, by BIOS or UEFI, in build/chasqui.img.
# `setup.sh image` calls it, with the packages in build/.
#
# Nothing is mounted and no loop device is needed: every partition is made as a file and put in its place.
#
#     1  GRUB for BIOS      what the boot sector goes on with
#     2  boot, FAT          GRUB for UEFI, the kernel, its initramfs
#     3  root, squashfs     Debian and the kiosk; nobody can write to it
#     4  data, ext4         what the kiosk keeps; grows to the end of the disk at the first start
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd -P)
here=$root/packaging/image
out=$root/build/chasqui.img
test_image=
settings=
keys=
packages=

fail() {
    printf 'image: %s\n' "$*" >&2
    exit 3
}
say() {
    printf 'image: %s\n' "$*"
}
usage() {
    echo 'usage: sh packaging/setup.sh image [--test] [--settings FILE] [--key FILE.pub]... [--with PACKAGE]...'
}

# shellcheck source=packaging/newborn.sh
. "$root/packaging/newborn.sh"
# shellcheck source=packaging/image/disk.sh
. "$here/disk.sh"

# ---- What goes in --------------------------------------------------------------------------------------

# A throwaway key, in the names of nobody: whoever has the image can have the kiosk believe anything.
make_test_key() {
    rm -f "$root"/build/chasqui-test.key "$root"/build/chasqui-test.pub
    "$root/build/chasquictl" keygen --no-password "$root/build/chasqui-test" >/dev/null ||
        fail 'no test key could be made'
    keys="$keys $root/build/chasqui-test.pub"
}

# The folder `given` is what the hooks bring in: packages, and files as they lie in the image.
gather() {
    mkdir -p "$work/given/root/etc/chasqui/trusted.d"
    cp "$root"/build/chasqui_*.deb "$root"/build/chasqui-speech_*.deb "$work/given" 2>/dev/null ||
        fail "there are no packages in $root/build: sh packaging/setup.sh deb makes them"
    cp -R "$here/root/." "$work/given/root"
    [ -z "$test_image" ] || cp -R "$here/test/." "$work/given/root"
    mkdir -p "$work/given/root/etc/systemd/logind.conf.d"
    cp "$root/packaging/systemd/logind.conf" "$work/given/root/etc/systemd/logind.conf.d/chasqui.conf"
    sed "s/@data@/$data_id/" "$here/root/etc/fstab.in" >"$work/given/root/etc/fstab"
    rm "$work/given/root/etc/fstab.in"
    [ -z "$settings" ] || cp "$settings" "$work/given/root/etc/chasqui/kiosk.yaml"
    for key in $keys; do
        cp "$key" "$work/given/root/etc/chasqui/trusted.d/"
    done
    cp "$here/inside.sh" "$here/outside.sh" "$work/given/"
    listed "$here/firmware" >"$work/given/firmware"
    echo "$packages" >"$work/given/with"
    chmod -R u+w,go+rX,go-w "$work/given"
}

listed() {
    grep -v '^#' "$1"
}

make_root() {
    # Debian makes an initramfs each time a package touches it; here one is made once, by inside.sh.
    export INITRD=No
    newborn_tar=$work/root.tar
    # shellcheck disable=SC2016  # the hooks' own
    newborn "$work" "$root/build/image-packages" \
        --include="$(listed "$here/packages" | tr '\n' ',' | sed 's/,$//')" \
        --customize-hook="sync-out /var/cache/apt/archives '$root/build/image-packages'" \
        --customize-hook='mkdir -p "$1/given"' \
        --customize-hook="sync-in '$work/given' /given" \
        --customize-hook='chroot "$1" sh /given/inside.sh' \
        --customize-hook="copy-out /boot '$work'" \
        --customize-hook='sh "$1/given/outside.sh" "$1"' >"$work/newborn.log" 2>&1 || {
        tail -n 20 "$work/newborn.log" >&2
        fail 'the system could not be put together'
    }
}

# ---- What comes out ------------------------------------------------------------------------------------

make_squashfs() {
    tar2sqfs --quiet --force --compressor zstd --comp-extra level=6 "$work/root.squashfs" <"$work/root.tar" ||
        fail 'the root could not be packed'
    kiosk_uid=$(tar -xOf "$work/root.tar" ./etc/passwd | sed -n 's/^chasqui:[^:]*:\([0-9]*\):.*/\1/p')
    kiosk_gid=$(tar -xOf "$work/root.tar" ./etc/passwd | sed -n 's/^chasqui:[^:]*:[0-9]*:\([0-9]*\):.*/\1/p')
    [ -n "$kiosk_uid" ] || fail 'there is no user chasqui in the image'
    rm "$work/root.tar"
}

# Small, and made to grow: blocks and inodes of a large one, room for the tables of two terabytes, and a journal that takes the
# change of all of them at once.
make_data() {
    truncate -s 64M "$work/data.ext4"
    mke2fs -q -t ext4 -L chasqui-data -b 4096 -I 256 -i 16384 -m 1 -J size=16 \
        -E "resize=536870912,root_owner=$kiosk_uid:$kiosk_gid,lazy_itable_init=0" "$work/data.ext4" ||
        fail 'the data partition could not be made'
}

ask() {
    while [ $# -gt 0 ]; do
        case $1 in
        --test) test_image=yes ;;
        --with)
            case ${2-} in
            '' | -* | *[!a-z0-9.+-]*) fail "--with wants the name of a Debian package" ;;
            esac
            packages="$packages $2"
            shift
            ;;
        --settings | --key)
            [ -f "${2-}" ] || fail "$1 wants a file that is there"
            case $2 in
            *[!A-Za-z0-9_./-]*) fail "$2: give the file a name, and a place, of plain letters" ;;
            esac
            if [ "$1" = --key ]; then keys="$keys $2"; else settings=$2; fi
            shift
            ;;
        *)
            usage >&2
            exit 2
            ;;
        esac
        shift
    done
}

ask "$@"
newborn_needs mmdebstrap tar2sqfs mke2fs mkfs.fat mcopy sfdisk grub-mkimage
work=$(mktemp -d "${TMPDIR:-/tmp}/chasqui-image.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM
chmod 755 "$work"
root_id=$(cat /proc/sys/kernel/random/uuid)
data_id=$(cat /proc/sys/kernel/random/uuid)
[ -z "$test_image" ] || make_test_key
gather
say 'putting the system together'
make_root
say 'packing it'
make_squashfs
make_data
make_boot
assemble
say "$out: $(($(stat -c %s "$out") / 1000000)) MB"
[ -z "$test_image" ] || say 'THIS IS A TEST IMAGE: its key is beside it, build/chasqui-test.key. Nobody may ever see it in a school.'
