# SPDX-License-Identifier: MIT
"""replay.py BUILD RECORDING: cuts the power of a recorded disk at many places, and judges what is left of each.

Exit status 0: as expected (with --lies and --expect-bad: something bad was found); 1: not; 2: it can't be replayed.
"""

import argparse
import collections
import hashlib
import multiprocessing
import os
import shutil
import signal
import sys
import tempfile
import time

from blklog import Broken, read_log
from disk import Cut, Disk, torn_superblocks
from judge import Programs, judge
from states import allowed, read_states
from states import Broken as BrokenStates


class Recording:
    def __init__(self, folder, lies):
        self.folder, self.lies = folder, lies
        self.base = f"{folder}/base.img"
        with open(f"{folder}/log", "rb") as file:
            self.entries = read_log(file.read(), os.path.getsize(self.base))
        self.states = read_states(f"{folder}/states")
        for entry in self.entries:
            if entry.mark and entry.mark.split()[1] not in self.states:
                raise BrokenStates(f"the guest told nothing of {entry.mark!r}; record it anew")


# `digest` is of what was certain and of what came on top of it.
Result = collections.namedtuple("Result", "number at way digest faults")


class Bench:
    """Where a process works: the certain part of the disk in memory, and an image to try."""

    def __init__(self, recording, options, work):
        self.recording, self.options = recording, options
        with open(recording.base, "rb") as file:
            self.disk = Disk(bytearray(file.read()), recording.entries, recording.lies)
        self.work = tempfile.mkdtemp(dir=work)
        self.programs = Programs(options.build, recording.folder, options.fsck_alone)

    def try_cut(self, cut):
        self.disk.advance(cut.at)
        way, pieces = cut.pieces(self.recording.entries)
        image = f"{self.work}/image"
        self.disk.write(image, pieces)
        digest = hashlib.sha256(str(self.disk.done).encode())
        for at, data in pieces:
            digest.update(b"%d " % at + data)
        if self.options.keep:
            shutil.copy(image, self.options.keep)
        states = allowed(self.recording.entries, cut.at, self.recording.states)
        start = self.options.start_every and cut.number % self.options.start_every == 0
        faults = judge(self.programs, image, states, self.work, start)
        faults = [fault.replace(self.work + "/", "") for fault in faults]
        return Result(cut.number, cut.at, way, digest.hexdigest(), faults)


def try_share(share):
    """Cuts in the order of the log, in a process of its own."""
    recording, options, work, cuts = share
    bench = Bench(recording, options, work)
    return [bench.try_cut(cut) for cut in cuts]


def try_all(recording, options, cuts):
    size = -(-len(cuts) // options.jobs)
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="chasqui-cuts.", dir=memory) as work:
        shares = [(recording, options, work, cuts[i:i + size]) for i in range(0, len(cuts), size)]
        with multiprocessing.Pool(len(shares)) as pool:
            return [result for share in pool.map(try_share, shares, chunksize=1) for result in share]


def tell_bad(options, bad):
    for result in bad[:options.tell]:
        faults = "; ".join(result.faults)
        print(f"cut {result.number} of seed {options.seed}, before entry {result.at}, {result.way}: {faults}")
    if bad:
        broken = sum(1 for result in bad if "e2fsck" in result.faults[0])
        print(f"bad: {broken} by what e2fsck says of the file system, {len(bad) - broken} by what the store holds; one alone "
              f"again: --seed {options.seed} --only NUMBER" + (" --lies" if options.lies else ""))


def tell(recording, options, results, seconds):
    entries = recording.entries
    writes = [len(entry.data) for entry in entries if entry.data]
    flushes = sum(entry.flush for entry in entries)
    print(f"log: {len(entries)} entries, {len(writes)} writes, {flushes} flushes, {sum(writes)} bytes")
    bad = [result for result in results if result.faults]
    tell_bad(options, bad)
    print("ways: " + ", ".join(f"{way} {n}" for way, n in sorted(collections.Counter(r.way for r in results).items())))
    starts = sum(1 for r in results if options.start_every and r.number % options.start_every == 0)
    print(f"{len(results)} cuts, {len({r.digest for r in results})} different disks, {starts} starts of the kiosk, "
          f"{len(bad)} bad, {seconds:.0f} s")
    return len(bad)


def options_of(words):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("build", help="the folder with chasqui and chasquictl")
    parser.add_argument("recording", help="the folder that record.sh has made")
    parser.add_argument("--cuts", type=int, default=1000, help="how many (1000)")
    parser.add_argument("--seed", type=int, default=1, help="what chance begins with (1)")
    parser.add_argument("--only", type=int, help="this one cut of that seed, by its number")
    parser.add_argument("--keep", metavar="FILE", help="with --only: the disk that it leaves")
    parser.add_argument("--lies", action="store_true", help="the disk forgets its flushes: something bad must be found")
    parser.add_argument("--fsck-alone", action="store_true", help="nobody mends a torn superblock")
    parser.add_argument("--expect-bad", action="store_true", help="something bad must be found")
    parser.add_argument("--start-every", type=int, default=20, metavar="N", help="start a kiosk at each Nth (20; 0: never)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="processes (as many as processors)")
    parser.add_argument("--tell", type=int, default=20, help="so many bad ones are told in full (20)")
    options = parser.parse_args(words)
    if options.keep and options.only is None:
        parser.error("--keep is for one cut: give --only too")
    return options


def main(words):
    options = options_of(words)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # what it left lying about is removed
    try:
        recording = Recording(options.recording, options.lies)
    except (Broken, BrokenStates, OSError) as fault:
        print(f"replay.py: {fault}", file=sys.stderr)
        return 2
    cuts = [Cut(recording.entries, options.seed, n, options.lies) for n in range(options.cuts)]
    if not options.lies:
        cuts += torn_superblocks(recording.entries)
    if options.only is not None:
        cuts = [cut for cut in cuts if cut.number == options.only]
    cuts.sort(key=lambda cut: cut.at)
    if not cuts:
        print(f"replay.py: there is no such cut among --cuts {options.cuts}; give a higher number", file=sys.stderr)
        return 2
    began = time.monotonic()
    results = try_all(recording, options, cuts)
    bad = tell(recording, options, results, time.monotonic() - began)
    return 0 if (bad > 0) == (options.lies or options.expect_bad) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
