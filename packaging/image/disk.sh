#!/bin/sh
# SPDX-License-Identifier: MIT
# Sourced by make.sh: the boot partition, the boot sector, and the whole disk.
# shellcheck disable=SC2154  # work, here, out and the numbers of the partitions are make.sh's

sector=512
# Of BIOS's boot partition, and of the first one after it, in sectors: 1 MiB and 2 MiB.
bios_start=2048
boot_start=4096

# FAT wants more than its files: its tables, and half a cluster a file.
make_boot() {
    boot_fat=$work/boot.fat
    volume=$(od -An -N4 -tx4 /dev/urandom | tr -d ' ')
    console='quiet loglevel=3'
    [ -z "$test_image" ] || console='console=tty0 console=ttyS0 loglevel=4'
    sed -e "s/@root@/$root_id/" -e "s/@console@/$console/" "$here/grub.cfg.in" >"$work/grub.cfg"
    make_grub
    kilobytes=$(du -ck --apparent-size "$work"/boot/vmlinuz-* "$work"/boot/initrd.img-* "$work/bootx64.efi" | tail -n 1 | cut -f 1)
    mkfs.fat -C -F 32 -s 1 -n CHASQUI -i "$volume" "$boot_fat" $(((kilobytes + 40960) / 1024 * 1024)) >/dev/null ||
        fail 'the boot partition could not be made'
    mmd -i "$boot_fat" ::/grub ::/EFI ::/EFI/BOOT
    mcopy -i "$boot_fat" "$work/grub.cfg" ::/grub/grub.cfg
    mcopy -i "$boot_fat" "$work/bootx64.efi" ::/EFI/BOOT/BOOTX64.EFI
    mcopy -i "$boot_fat" "$work"/boot/vmlinuz-* ::/vmlinuz
    mcopy -i "$boot_fat" "$work"/boot/initrd.img-* ::/initrd.img
}

# Both look for their files on the disk with this volume's number, whichever that is today.
make_grub() {
    # shellcheck disable=SC2016  # the variables are GRUB's
    printf 'search --no-floppy --fs-uuid --set=root %s-%s\nset prefix=($root)/grub\nconfigfile $prefix/grub.cfg\n' \
        "$(echo "$volume" | cut -c 1-4 | tr a-f A-F)" "$(echo "$volume" | cut -c 5-8 | tr a-f A-F)" >"$work/early.cfg"
    modules='part_gpt part_msdos fat normal configfile search search_fs_uuid linux test'
    # shellcheck disable=SC2086  # several words
    grub-mkimage -O i386-pc -p /grub -c "$work/early.cfg" -o "$work/core.img" biosdisk $modules ||
        fail 'GRUB for BIOS could not be made'
    # shellcheck disable=SC2086
    grub-mkimage -O x86_64-efi -p /grub -c "$work/early.cfg" -o "$work/bootx64.efi" \
        efi_gop efi_uga all_video $modules || fail 'GRUB for UEFI could not be made'
}

# little_endian NUMBER BYTES
little_endian() {
    number=$1
    bytes=$2
    while [ "$bytes" -gt 0 ]; do
        # shellcheck disable=SC2059  # the byte, in octal, is the format
        printf "\\$(printf %03o $((number % 256)))"
        number=$((number / 256))
        bytes=$((bytes - 1))
    done
}

# put OFFSET FILE: what comes in, at that byte of FILE.
put() {
    dd of="$2" bs=1 seek="$1" conv=notrunc status=none
}

# What grub-bios-setup would write, for which it wants the disk itself. In GRUB 2's boot.img the sector to go on with is at 0x5c,
# eight bytes; at 0x66 two bytes are a jump that hard disks do without, for some BIOSes name the wrong drive; the partition table
# begins behind 440. In the first sector of core.img, at 0x1f4, is where its second one lies.
put_boot_sector() {
    cp /usr/lib/grub/i386-pc/boot.img "$work/boot.img"
    little_endian "$bios_start" 8 | put 92 "$work/boot.img"
    printf '\220\220' | put 102 "$work/boot.img"
    little_endian $((bios_start + 1)) 8 | put 500 "$work/core.img"
    dd if="$work/boot.img" of="$1" bs=440 count=1 conv=notrunc status=none
}

# place FILE START
place() {
    dd if="$1" of="$disk" bs=1M seek=$(($2 * sector)) oflag=seek_bytes conv=notrunc,sparse status=none
}

# The sectors of FILE, up to a whole mebibyte.
sectors() {
    mebibytes=$((($(stat -c %s "$1") + 1048575) / 1048576))
    echo $((mebibytes * 2048))
}

assemble() {
    disk=$work/disk
    root_start=$((boot_start + $(sectors "$boot_fat")))
    data_start=$((root_start + $(sectors "$work/root.squashfs")))
    # A mebibyte behind it for the table's copy.
    truncate -s $(((data_start + $(sectors "$work/data.ext4") + 2048) * sector)) "$disk"
    sfdisk --quiet "$disk" <<TABLE || fail 'the disk could not be divided'
label: gpt
unit: sectors
start=$bios_start, size=2048, type=21686148-6449-6E6F-744E-656564454649, name=bios
start=$boot_start, size=$(sectors "$boot_fat"), type=C12A7328-F81F-11D2-BA4B-00A0C93EC93B, name=chasqui-boot
start=$root_start, size=$(sectors "$work/root.squashfs"), type=4F68BCE3-E8CD-4DB1-96E7-FBCAF984B709, uuid=$root_id, name=chasqui-root
start=$data_start, size=$(sectors "$work/data.ext4"), type=0FC63DAF-8483-4772-8E79-3D69D8477DE4, uuid=$data_id, name=chasqui-data
TABLE
    put_boot_sector "$disk"
    place "$work/core.img" "$bios_start"
    place "$boot_fat" "$boot_start"
    place "$work/root.squashfs" "$root_start"
    place "$work/data.ext4" "$data_start"
    mv "$disk" "$out"
}
