# SPDX-License-Identifier: MIT
"""What happens to a PC in a school: cables come out, somebody presses the power button, a disk rots. Each part says what then must
stand on the screen."""

import json
import subprocess
import time

from qemu import BETWEEN_S, Fault, wait_for

OFF_S = 5  # how long a cable is out


class Trouble:
    def __init__(self, test):
        self.test, self.machine = test, test.machine

    def kiosk_is(self, before):
        """The same process as before: nothing of this is a reason to start again."""
        after = self.test.kiosk()
        if (after["MainPID"], after["NRestarts"]) != (before["MainPID"], before["NRestarts"]):
            raise Fault(f"the kiosk ended: {before} {after}")

    def wait_s(self, seconds):
        end = time.monotonic() + seconds
        wait_for("the time", lambda: time.monotonic() >= end)

    # ---- Cables ----

    def display(self):
        """The screen's cable comes out and in again, twice: the loop is there, and another poster follows."""
        before = self.test.kiosk()
        for _ in range(2):
            if self.machine.ask("display off") != ["disconnected"]:
                raise Fault("the screen can't be taken away")
            self.wait_s(OFF_S)
            if self.machine.ask("display detect") != ["connected"]:
                raise Fault("the screen can't be put back")
            self.test.poster("after-display")
        first = self.machine.picture()
        wait_for("another poster", lambda: self.machine.picture() != first and self.test.poster())
        self.kiosk_is(before)
        self.test.say("display: out and in, the loop goes on in the same process")

    def touches_help(self):
        """Whether a finger on a poster's Help leads there."""
        test = self.test
        visit, x, y = test.help_visit()
        test.poster()
        self.machine.touch(x, y)
        visit.wait("after-touch")
        visit.press("exit", wait=False)
        test.poster()

    def glass(self):
        """The touchscreen's cable: posters without it, Help with it."""
        before = self.test.kiosk()
        self.machine.pull_glass_out()
        self.wait_s(OFF_S)
        self.test.poster()
        self.machine.plug_glass_in()
        self.wait_s(OFF_S)
        self.touches_help()
        self.kiosk_is(before)
        self.test.say("touchscreen: out and in, and a finger leads to Help")

    # ---- Power and disk ----

    def power_button(self):
        began = time.monotonic()
        self.machine.tell("system_powerdown")
        end = began + 120
        while self.machine.process.poll() is None:
            if time.monotonic() > end:
                raise Fault("the power button does nothing")
            time.sleep(BETWEEN_S)
        self.test.say(f"power button: off after {time.monotonic() - began:.0f} s")

    def broken_data(self):
        """The data's partition full of rubbish, where its superblocks were: nothing of it can be mounted."""
        self.machine.off()
        table = json.loads(subprocess.run(["sfdisk", "--json", self.test.image], capture_output=True, check=True).stdout)
        start = table["partitiontable"]["partitions"][3]["start"] * 512
        words = [word for at in range(0, 1024, 64) for word in ("-c", f"write -q -P 0x5a {start + (at << 20)} 64M")]
        subprocess.run(["qemu-io", "-f", "qcow2", *words[:2 * 16], self.machine.disk], check=True, stdout=subprocess.DEVNULL)
        self.test.power_on()
        began = time.monotonic()
        self.test.first_screen("broken-data")
        self.test.say(f"broken data: the first screen after {time.monotonic() - began:.0f} s, from a folder in memory")
