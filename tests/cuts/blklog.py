# SPDX-License-Identifier: MIT
"""What was written to a disk, in the format of Linux's dm-log-writes, as QEMU's blklogwrites writes it.

A first sector with the magic number, the format's version, how many entries there are and how long a sector is; then the
entries: a sector with where, how much and which flags, and behind it what was written. An entry stands where its write had
ended; a flush covers what stands before it.
"""

import struct

MAGIC = 0x6A736677736872
SECTOR = 512
FLUSH, FUA, DISCARD, MARK = 1, 2, 4, 8
SUPER = struct.Struct("<QQQI")
HEAD = struct.Struct("<QQQQ")
LABEL = b"chasqui-mark "  # of a sector with which the guest tells what it does


class Broken(Exception):
    """The log isn't one that can be replayed."""


class Entry:
    """A write at a byte of the disk, a flush (without bytes), or both: then the flush comes first."""

    __slots__ = ("at", "data", "flush", "fua", "mark")

    def __init__(self, at=0, data=b"", flush=False, fua=False, mark=""):
        self.at, self.data, self.flush, self.fua, self.mark = at, data, flush, fua, mark


def label_of(data):
    return bytes(data[len(LABEL):SECTOR]).rstrip(b"\0").decode("ascii") if data.startswith(LABEL) else ""


def read_entry(log, place, unit, size):
    """The entry there, and where the next one is. Beyond `size` bytes a disk has marks and nothing else."""
    sector, sectors, flags, _ = HEAD.unpack_from(log, place)
    if flags & ~(FLUSH | FUA | DISCARD | MARK):
        raise Broken(f"byte {place}: no entry has the flags {flags:#x}; record the log anew")
    start = place + unit
    # A disk need not keep what was discarded: here it is zeros, which can be lost as any write.
    data = bytes(sectors * unit) if flags & DISCARD else log[start:start + sectors * unit]
    after = start + (0 if flags & DISCARD else sectors * unit)
    if after > len(log):
        raise Broken(f"byte {place}: the log ends within an entry; record it anew")
    entry = Entry(sector * unit, data, bool(flags & FLUSH), bool(flags & FUA))
    if entry.at >= size and data:
        entry = Entry(mark=label_of(data))
    elif entry.at + len(data) > size:
        raise Broken(f"byte {place}: a write goes beyond the file system's {size} bytes")
    return entry, after


def read_log(log, size):
    """All entries of a log about a file system of so many bytes."""
    if len(log) < SUPER.size:
        raise Broken("the log is empty: nothing was flushed")
    magic, version, count, unit = SUPER.unpack_from(log)
    if magic != MAGIC or version != 1 or unit < SECTOR or unit % SECTOR:
        raise Broken("this is no log of dm-log-writes, version 1")
    entries, place = [], unit
    # What was written after the last flush isn't counted.
    while len(entries) < count or place + unit <= len(log):
        entry, place = read_entry(log, place, unit, size)
        entries.append(entry)
    return entries
