#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""machine.py BUILD SOURCE IMAGE KEY WORK PART...: the image on a PC that QEMU plays; README.md tells the parts."""

import os
import random
import re
import shutil
import subprocess
import sys
import time

import packs
import screen
from operator_tape import Operator
from qemu import BETWEEN_S, Fault, Machine, wait_for
from sessions import Sessions
from trouble import Trouble
from visit import Programs, Visit

PIN = "246813"
MM = 320  # what QEMU's screen says of itself at SIZE
DATE = "2026-12-01"
SEED = 20261201
CUTS = int(os.environ.get("CHASQUI_CUTS", "10"))
CUT_KINDS = ["import", "loop", "import", "start", "import"]
HANGS = int(os.environ.get("CHASQUI_HANGS", "50"))
HANG_S = 15


class Test:
    def __init__(self, build, source, image, key, work):
        self.source, self.image, self.key, self.work = source, image, key, work
        self.mm, self.date, self.trust = MM, DATE, f"{work}/trust"
        os.makedirs(f"{work}/shots", exist_ok=True)
        os.makedirs(self.trust, exist_ok=True)
        shutil.copy(f"{key[:-4]}.pub", self.trust)
        self.programs = Programs(build, f"{source}/content", work)
        self.chance = random.Random(SEED)
        self.machine = None
        self.posters = {}  # the pixels of each, and whose they are
        self.here = "first"  # what the kiosk shows
        self.boot_s = self.import_s = 0.0  # how long they took

    # ---- What every part needs ----

    def disk(self, size="3G"):
        """The image on a larger disk, as a school writes it to one."""
        disk = f"{self.work}/disk.qcow2"
        if os.path.exists(disk):
            os.unlink(disk)
        subprocess.run(["qemu-img", "create", "-q", "-f", "qcow2", "-F", "raw", "-b", self.image, disk, size], check=True)
        return disk

    def know(self, name, folder):
        for picture in self.programs.render("attract/*", [folder], MM, DATE).values():
            self.posters.setdefault(picture, set()).add(name)

    def say(self, text):
        print(text, flush=True)

    def shoot(self, name, picture=None):
        screen.write_png(f"{self.work}/shots/{name}.png", picture or self.machine.picture())

    def poster(self, shot=None, of=None):
        """Waits for a poster of the loop, every pixel of it; says whose it is. With `of`, for one that only one of these has."""
        seen = []

        def found():
            seen[:] = [self.machine.picture()]
            names = self.posters.get(seen[0], set())
            return names if names and (of is None or (len(names) == 1 and names <= set(of))) else None
        try:
            names = wait_for("a poster", found)
        except Fault:
            self.shoot("no-poster", seen[0])
            raise
        if shot:
            self.shoot(shot, seen[0])
        return min(names)

    def power_on(self, disk=None, uefi=False):
        if disk:
            self.machine = Machine(disk, self.work, uefi)
        self.machine.power_on()
        return time.monotonic()

    # ---- The parts ----

    def first_run(self):
        """From the first start of a new disk to the loop, with a finger."""
        began = self.power_on(self.disk())
        self.know("first", f"{self.source}/content/colombia")
        visit = self.first_visit()
        self.first_screen("first-run-1-country", visit)
        self.say(f"first start: the first screen after {time.monotonic() - began:.0f} s")
        visit.press("country", 0)
        self.shoot("first-run-2-region")
        visit.press("set", 0x1FFFF)
        visit.press("set", 0x20000)
        self.shoot("first-run-3-width")
        visit.press("skip", MM)
        visit.pin(PIN)
        visit.wait()
        visit.pin(PIN)
        visit.step("pin set")
        visit.wait("first-run-4-done")
        visit.press("skip")
        self.poster("boot-bios")
        self.say("first run: done, and the loop goes on")

    def first_visit(self):
        return Visit(self.machine, self.programs, self.programs.packs, MM, DATE, ["first-run yes"], f"{self.work}/shots")

    def first_screen(self, shot, visit=None):
        """Waits for what a kiosk asks whom nobody has set up."""
        visit = visit or self.first_visit()
        picture = visit.wait(shot)
        wanted = self.programs.render("country", self.programs.packs, MM, DATE)["country"]
        # QEMU's PC has no loudspeaker, and so its bar no button to listen, which chasqui renders.
        if screen.differing(picture, wanted, but=visit.region("listen")):
            raise Fault("the first screen isn't what chasqui renders")

    def folders(self):
        """Of what the kiosk shows."""
        return [f"{self.source}/content/colombia" if self.here == "first" else f"{self.work}/pack-{self.here.split()[1]}"]

    def help_visit(self):
        """A visit that stands in Help, by a finger on a poster, and where that finger is to touch."""
        visit = Visit(self.machine, self.programs, self.folders(), MM, DATE, ["country CO", "language es"], f"{self.work}/shots")
        left, top, width, height = visit.region("help")
        x, y = left + width // 2, top + height // 2
        visit.steps += [f"touch 1 down {x} {y}", f"touch 1 up {x} {y}"]
        visit.scene = visit.play()
        return visit, x, y

    def uefi(self):
        self.start_again(uefi=True, shot="boot-uefi")

    def start_again(self, uefi=False, shot=None):
        """The plug is pulled and put in again: how long it takes until there is a poster."""
        self.machine.off()
        self.machine.uefi = uefi
        began = self.power_on()
        name = self.poster(shot)
        self.boot_s = time.monotonic() - began
        self.say(f"{'UEFI' if uefi else 'BIOS'}: the first poster after {time.monotonic() - began:.0f} s, of {name}")
        return name

    def keys(self):
        """What a keyboard must not do. The same boot still runs afterwards, and shows its loop."""
        boot = self.machine.ask("boot")
        for n in range(1, 7):
            self.machine.keys("ctrl", "alt", f"f{n}")
            self.poster()
            self.machine.keys("alt", f"f{n}")
        for key in "bcou":
            self.machine.keys("alt", "sysrq", key)
        for _ in range(10):
            self.machine.keys("ctrl", "alt", "delete")
        self.machine.keys("ctrl", "q")
        self.machine.keys("ctrl", "alt", "backspace")
        self.poster("after-keys")
        if self.machine.ask("boot") != boot:
            raise Fault("a key restarted the machine")
        consoles = self.machine.ask("consoles")
        if consoles != ["tty1"]:
            raise Fault(f"another console, or a login: {consoles}")
        if self.machine.ask("security") != ["0"]:
            raise Fault("magic keys are on")
        self.say("keys: the same boot, the same console, the loop")

    def health(self):
        """Nothing failed, and the data has the rest of the disk."""
        failed, size = self.machine.ask("failed"), int(self.machine.ask("disk")[1].split()[1])
        restarts = self.kiosk()["NRestarts"]
        self.say(f"health: {size >> 10} MB for data, {restarts} restarts; {' / '.join(self.machine.ask('status'))}")
        if failed or size < 2 << 20 or restarts != "0":
            raise Fault(f"failed: {failed}")

    def stick(self, version, heavy=False):
        """A stick with that version is plugged in; its signed file comes back."""
        folder, file = packs.make(self.programs, self.key, version, heavy)
        self.know(f"version {version}", folder)
        self.machine.plug_stick_in(packs.stick(self.work, file))
        return file

    def new_campaign(self):
        """An import by hand: the stick, the plan, and the new content once nobody is there."""
        file = self.stick(2, heavy=True)
        operator = Operator(self, self.programs.packs, file, f"{self.work}/store")
        operator.enter(PIN)
        operator.look()
        began = time.monotonic()
        operator.stage()
        operator.agree()
        operator.done()
        self.import_s = time.monotonic() - began
        operator.leave()
        self.machine.pull_stick_out()
        self.here = self.poster("new-campaign", of=["version 2"])
        self.mirror(file)
        self.say(f"import: {os.path.getsize(file) >> 20} MB in {self.import_s:.0f} s, and version 2 is on the screen")

    # ---- Cuts ----

    def mirror(self, file):
        """chasquictl here judges as the machine's does, so it must have what that has."""
        self.programs.run("chasquictl", "import", "--store", f"{self.work}/store", "--trust", self.trust, "--date", DATE, file)

    def until(self, moment):
        wait_for("the moment to cut", lambda: time.monotonic() >= moment)

    def cut_import(self, version, here):
        """Cut somewhere between the choice of a pack and its being on the screen. Says how far it was."""
        file = self.stick(version, heavy=True)
        operator = Operator(self, here, file, f"{self.work}/store")
        operator.enter(PIN)
        operator.look()
        moment = time.monotonic() + self.chance.uniform(0, self.import_s)
        operator.choose()
        agreed = False
        while time.monotonic() < moment:
            if not agreed and operator.stands(self.machine.picture()):
                operator.agree()
                agreed = True
            time.sleep(BETWEEN_S)
        self.machine.pull_the_plug()
        return file, "behind the answer" if agreed else "before the answer"

    def cut(self, n, here):
        """One cut, at a moment that chance chooses. What is then on the screen is whole: the old content or the new one."""
        version, file = n + 2, None
        kind = CUT_KINDS[(n - 1) % len(CUT_KINDS)]
        if kind == "start":
            self.machine.off()
        if not self.machine.runs():
            self.machine.uefi = False
            self.power_on()
        if kind == "start":
            self.until(self.machine.began + self.chance.uniform(1, self.boot_s))
        else:
            self.poster()
            self.until(time.monotonic() + self.chance.uniform(0, 10))
        far = ""
        if kind == "import":
            file, far = self.cut_import(version, here)
        self.machine.off()
        self.machine.uefi = False
        self.power_on()
        name = self.poster(f"after-cut-{n}", of=[self.here, f"version {version}"])
        status = self.machine.ask("status")
        self.say(f"cut {n}, {kind} {far}: {name} ({status[-1] if status else 'no word of its state'})")
        if not any(re.search(r"\b0 damaged", line) for line in status):
            raise Fault(f"what is installed isn't whole: {status}")
        if file and name == f"version {version}":
            self.mirror(file)
        return name

    def cuts(self):
        for n in range(1, CUTS + 1):
            self.here = self.cut(n, self.folders())
        self.say(f"cuts: {CUTS}, after each the content was whole")

    # ---- Trouble ----

    def cables(self):
        trouble = Trouble(self)
        trouble.display()
        trouble.glass()

    def power_button(self):
        if not self.machine.runs():
            self.power_on()
        self.poster()
        Trouble(self).power_button()
        self.start_again()

    def broken_data(self):
        Trouble(self).broken_data()

    # ---- Sessions ----

    def sessions(self):
        """What cage, the bare screen and an X server cost. Not part of all of them: it measures, and judges little."""
        if not self.machine.runs():
            self.power_on()
        self.poster()
        Sessions(self).measure()

    # ---- Hangs ----

    def kiosk(self):
        return dict(line.split("=", 1) for line in self.machine.ask("kiosk"))

    def hangs(self):
        """The loop is held; systemd misses its signs of life, kills it and starts it again."""
        slowest, shown = 0.0, 0.0
        for n in range(1, HANGS + 1):
            restarts = int(self.kiosk()["NRestarts"])
            began = time.monotonic()
            self.machine.ask("hang")
            wait_for("the restart", lambda: int(self.kiosk()["NRestarts"]) > restarts, 120)
            slowest = max(slowest, time.monotonic() - began)
            wait_for("its first picture", lambda: self.kiosk()["ActiveState"] == "active", 120)
            shown = max(shown, time.monotonic() - began)
            if slowest > HANG_S:
                raise Fault(f"hang {n}: started again after {slowest:.1f} s")
        self.poster("after-hangs")
        self.say(f"hangs: {HANGS}, started again within {slowest:.1f} s, seen again within {shown:.1f} s")


def main():
    paths, parts = list(map(os.path.abspath, sys.argv[1:6])), sys.argv[6:]
    test = Test(*paths)
    try:
        for part in parts:
            getattr(test, part)()
    except Fault as fault:
        print(f"machine: {fault}", file=sys.stderr)
        return 1
    finally:
        if test.machine:
            test.machine.off()
    return 0


if __name__ == "__main__":
    sys.exit(main())
