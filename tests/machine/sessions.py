# SPDX-License-Identifier: MIT
"""What each session costs on a machine without a GPU: the processor's time in the loop, the first picture, a press to its pixels.

All of them on one machine, started once, in turns, so that what else the host does meets each of them alike.
"""

import statistics
import time

from qemu import Fault, wait_for

SESSIONS = ("cage-xwayland", "cage-wayland", "kmsdrm", "xorg")
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
            self.test.say(f"{name}: doesn't start here: {said}")
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
        """From a finger's lifting to the first picture of the screen that shows Help whole."""
        test = self.test
        for _ in range(PRESSES):
            visit, x, y = test.help_visit()
            test.poster()
            self.machine.touch_down(x, y)
            began = self.machine.touch_up()
            wait_for("Help", lambda: visit.stands(self.machine.picture()), between_s=0)
            self.results[name]["press"].append((time.monotonic() - began) * 1000)
            visit.press("exit", wait=False)
            test.poster()

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
        if "cage-xwayland" in missing:
            raise Fault("the usual session doesn't start")

    def tell(self):
        self.test.say(f"{'session':15}{'kiosk, % of a CPU':>20}{'machine, %':>12}{'first picture, s':>18}{'press, ms':>11}{'peak, MB':>10}")
        for name, found in self.results.items():
            if not found["kiosk"]:
                continue
            middle = {key: statistics.median(values) for key, values in found.items() if values}
            self.test.say(f"{name:15}{middle['kiosk']:20.1f}{middle['machine']:12.1f}{middle['first']:18.1f}"
                          f"{middle.get('press', 0):11.0f}{middle['peak']:10.0f}")
