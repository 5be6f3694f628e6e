# SPDX-License-Identifier: MIT
"""A visit to the machine's screen, step by step, beside a tape of the same steps that `chasqui replay` plays.

The tape knows where everything is: what is touched is looked up in its scene, never written down here; and the screen must then
show that scene. What the shell would tell the operator's desk the tape gets from chasquictl itself (core/tape.h: `desk`).
"""

import os
import subprocess

import screen
from qemu import SIZE, Fault, wait_for


class Programs:
    """What was built, and where content and keys are."""

    def __init__(self, build, content, work):
        self.build, self.content, self.work = build, content, work
        self.packs = [f"{content}/colombia", f"{content}/peru"]

    def run(self, program, *words, text=True, check=True):
        done = subprocess.run([f"{self.build}/{program}", *words], capture_output=True, text=text, check=False,
                              stdin=subprocess.DEVNULL, env=dict(os.environ, LC_ALL="C.UTF-8"))
        if check and done.returncode != 0:
            raise Fault(f"{program} {' '.join(words)}: {done.stdout[-500:]}{done.stderr[-1500:]}")
        return done.stdout

    def render(self, screens, packs, mm, date):
        """The pictures of screens by their ids."""
        out = f"{self.work}/rendered"
        words = [word for pack in packs for word in ("--pack", pack)]
        said = self.run("chasqui", "render", *words, "--out", out, "--size", f"{SIZE[0]}x{SIZE[1]}", "--lang", "es", "--mm", str(mm),
                        "--date", date, "--screen", screens)
        return {line.split(" ", 1)[0]: screen.read_png(line.split(" ", 1)[1]) for line in said.splitlines()}


class Visit:
    def __init__(self, machine, programs, packs, mm, date, fields, shots=None):
        self.machine, self.programs, self.packs, self.date, self.shots = machine, programs, packs, date, shots
        self.steps = ["chasqui-tape 1", "seed 1", f"date {date}", f"size {SIZE[0]}x{SIZE[1]} {mm}", *fields, ""]
        self.scene = self.play()

    def play(self):
        path = f"{self.programs.work}/visit.tape"
        with open(path, "w", encoding="utf-8") as file:
            file.write("\n".join(self.steps) + "\n")
        words = [word for pack in self.packs for word in ("--pack", pack)]
        said = self.programs.run("chasqui", "replay", path, *words, "--dump")
        return screen.Scene("scene " + said.rsplit("\nscene ", 1)[1])

    def step(self, line):
        self.steps.append(line)
        self.scene = self.play()

    def desk(self, *fields):
        self.step("desk " + "\\t".join(field.replace("\\", "\\\\") for field in fields))

    def desk_lines(self, lines):
        self.steps += ["desk " + line.replace("\\", "\\\\").replace("\t", "\\t") for line in lines]
        self.scene = self.play()

    def expect(self, scene_id):
        if not self.scene.id.startswith(scene_id):
            raise Fault(f"the tape stands at {self.scene.id}, not at {scene_id}")

    def stands(self, picture):
        return self.scene.stands_on(picture)

    def wait(self, shot=None):
        """Until the screen shows what the tape stands at."""
        picture = []

        def same():
            picture[:] = [self.machine.picture()]
            return picture[0][:2] == SIZE and self.stands(picture[0])
        try:
            wait_for(f"the screen {self.scene.id}", same, 300)
        except Fault:
            screen.write_png(f"{self.programs.work}/not-{self.scene.id.replace('/', '.')}.png", picture[0])
            raise
        if shot and self.shots:
            screen.write_png(f"{self.shots}/{shot}.png", picture[0])
        return picture[0]

    def region(self, act, number=None):
        for rect, name, value in self.scene.regions:
            if name == act and number in (None, int(value or 0)):
                return rect
        raise Fault(f"nothing on {self.scene.id} has {act} {number}")

    def press(self, act, number=None, wait=True):
        """A finger in the middle of the first region with this act, on the glass and on the tape."""
        left, top, width, height = self.region(act, number)
        x, y = left + width // 2, top + height // 2
        self.machine.touch(x, y)
        self.steps.append(f"touch 1 down {x} {y}")
        self.step(f"touch 1 up {x} {y}")
        if wait and not self.scene.id.startswith("attract"):
            self.wait()

    def pin(self, digits):
        for digit in digits:
            self.press("digit", int(digit))
        self.press("pin", wait=False)
