# SPDX-License-Identifier: MIT
"""What a disk with a cache may hold after its power was cut.

Everything before the last flush is there, and what was written with FUA. Of each write after that there is whatever chance
left: none of it, all of it, or some of its sectors, whichever of its neighbours are there. A sector is whole, and never older
than what the disk had once brought to it. A disk that lies acts as if nobody had ever flushed.
"""

import random

from blklog import SECTOR

SUPERBLOCK = 1024  # where ext4's stands, in two sectors
CHUNK = 1 << 16  # an image is written in pieces of this size, or not at all where it is empty


def settled(entries, cut, lies=False):
    """How many entries, from the first, are on the disk for certain when the power goes before entry `cut`."""
    if lies:
        return 0
    for index in range(cut, 0, -1):
        if entries[index - 1].flush:
            # A flush that carries a write is done before that write, which needs FUA to be there.
            return index if not entries[index - 1].data or entries[index - 1].fua else index - 1
    return 0


def window(entries, cut, lies=False):
    """The writes that the cut may take away."""
    return [entry for entry in entries[settled(entries, cut, lies):cut] if entry.data]


# ---- Which sectors of each write are there ----


def all_lost(_, counts):
    return [[False] * n for n in counts]


def all_there(_, counts):
    return [[True] * n for n in counts]


def one_lost(rng, counts):
    lost = rng.randrange(len(counts))
    return [[i != lost] * n for i, n in enumerate(counts)]


def one_there(rng, counts):
    there = rng.randrange(len(counts))
    return [[i == there] * n for i, n in enumerate(counts)]


def some_lost(rng, counts):
    share = rng.choice((0.1, 0.5, 0.9))
    return [[rng.random() < share] * n for n in counts]


def in_order_then_torn(rng, counts):
    torn = rng.randrange(len(counts))
    there = [[i < torn] * n for i, n in enumerate(counts)]
    first = rng.randrange(counts[torn] + 1)
    there[torn] = [sector < first for sector in range(counts[torn])]
    return there


def one_torn(rng, counts):
    there = all_there(rng, counts)
    torn = rng.randrange(len(counts))
    there[torn] = [rng.random() < 0.5 for _ in there[torn]]
    return there


def all_torn(rng, counts):
    share = rng.choice((0.1, 0.5, 0.9))
    return [[rng.random() < share for _ in range(n)] for n in counts]


WAYS = (all_lost, all_there, one_lost, one_there, some_lost, in_order_then_torn, one_torn, all_torn)


def runs(there):
    """The sectors that are there, as (first, end)."""
    start = None
    for sector, is_there in enumerate([*there, False]):
        if is_there and start is None:
            start = sector
        elif not is_there and start is not None:
            yield start, sector
            start = None


def leave(rng, writes):
    """Which way it went, and what reached the disk: (at, bytes), to be written in this order."""
    way = rng.choice(WAYS)
    counts = [len(write.data) // SECTOR for write in writes]
    there = way(rng, counts) if writes else []
    pieces = []
    for write, sectors in zip(writes, there):
        for first, end in runs([True] * len(sectors) if write.fua else sectors):
            pieces.append((write.at + first * SECTOR, write.data[first * SECTOR:end * SECTOR]))
    return way.__name__, pieces


class Cut:
    """One cut of a log. Its seed and number tell everything about it."""

    def __init__(self, entries, seed, number, lies=False):
        self.number, self.lies = number, lies
        self.rng = random.Random(f"{seed}/{number}")
        self.at = self.rng.randrange(1, len(entries) + 1)

    def pieces(self, entries):
        return leave(self.rng, window(entries, self.at, self.lies))


class TornSuperblock:
    """A cut between the two sectors of ext4's superblock, which chance seldom hits: everything else is there."""

    def __init__(self, index, half, number):
        self.index, self.half, self.number, self.lies = index, half, number, False
        self.at = index + 1

    def pieces(self, entries):
        write = entries[self.index]
        first = SUPERBLOCK + self.half * SECTOR - write.at
        half = (write.at + first, write.data[first:first + SECTOR])
        return "torn_superblock", [(w.at, w.data) for w in window(entries, self.at) if w is not write] + [half]


def torn_superblocks(entries):
    """Each of them in both ways. Their numbers are negative, so that they aren't those of a seed."""
    writes = [index for index, entry in enumerate(entries)
              if entry.at <= SUPERBLOCK and SUPERBLOCK + 2 * SECTOR <= entry.at + len(entry.data)]
    halves = [(index, half) for index in writes for half in (0, 1)]
    return [TornSuperblock(index, half, -1 - n) for n, (index, half) in enumerate(halves)]


class Disk:
    """The certain part of a disk, as it grows with later and later cuts."""

    def __init__(self, image, entries, lies=False):
        self.image, self.entries, self.lies, self.done = image, entries, lies, 0
        zeros = bytes(CHUNK)
        used = {at for at in range(0, len(image), CHUNK) if image[at:at + CHUNK] != zeros[:len(image) - at]}
        for entry in entries:
            used.update(range(entry.at // CHUNK * CHUNK, entry.at + len(entry.data), CHUNK))
        self.used = sorted(used)

    def advance(self, cut):
        until = settled(self.entries, cut, self.lies)
        if until < self.done:
            raise ValueError("cuts come in the order of the log")
        for entry in self.entries[self.done:until]:
            self.image[entry.at:entry.at + len(entry.data)] = entry.data
        self.done = until

    def write(self, path, pieces):
        """An image of it, with pieces of what isn't certain. What was never used stays a hole."""
        with open(path, "wb") as file:
            file.truncate(len(self.image))
            for at in self.used:
                file.seek(at)
                file.write(self.image[at:at + CHUNK])
            for at, data in pieces:
                file.seek(at)
                file.write(data)
