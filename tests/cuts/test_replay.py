# SPDX-License-Identifier: MIT
"""The replay itself, on logs that are made up: no guest, no file system. Each property stands for a thousand seeds."""

import os
import random
import tempfile
import unittest

import blklog
from blklog import DISCARD, FLUSH, FUA, SECTOR, Broken, Entry, read_log
from disk import CHUNK, WAYS, Cut, Disk, leave, settled, torn_superblocks, window
from judge import judge_kept
from states import allowed, read_states

SIZE = 64 * SECTOR
SEEDS = 1000


def sectors(*letters):
    return b"".join(letter.encode() * SECTOR for letter in letters)


def log_of(*records, counted=None):
    """A log's bytes: each record is (sector, data, flags); a discard has how many sectors instead of data."""
    log = blklog.SUPER.pack(blklog.MAGIC, 1, len(records) if counted is None else counted, SECTOR).ljust(SECTOR, b"\0")
    for sector, data, flags in records:
        n = data if flags & DISCARD else len(data) // SECTOR
        log += blklog.HEAD.pack(sector, n, flags, 0).ljust(SECTOR, b"\0") + (b"" if flags & DISCARD else data)
    return log


def after(entries, cut, seed, lies=False):
    """What a disk of zeros holds after that cut."""
    disk = Disk(bytearray(SIZE), entries, lies)
    disk.advance(cut)
    _, pieces = leave(random.Random(seed), window(entries, cut, lies))
    image = bytearray(disk.image)
    for at, data in pieces:
        image[at:at + len(data)] = data
    return bytes(image)


def outcomes(entries, cut, lies=False):
    """All that a cut may leave, each as the first letters of its first eight sectors ('-': zeros)."""
    images = {after(entries, cut, seed, lies) for seed in range(SEEDS)}
    return {"".join(chr(image[i * SECTOR] or 45) for i in range(8)) for image in images}


class Log(unittest.TestCase):
    def test_entries_come_as_they_were_written(self):
        entries = read_log(log_of((3, sectors("a", "b"), 0), (0, b"", FLUSH), (5, 2, DISCARD), (7, sectors("c"), FUA)), SIZE)
        self.assertEqual([(e.at, e.data, e.flush, e.fua) for e in entries],
                         [(3 * SECTOR, sectors("a", "b"), False, False), (0, b"", True, False),
                          (5 * SECTOR, bytes(2 * SECTOR), False, False), (7 * SECTOR, sectors("c"), False, True)])

    def test_what_stands_behind_the_last_flush_is_read_too(self):
        self.assertEqual(len(read_log(log_of((0, sectors("a"), 0), (1, sectors("b"), 0), counted=1), SIZE)), 2)

    def test_marks_are_no_writes(self):
        mark = b"chasqui-mark begin import".ljust(SECTOR, b"\0")
        entry, = read_log(log_of((64, mark, 0)), SIZE)
        self.assertEqual((entry.mark, entry.data), ("begin import", b""))

    def test_what_is_no_log_is_refused(self):
        good = log_of((0, sectors("a", "b"), 0))
        for broken in (b"", bytes(SECTOR), good[:-SECTOR], log_of((63, sectors("a", "b"), 0)), log_of((0, b"", 64))):
            with self.assertRaises(Broken):
                read_log(broken, SIZE)


class Certain(unittest.TestCase):
    def test_a_flush_settles_what_stands_before_it(self):
        entries = [Entry(0, sectors("a")), Entry(flush=True), Entry(SECTOR, sectors("b")), Entry(flush=True)]
        self.assertEqual([settled(entries, cut) for cut in range(5)], [0, 0, 2, 2, 4])
        self.assertEqual([settled(entries, cut, lies=True) for cut in range(5)], [0] * 5)

    def test_a_flush_that_writes_settles_not_itself(self):
        entries = [Entry(0, sectors("a")), Entry(SECTOR, sectors("b"), flush=True)]
        self.assertEqual(outcomes(entries, 2), {"a-------", "ab------"})
        entries[1].fua = True
        self.assertEqual(outcomes(entries, 2), {"ab------"})

    def test_fua_is_there_though_nothing_before_it_is(self):
        entries = [Entry(0, sectors("a")), Entry(SECTOR, sectors("b"), fua=True)]
        self.assertEqual(outcomes(entries, 2), {"-b------", "ab------"})

    def test_nothing_of_what_comes_after_the_cut_is_there(self):
        entries = [Entry(0, sectors("a")), Entry(flush=True), Entry(0, sectors("b"))]
        self.assertEqual(outcomes(entries, 2), {"a-------"})

    def test_a_disk_that_lies_loses_what_was_flushed(self):
        entries = [Entry(0, sectors("a")), Entry(flush=True)]
        self.assertEqual(outcomes(entries, 2, lies=True), {"--------", "a-------"})


class Uncertain(unittest.TestCase):
    def test_each_order_is_possible(self):
        entries = [Entry(i * SECTOR, sectors(letter)) for i, letter in enumerate("abc")]
        self.assertEqual(len(outcomes(entries, 3)), 8)

    def test_a_write_tears_between_sectors_anywhere(self):
        entries = [Entry(0, sectors("a", "b", "c"))]
        self.assertEqual(len(outcomes(entries, 1)), 8)
        for seed in range(SEEDS):
            image = after(entries, 1, seed)
            for at in range(0, SIZE, SECTOR):
                self.assertEqual(len(set(image[at:at + SECTOR])), 1)

    def test_a_sector_is_any_of_what_was_written_since_the_flush(self):
        entries = [Entry(0, sectors("a")), Entry(0, sectors("b")), Entry(flush=True),
                   Entry(0, sectors("c")), Entry(0, sectors("d"))]
        self.assertEqual(outcomes(entries, 5), {letter + "-------" for letter in "bcd"})

    def test_all_ways_come_up(self):
        entries = [Entry(0, sectors("a", "b"))]
        ways = {leave(random.Random(seed), entries)[0] for seed in range(SEEDS)}
        self.assertEqual(ways, {way.__name__ for way in WAYS})

    def test_a_seed_and_a_number_tell_everything(self):
        entries = [Entry(i * SECTOR, sectors("a", "b")) for i in range(32)]

        def told(seed, number):
            cut = Cut(entries, seed, number)
            return cut.at, cut.pieces(entries)

        self.assertEqual(told(1, 7), told(1, 7))
        self.assertGreater(len({str(told(1, number)) for number in range(100)}), 90)
        self.assertNotEqual(told(1, 7), told(2, 7))
        self.assertEqual({Cut(entries, 1, number).at for number in range(SEEDS)}, set(range(1, 33)))


    def test_a_superblock_tears_in_the_middle(self):
        entries = [Entry(0, sectors(*"abcdefgh")), Entry(flush=True), Entry(0, sectors(*"ABCDEFGH")),
                   Entry(9 * SECTOR, sectors("X"))]
        images = []
        for cut in torn_superblocks(entries):
            disk = Disk(bytearray(SIZE), entries)
            disk.advance(cut.at)
            for at, data in cut.pieces(entries)[1]:
                disk.image[at:at + len(data)] = data
            images.append("".join(chr(disk.image[i * SECTOR] or 45) for i in range(10)))
        self.assertEqual(images, ["--c-------", "---d------", "abCdefgh--", "abcDefgh--"])


class Images(unittest.TestCase):
    def test_later_cuts_go_on_from_earlier_ones(self):
        entries = [entry for i in range(20) for entry in (Entry(i * SECTOR, sectors("a")), Entry(flush=True))]
        disk = Disk(bytearray(SIZE), entries)
        for cut in range(len(entries) + 1):
            disk.advance(cut)
            fresh = Disk(bytearray(SIZE), entries)
            fresh.advance(cut)
            self.assertEqual(disk.image, fresh.image)
        with self.assertRaises(ValueError):
            disk.advance(3)

    def test_a_file_has_every_byte(self):
        image = bytearray(5 * CHUNK + SECTOR)
        image[2 * CHUNK] = image[-1] = 7
        entries = [Entry(CHUNK - SECTOR, sectors("a", "b")), Entry(flush=True), Entry(3 * CHUNK, sectors("c"))]
        disk = Disk(image, entries)
        disk.advance(3)
        piece = (3 * CHUNK, sectors("c"))
        with tempfile.TemporaryDirectory() as folder:
            disk.write(f"{folder}/image", [piece])
            with open(f"{folder}/image", "rb") as file:
                written = file.read()
        image[piece[0]:piece[0] + SECTOR] = piece[1]
        self.assertEqual(written, bytes(image))


class Judged(unittest.TestCase):
    def test_old_or_new_from_begin_to_end_and_new_from_then_on(self):
        states = {"start": {"current": "0"}, "import": {"current": "1"}, "pin": {"current": "2"}}
        marks = ["begin import", "end import", "begin pin", "end pin"]
        entries = [Entry(mark=mark) for mark in marks]
        self.assertEqual([[state["current"] for state in allowed(entries, cut, states)] for cut in range(5)],
                         [["0"], ["0", "1"], ["1"], ["1", "2"], ["2"]])

    def test_neither_is_told(self):
        states = [{"settings": "a", "site/site.yaml": "x"}, {"settings": "b", "site/site.yaml": "y", "site/pictures/p": "z"}]
        for state in states:
            self.assertEqual(judge_kept(state, states), [])
        mixed = {"settings": "c", "site/site.yaml": "y"}
        self.assertEqual(judge_kept(mixed, states), ["settings is neither old nor new", "site is neither old nor new"])

    def test_states_that_break_off_are_refused(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "states")
            for text in ("state start\nabc  ./current\n", "state start\nwhat is that\nend start\n"):
                with open(path, "w", encoding="utf-8") as file:
                    file.write(text)
                with self.assertRaises(Exception) as refused:
                    read_states(path)
                self.assertIn("record it anew", str(refused.exception))


if __name__ == "__main__":
    unittest.main()
