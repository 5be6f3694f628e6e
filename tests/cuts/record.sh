#!/bin/sh
# SPDX-License-Identifier: MIT
# record.sh BUILD KERNEL WORK [nosync]: a guest changes a store (changes.sh) on a disk whose every write and flush is logged.
# With `nosync` its programs leave out every fsync. KERNEL is what kernel.sh unpacked. Left in WORK:
#
#     base.img   the file system before
#     log        what was written to it, as blklogwrites logs it
#     states     what stood there after each change
#     console    what the guest said
#     trust, next.chasqui   for an import after the cut
set -eu

here=$(cd "$(dirname "$0")" && pwd)
build=$(cd "$1" && pwd)
kernel=$(cd "$2" && pwd)/tree
nosync=${4-}
megabytes=160 # of the file system, which has a copy of its superblock from 128 on. A megabyte behind it is for the marks
options=nodev,nosuid,noexec,noatime,errors=remount-ro
patience=900        # seconds, for the slowest machine
date=2026-12-01
LC_ALL=C
export LC_ALL
# As the image mounts it, but for what is systemd's.
fstab=$here/../../packaging/image/root/etc/fstab.in
[ ! -f "$fstab" ] ||
    options=$(awk '$2 == "/var/lib/chasqui" { print $4 }' "$fstab" | tr , '\n' | grep -Ev '^(nofail|x-.*)$' | paste -s -d , -)

fail() {
    echo "record.sh: $*" >&2
    exit 1
}
for tool in qemu-system-x86_64 mke2fs; do
    command -v "$tool" >/dev/null 2>&1 || fail "$tool is missing: apt-get install qemu-system-x86 e2fsprogs"
done
rm -rf "$3"
mkdir -p "$3/root/bin" "$3/root/packs" "$3/root/trust" "$3/root/modules" "$3/store"
cd "$3"

# ---- What is imported ----

# content NAME VERSION SED COLOUR: a campaign in that version, changed. Its pictures are drawn at once, for the time that they
# may take is a real machine's; a recording is large enough to be written while the rest is still being copied.
content() {
    cp -R "$here/../../content/colombia" "$1"
    sed -i "s/^version: .*/version: $2/" "$1/pack.yaml"
    sed -i "$3" "$1"/messages/*.es.md
    for picture in "$1"/pictures/*.svg; do
        printf '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 90" width="160" height="90">%s</svg>\n' \
            "<rect width=\"160\" height=\"90\" fill=\"$4\"/>" >"$picture"
    done
    mkdir "$1/sounds"
    python3 "$here/noise.py" "$2" "$1/sounds/no-es-tu-culpa.es.wav"
    "$build/chasquictl" pack "$1" -o "root/packs/$1.chasqui" --key red.key --date $date >told 2>&1 || fail "$(cat told)"
}
cp "$here"/../packs/keys/red.* .
chmod 600 red.key
cp red.pub root/trust/
content one 1 '' '#204060'
content two 2 's/^# \(.*\)/# \1, otra vez/' '#206040'
content three 3 's/^# \(.*\)/# \1, y otra/' '#604020'
cp -R "$here/../check/base-es" other
"$build/chasquictl" pack other -o root/packs/other.chasqui --key red.key --date $date >told 2>&1 || fail "$(cat told)"
sed -i 's/^id: .*/id: next/' other/pack.yaml
"$build/chasquictl" pack other -o next.chasqui --key red.key --date $date >told 2>&1 || fail "$(cat told)"
cp -R "$here/../check/base-site" card
cp -R card root/packs/card
sed -i 's/204/112/' root/packs/card/site.yaml
sed -i 's/width="/&1/' root/packs/card/pictures/rosa.svg

# ---- What stands before ----

before() {
    "$build/chasquictl" import --store store --trust root/trust --date $date root/packs/one.chasqui &&
        "$build/chasquictl" site set --store store --date $date card &&
        echo 2580147 | "$build/chasquictl" pin --store store &&
        "$build/tests/settings_write" store/settings 30 && "$build/tests/counts_write" store 12
}
before >told 2>&1 || fail "$(cat told)"
# Nothing is left for the kernel to make at its first mount: those writes have no part in this.
mke2fs -q -F -t ext4 -b 4096 -m 1 -E lazy_itable_init=0,lazy_journal_init=0 -d store base.img "${megabytes}M" >told 2>&1 ||
    fail "$(cat told)"
cp --sparse=always base.img disk.img
truncate -s "$((megabytes + 1))M" disk.img
: >log

# ---- The guest ----

libraries() { # what the programs load, and the one that loads them
    ldd "$@" | sed -n 's/.* => \(\/[^ ]*\) .*/\1/p; s/^[[:space:]]*\(\/lib[^ ]*\) (.*/\1/p' | sort -u
}
set -- "$build/chasquictl" "$build/chasqui-decode" "$build/tests/settings_write" "$build/tests/counts_write" \
    "$build/tests/cuts_mark"
cp "$@" root/bin/
libraries "$@" | while read -r library; do
    mkdir -p "root$(dirname "$library")"
    cp -L "$library" "root$library"
done
cp "$build/tests/libcuts_nosync.so" root/
fc-list : file | sed -n 's/: *$//p' | grep -E '/(Andika|DejaVuSans)[^/]*$' | while read -r font; do
    mkdir -p "root$(dirname "$font")"
    cp "$font" "root$font"
done
cp "$kernel/bin/busybox" root/bin/
for applet in sh mount mkdir cat find sort xargs sha256sum insmod sleep stty poweroff; do
    ln -s busybox "root/bin/$applet"
done
for module in crc16 crc32c_generic libcrc32c mbcache jbd2 ext4 virtio virtio_ring virtio_pci_legacy_dev \
    virtio_pci_modern_dev virtio_pci virtio_blk; do
    find "$kernel/lib/modules" -name "$module.ko" -exec cp {} root/modules/ \;
done
cp "$here/guest.sh" root/init
cp "$here/changes.sh" root/
chmod 755 root/init
preload=
[ -z "$nosync" ] || preload=/libcuts_nosync.so
cat >root/settings.sh <<END
options=$options mark_sector=$((megabytes * 2048)) date=$date preload=$preload rest=${CUTS_REST-12}
END
(cd root && find . | "$kernel/bin/busybox" cpio -o -H newc 2>/dev/null) >initramfs

# The disk has a cache that a cut empties: it says so to the guest, which sends flushes. A flush of the file below is no work,
# so that it ends before anything else does, and the log has it exactly between what it covers and what it doesn't. The guest's
# clock counts its own instructions: a decoder has as long as it may take, whatever else this machine does.
status=0
timeout --foreground "$patience" qemu-system-x86_64 -accel tcg,thread=single -icount shift=1 -cpu Nehalem -smp 1 -m 768 \
    -nodefaults -no-user-config -display none -no-reboot -kernel "$(echo "$kernel"/boot/vmlinuz-*)" -initrd initramfs \
    -append 'console=ttyS0 quiet loglevel=3 panic=-1 rdinit=/init' -serial file:console -serial file:states \
    -blockdev driver=file,node-name=disk,filename=disk.img,cache.no-flush=on \
    -blockdev driver=file,node-name=written,filename=log,cache.no-flush=on \
    -blockdev driver=blklogwrites,node-name=logged,file=disk,log=written,log-sector-size=512 \
    -device virtio-blk-pci,drive=logged,write-cache=on,discard=off,write-zeroes=off || status=$?
grep -q 'guest: done' console || fail "the guest did not come to its end (QEMU: $status): $(tail -n 20 console)"
cp -R root/trust trust
rm -rf root initramfs store disk.img one two three other card
