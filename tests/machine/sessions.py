# SPDX-License-Identifier: MIT
"""What each session costs on a machine without a GPU: the processor's time in the loop, the first picture, a press to its pixels.

All of them on one machine, started once, in turns, so that what else the host does meets each of them alike.
"""

import os
import statistics
import time

from qemu import SIZE, Fault, wait_for

SESSIONS = tuple(os.environ.get("CHASQUI_SESSIONS", "cage-xwayland cage-wayland kmsdrm xorg").split())
TURNS = 2
LOOP_S = 60
PRESSES = 4  # in each turn


def numbers(lines):
    """What `spent` says: name and first number of each line; of /proc/stat all but the idle ones, added."""
    found = {}
    for line in lines:
        name, *rest = line.split()
        if name == "cpu":
            times = list(map(int, rest[:8]))
            found["machine"] = (sum(times) - times[3] - times[4]) * 10_000
        elif rest and name[0].isalpha():
            found[name] = int(rest[0])
        else:
            found["uptime"] = float(name)
    return found


class Sessions:
    def __init__(self, test):
        self.test, self.machine = test, test.machine
        self.results = {name: {"first": [], "kiosk": [], "machine": [], "press": [], "peak": []} for name in SESSIONS}

    def start(self, name):
        said = dict(line.replace("=", " ").split(" ", 1) for line in self.machine.ask(f"session {name}") if " " in line or "=" in line)
        if said.get("ActiveState") != "active":
            with open(f"{self.test.work}/session-{name}.log", "w", encoding="utf-8") as log:
                log.write("\n".join(self.machine.ask("log")))
            self.test.say(f"{name}: doesn't start here, see session-{name}.log: {said}")
            return False
        self.results[name]["first"].append(float(said["shown"]) - float(said["began"]))
        return True

    def loop(self, name):
        """The share of one processor in LOOP_S seconds of posters, in per cent."""
        before = numbers(self.machine.ask("spent"))
        time.sleep(LOOP_S)
        after = numbers(self.machine.ask("spent"))
        passed = (after["uptime"] - before["uptime"]) * 1_000_000
        unit = "chasqui-xorg" if name == "xorg" else "chasqui"

        def share(*names):
            return 100 * sum(after.get(one, 0) - before.get(one, 0) for one in names) / passed
        self.results[name]["kiosk"].append(share(unit, "seatd"))
        self.results[name]["machine"].append(share("machine"))
        self.results[name]["peak"].append(after.get(f"{unit}-peak", 0) / 1e6)

    def presses(self, name):
        """From a finger's lifting to the first picture of quick exit's poster, whole. In the corner: to kmsdrm QEMU's tablet is no
        touchscreen, and SDL takes what it tells, which goes up to 32767, for pixels."""
        test = self.test
        wanted = test.programs.render("exit", test.folders(), test.mm, test.date)["exit"]
        corner = [extent - 1 for extent in SIZE]
        self.machine.point(*corner)
        for _ in range(PRESSES):
            test.poster()
            self.machine.touch_down(*corner)
            began = self.machine.touch_up()
            wait_for("quick exit's poster", lambda: self.machine.picture() == wanted, between_s=0)
            self.results[name]["press"].append((time.monotonic() - began) * 1000)

    def measure(self):
        missing = set()
        for _ in range(TURNS):
            for name in SESSIONS:
                if name in missing:
                    continue
                if not self.start(name):
                    missing.add(name)
                    continue
                self.test.poster(shot=f"session-{name}")
                self.presses(name)
                self.loop(name)
        self.tell()
        if SESSIONS[0] in missing:
            raise Fault("the usual session doesn't start")

    def tell(self):
        self.test.say(f"{'session':15}{'kiosk, % of a CPU':>20}{'machine, %':>12}{'first picture, s':>18}{'press, ms':>11}{'peak, MB':>10}")
        for name, found in self.results.items():
            if not found["kiosk"]:
                continue
            middle = {key: statistics.median(values) for key, values in found.items() if values}
            self.test.say(f"{name:15}{middle['kiosk']:20.1f}{middle['machine']:12.1f}{middle['first']:18.1f}"
                          f"{middle.get('press', 0):11.0f}{middle['peak']:10.0f}")
