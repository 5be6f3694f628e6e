# SPDX-License-Identifier: MIT
"""An import in the operator's mode, on the glass and on the tape. What chasquictl tells the kiosk in the machine, the same
chasquictl tells the tape here, of the same file."""

import os
import re
import subprocess

from qemu import Fault, wait_for
from visit import Visit


PLACE = "ESCUELA"  # what the stick in the machine is called


class Operator(Visit):
    """`here`: the folders of what the kiosk shows; `store` and `trust`: what chasquictl judges by, as the machine's does."""

    def __init__(self, test, here, file, store):
        super().__init__(test.machine, test.programs, here, test.mm, test.date, ["country CO", "language es"], f"{test.work}/shots")
        self.file, self.store, self.trust = file, store, test.trust
        with open(f"{test.source}/src/core/operator_rooms.def", encoding="utf-8") as rooms:
            self.rooms = re.findall(r'^ROOM\(\w+, "([a-z-]+)"', rooms.read(), re.MULTILINE)
        self.step("pin set")

    def room(self, name, subject=0):
        self.press("room", self.rooms.index(name) | subject << 8)

    def enter(self, pin):
        """Five taps in the corner, within five seconds: so the tape takes them all at once, afterwards."""
        left, top, width, height = self.region("corner")
        x, y = left + width // 2, top + height // 2
        self.steps += [f"touch 1 down {x} {y}", f"touch 1 up {x} {y}"] * 5
        self.scene = self.play()
        self.expect("operator/pin")
        wait_for("the PIN's screen", lambda: self.taps(x, y))
        self.pin(pin)
        self.step("pin good")
        self.wait()

    def taps(self, x, y):
        """Where the machine was too slow for five of them, again."""
        for _ in range(5):
            self.machine.touch(x, y)
        try:
            wait_for("the PIN's screen", lambda: self.stands(self.machine.picture()), 20)
            return True
        except Fault:
            return False

    def tell(self, *words):
        return self.programs.run("chasquictl", *words).splitlines()

    def look(self):
        """At what the stick brings, once the kiosk has found it."""
        self.press("room", self.rooms.index("stick"), wait=False)
        found = self.tell("inspect", "--lines", "--store", self.store, "--trust", self.trust, os.path.dirname(self.file))
        found = [line.replace(os.path.dirname(self.file), PLACE) for line in found]
        self.desk_lines(["begin\tfound", "stick\tESCUELA", *found, "looked"])
        self.wait("import-1-stick")

    def plan(self):
        """What an import says before it asks."""
        words = [f"{self.programs.build}/chasquictl", "import", "--ask", "--lines", "--store", self.store, "--trust", self.trust,
                 "--date", self.date, self.file]
        said = []
        with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                              env=dict(os.environ, LC_ALL="C.UTF-8")) as asked:
            for line in asked.stdout:
                said.append(line.rstrip("\n"))
                if said[-1].startswith(("ready", "refused", "done")):
                    break
            asked.stdin.write("no\n")
            asked.stdin.close()
            asked.stdout.read()
        if not said or not said[-1].startswith("ready"):
            raise Fault(f"chasquictl import says {said[-3:]}")
        return ["staged\t" + line.split("\t", 2)[2] if line.startswith("pack\t") else line for line in said]

    def choose(self):
        """One pack of those that were found. The tape then stands where it will be asked; the kiosk still copies and checks."""
        plan = self.plan()
        self.room("pack")
        self.press("stage", 0, wait=False)
        self.desk_lines(["begin\tplan", *plan])
        self.expect("operator/plan")

    def stage(self):
        self.choose()
        self.wait("import-2-plan")

    def agree(self):
        """Read to the end, as the kiosk demands, and agreed to."""
        while not any(act == "agree" for _, act, _ in self.scene.regions):
            self.press("page", max(int(number) for _, act, number in self.scene.regions if act == "page"))
        self.press("agree", 1, wait=False)

    def done(self):
        self.desk_lines(["done\t1", "content\twaits"])
        self.expect("operator/done")
        self.wait("import-3-done")

    def leave(self):
        self.press("home")
