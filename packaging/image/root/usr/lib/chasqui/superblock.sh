#!/bin/sh
# SPDX-License-Identifier: MIT
# superblock.sh DEVICE: where the ext4 superblock can't be read, the file system is mended by its copy. Elsewhere nothing is done.
#
# The superblock is 1024 bytes: two sectors of most disks. ext4 writes it at each mount, and not through its journal, so power
# that fails between the two leaves one old and one new, and a checksum that is wrong. `e2fsck -p` then gives up (status 8)
# and nothing can be mounted, although all the rest is whole. The copy behind the first group is older but for what e2fsck
# counts anew, and the journal has what was not yet in its place (tests/cuts).
set -u

device=$1
if dumpe2fs -h "$device" >/dev/null 2>&1; then
    exit 0
fi
# Where the copy is, by the length of a block.
for copy in 32768:4096 8193:1024 16384:2048; do
    block=${copy%:*}
    size=${copy#*:}
    # Asked without writing first: what has no copy there isn't touched.
    if dumpe2fs -h -o "superblock=$block" -o "blocksize=$size" "$device" >/dev/null 2>&1; then
        echo "$device: the superblock can't be read; it is mended by its copy in block $block"
        e2fsck -y -b "$block" -B "$size" "$device"
        exit
    fi
done
echo "$device: the superblock can't be read, and neither can a copy of it"
exit 8
