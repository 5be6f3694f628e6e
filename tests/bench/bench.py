#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Chasqui beside its peers, in one run: prints the table of targets with the ratios of this machine, today."""
import argparse
import os
import shutil
import statistics
import subprocess
import sys
import threading
import time

from kiosk import Failed, Run

HERE = os.path.dirname(os.path.abspath(__file__))
CHROMIUM = ["chromium", "--kiosk", "--no-sandbox", "--disable-gpu", "--no-first-run", "--no-default-browser-check",
            "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic",
            "--disable-features=Translate", "--password-store=basic", "--allow-file-access-from-files",
            "--window-size=1920,1080", "--window-position=0,0", "--user-data-dir={tmp}/profile"]

# Chasqui's, in pixels of a 1920x1080 screen 476 mm wide.
HELP_BUTTON = (1715, 1015)
HOME_BUTTON = "60,1015"


class Bench:
    def __init__(self, options):
        self.o = options
        self.web = os.path.join(options.work, "posters/web")
        self.failed = False

    def chasqui(self, pack):
        return [self.o.chasqui, "run", "--pack", os.path.join(self.o.work, "posters", pack), "--mm", "476"]

    def feh(self):
        return ["feh", "-F", "-Y", "-Z", os.path.join(self.web, "p01.jpg")]

    def chromium(self, page):
        return CHROMIUM + [f"file://{self.web}/{page}"]

    def runs(self, command, measure, runs=None):
        """The median, by key, of what `measure` gives for each run; None when the program can't be measured."""
        results = []
        for _ in range(runs or self.o.runs):
            try:
                with Run(os.path.join(self.o.work, "fbprobe"), command, self.o.quiet) as run:
                    result = measure(run)
                    result["busy"] = run.busy_before
                    results.append(result)
            except Failed as e:
                print(f"  FAILED {e}", file=sys.stderr)
                self.failed = True
                return None
        return {key: statistics.median(r[key] for r in results) for key in results[0]}

    def rounds(self, commands, measures, rounds=None):
        """As `runs` of each command, but one of each by turns, so that a busy minute spoils them alike. `measures` may be one
        for all."""
        if callable(measures):
            measures = [measures] * len(commands)
        results = [[] for _ in commands]
        for _ in range(rounds or self.o.runs):
            for command, measure, kept in zip(commands, measures, results):
                kept.append(self.runs(command, measure, 1))
        return [None if None in kept else {key: statistics.median(r[key] for r in kept) for key in kept[0]}
                for kept in results]

    def row(self, what, unit, ours, peers, target, digits=2):
        """One line: ours, every peer, and ours over each peer."""
        def show(value):
            return "-" if value is None else f"{value:.{digits}f}"

        parts = [f"chasqui {show(ours)}"]
        for name, value in peers:
            ratio = f" (x{ours / value:.3f})" if ours is not None and value else ""
            parts.append(f"{name} {show(value)}{ratio}")
        print(f"| {what}, {unit} | {' | '.join(parts)} | target: {target} |", flush=True)

    def start(self):
        def measure(run):
            return {"ms": run.start}

        for command in (self.chasqui("still"), self.feh(), self.chromium("posters.html?i=0")):
            self.runs(command, measure, 1)  # warm: the files are in memory
        ours, feh, chromium = (self.runs(c, measure) for c in
                               (self.chasqui("still"), self.feh(), self.chromium("posters.html?i=0")))
        self.row("start to first full poster, warm", "ms", get(ours, "ms"),
                 [("feh", get(feh, "ms")), ("Chromium", get(chromium, "ms"))], "1.0 of feh, 1/15 of Chromium", 1)

    def standing(self):
        def measure(run):
            return run.load(self.o.seconds)

        ours, feh = (self.runs(c, measure, 3) for c in (self.chasqui("still"), self.feh()))
        self.row("standing poster", "CPU s/min", get(ours, "cpu_s_per_min"), [("feh", get(feh, "cpu_s_per_min"))],
                 "0.005", 4)
        self.row("standing poster", "wake-ups/s", get(ours, "wakes_per_s"), [("feh", get(feh, "wakes_per_s"))], "0.1")

    def loop(self):
        def measure(run):
            result = run.load(self.o.seconds)
            result.update(run.rate(20))
            return result

        ours, chromium = (self.runs(c, measure, 3) for c in (self.chasqui("loop"), self.chromium("posters.html?i=5000")))
        for what, unit, key, target in (
                ("loop of 20 posters, 5 s", "CPU s/min", "cpu_s_per_min", "1/17 of Chromium"),
                ("loop of 20 posters, memory", "PSS MB", "pss_mb", "36 MB"),
                ("fade", "updates/s", "updates_per_s", "59 at 60 fps, 30 at 30"),
                ("fade, 95 of 100 gaps under", "ms", "gap_p95_ms", "19 at 60 fps")):
            self.row(what, unit, get(ours, key), [("Chromium", get(chromium, key))], target)

    def press(self):
        def all_seen(result):
            if result["missed"]:
                raise Failed(f"{result['missed']} of {result['presses']} presses changed nothing near them")
            return result

        def chromium(run):
            time.sleep(1)
            return all_seen(run.press(960, 460))

        def chasqui(run):
            time.sleep(1)
            x, y = HELP_BUTTON
            # By turns: a button that leads to the screen it is on has nothing to show.
            return all_seen(run.press(x, y, "--alt", HOME_BUTTON))

        def next_page(run):
            time.sleep(1)
            x, y = HELP_BUTTON
            return all_seen(run.press(x, y, "--alt", HOME_BUTTON, "--edge", "release", "--whole", "1"))

        ours = self.runs(self.chasqui("still"), chasqui, 3)
        page = self.runs(self.chasqui("still"), next_page, 3)
        peer = self.runs(self.chromium("quiz.html"), chromium, 3)
        for what, key, target in (("press to changed pixel, median", "median_ms", "1.0 ms"),
                                  ("press to changed pixel, p95", "p95_ms", "2.0 ms")):
            self.row(what, "ms", get(ours, key), [("Chromium", get(peer, key))], target)
        self.row("release to the last pixel of the next page, median", "ms", get(page, "settled_median_ms"), [],
                 "5 ms")

    def check(self):
        pack = os.path.join(self.o.work, "big")
        if not os.path.exists(pack):
            subprocess.run(["sh", os.path.join(HERE, "make_pack.sh"), "10000", pack], check=True)
        times = []
        for _ in range(self.o.runs):
            began = time.monotonic()
            done = subprocess.run([self.o.chasquictl, "check", pack], capture_output=True, text=True)
            times.append(time.monotonic() - began)
            if done.returncode not in (0, 1):
                print(f"  FAILED chasquictl check: {done.stderr}", file=sys.stderr)
                self.failed = True
                return
        self.row("check of 10,000 messages", "s", statistics.median(times), [], "1 s")

    def scale(self):
        """Installed packs of 20 and of 10,000 messages: what growing costs."""
        def measure(run):
            result = run.load(self.o.seconds)
            result["ms"] = run.start
            return result

        def started(run):
            return {"ms": run.start}

        def command(pack):
            return [self.o.chasqui, "run", "--pack", pack, "--installed", "--mm", "476"]

        packs = [os.path.join(self.o.work, f"installed-{n}") for n in (20, 10000)]
        for n, pack in zip((20, 10000), packs):
            if not os.path.exists(pack):
                subprocess.run(["sh", os.path.join(HERE, "make_pack.sh"), str(n), pack], check=True)
            # Written anew: one of another build would be refused, and the folder read.
            subprocess.run([os.path.join(os.path.dirname(self.o.chasqui), "tests/write_index"), pack], check=True)
        commands = [command(pack) for pack in packs]
        self.rounds(commands, started, 1)  # warm
        small, large, feh = self.rounds(commands + [self.feh()], started)
        self.row("start of 10,000 installed messages", "ms", get(large, "ms"),
                 [("20 messages", get(small, "ms")), ("feh", get(feh, "ms"))], "1.3 of 20 messages, 1.15 of feh", 1)
        small, large = self.rounds(commands, measure, 3)
        self.row("memory with 10,000 messages", "PSS MB", get(large, "pss_mb"), [("20 messages", get(small, "pss_mb"))],
                 "6 MB more")
        self.row("loop of 10,000 messages", "CPU s/min", get(large, "cpu_s_per_min"),
                 [("20 messages", get(small, "cpu_s_per_min"))], "the same")


    def importing(self):
        """The fade while 1 GiB comes in, again and again, as the kiosk starts it: behind everything else."""
        work = os.path.join(self.o.work, "large")
        if not os.path.exists(os.path.join(work, "pack.chasqui")):
            subprocess.run(["sh", os.path.join(HERE, "make_large.sh"), self.o.chasquictl, work], check=True)

        def alone(run):
            return run.rate(20)

        def beside(run):
            with Importing(self.o.chasquictl, work) as importing:
                result = run.rate(20)
            result["imports"] = importing.n
            return result

        quiet, busy = self.rounds([self.chasqui("loop")] * 2, [alone, beside], 3)
        for what, unit, key, target in (("fade while 1 GiB comes in", "updates/s", "updates_per_s", "59 at 60 fps, 30 at 30"),
                                        ("then 95 of 100 gaps under", "ms", "gap_p95_ms", "19 at 60 fps")):
            self.row(what, unit, get(busy, key), [("without", get(quiet, key))], target)
        self.row("imports begun meanwhile", "of 1 GiB", get(busy, "imports"), [], "1 at least")


class Importing:
    """Imports one pack into an empty store, over and over, until it is left."""

    def __init__(self, chasquictl, work):
        self.command = ["nice", "-n", "19", "ionice", "-c", "3", chasquictl, "import", "--store", os.path.join(work, "store"),
                        "--trust", os.path.join(work, "trust"), "--date", "2026-11-22", os.path.join(work, "pack")]
        self.store, self.n, self.process = os.path.join(work, "store"), 0, None
        self.ends = threading.Event()
        self.thread = threading.Thread(target=self._go_on)

    def _go_on(self):
        while not self.ends.is_set():
            shutil.rmtree(self.store, ignore_errors=True)
            self.process = subprocess.Popen(self.command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            self.n += 1
            if self.process.wait() != 0 and not self.ends.is_set():
                raise Failed("the import failed")

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.ends.set()
        if self.process:
            self.process.terminate()
        self.thread.join()
        shutil.rmtree(self.store, ignore_errors=True)


def get(result, key):
    return result[key] if result else None


ROWS = ("start", "standing", "loop", "press", "check", "scale", "importing")


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--work", required=True, help="where posters, packs and fbprobe are")
    p.add_argument("--chasqui", required=True)
    p.add_argument("--chasquictl", required=True)
    p.add_argument("--runs", type=int, default=5)
    p.add_argument("--seconds", type=int, default=60, help="of load")
    p.add_argument("--quiet", type=int, default=30, help="seconds to wait for a quiet machine before each run")
    p.add_argument("rows", nargs="*", default=[])
    bench = Bench(p.parse_args())
    for row in bench.o.rows or ROWS:
        if row not in ROWS:
            p.error(f"no row is called {row}: {', '.join(ROWS)}")
        getattr(bench, row)()
    sys.exit(1 if bench.failed else 0)


if __name__ == "__main__":
    main()
