# SPDX-License-Identifier: MIT
"""A PC without KVM, as QEMU plays it: its power, its screen, its keys, what touches it, and its USB sockets.

Nothing here waits for a time to pass: whatever is waited for is asked for again until it is there, or until PATIENCE_S is over,
which is long, since nothing but a fault is concluded from it.
"""

import json
import os
import socket
import subprocess
import time

PATIENCE_S = 900
BETWEEN_S = 0.2  # two looks
FINGER_S = 0.12  # how long a finger stays, and is gone: what comes faster, libinput takes for a switch that chatters
FIRMWARE = "/usr/share/OVMF"
SIZE = (1280, 720)  # fewer pixels than most screens have: without KVM each one costs
CLOCK = "2026-12-01T09:00:00"  # a Tuesday


class Fault(Exception):
    """What the test is about doesn't hold."""


def wait_for(what, ready, patience_s=PATIENCE_S, between_s=BETWEEN_S):
    """The first true answer of ready()."""
    end = time.monotonic() + patience_s
    while True:
        answer = ready()
        if answer:
            return answer
        if time.monotonic() > end:
            raise Fault(f"waited {patience_s} s for {what}")
        time.sleep(between_s)


class Line:
    """A socket of QEMU's, read line by line."""

    def __init__(self, path):
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.socket.connect(path)
        self.socket.settimeout(PATIENCE_S)
        self.file = self.socket.makefile("rwb", buffering=0)

    def write(self, text):
        self.file.write(text.encode() + b"\n")

    def read(self):
        line = self.file.readline()
        if not line:
            raise Fault("QEMU ended")
        return line.decode(errors="replace").rstrip("\r\n")


class Machine:
    """A PC whose only disk is the file `disk` (qcow2). `work` gets its sockets and its serial log."""

    def __init__(self, disk, work, uefi=False):
        self.disk, self.work, self.uefi = disk, work, uefi
        self.process = self.monitor = self.port = None
        self.began = 0.0

    def arguments(self):
        if self.uefi:
            subprocess.run(["cp", f"{FIRMWARE}/OVMF_VARS_4M.fd", f"{self.work}/vars.fd"], check=True)
        firmware = [
            "-drive", f"if=pflash,unit=0,format=raw,readonly=on,file={FIRMWARE}/OVMF_CODE_4M.fd",
            "-drive", f"if=pflash,unit=1,format=raw,file={self.work}/vars.fd"] if self.uefi else []
        return ["qemu-system-x86_64", "-nodefaults", "-no-user-config", "-machine", "pc", "-accel", "tcg,thread=multi",
                "-cpu", "Nehalem", "-smp", "2", "-m", "1024", "-display", "none", "-nic", "none",
                "-rtc", f"base={CLOCK},clock=vm",
                "-device", f"virtio-vga,xres={SIZE[0]},yres={SIZE[1]}",
                "-device", "ahci,id=ahci",
                "-drive", f"file={self.disk},if=none,id=disk,format=qcow2,cache=writeback",
                "-device", "ide-hd,drive=disk,bus=ahci.0",
                "-device", "qemu-xhci,id=usb", "-device", "usb-tablet,bus=usb.0,id=glass", "-device", "usb-kbd,bus=usb.0",
                "-serial", f"file:{self.work}/serial.log",
                "-device", "virtio-serial", "-chardev", f"socket,id=port,path={self.work}/port,server=on,wait=off",
                "-device", "virtserialport,chardev=port,name=chasqui.test",
                "-qmp", f"unix:{self.work}/qmp,server=on,wait=off"] + firmware

    def power_on(self):
        for name in ("qmp", "port"):
            if os.path.exists(f"{self.work}/{name}"):
                os.unlink(f"{self.work}/{name}")
        self.began = time.monotonic()
        with open(f"{self.work}/qemu.log", "ab") as log:
            self.process = subprocess.Popen(self.arguments(), stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        wait_for("QEMU", lambda: self.is_on() and os.path.exists(f"{self.work}/qmp"), 60)
        self.monitor = Line(f"{self.work}/qmp")
        self.monitor.read()  # its greeting
        self.tell("qmp_capabilities")
        self.port = None

    def is_on(self):
        if self.process.poll() is not None:
            with open(f"{self.work}/qemu.log", encoding="utf-8", errors="replace") as log:
                raise Fault(f"QEMU ended by itself: {log.read()[-2000:]}")
        return True

    def pull_the_plug(self):
        """No program in it is told; what it has not written is lost."""
        self.process.kill()
        self.process.wait()

    def runs(self):
        return self.process is not None and self.process.poll() is None

    def off(self):
        if self.runs():
            self.pull_the_plug()

    # ---- The monitor ----

    def tell(self, command, **arguments):
        self.monitor.write(json.dumps({"execute": command, "arguments": arguments}))
        while True:
            said = json.loads(self.monitor.read())
            if "error" in said:
                raise Fault(f"{command}: {said['error']['desc']}")
            if "return" in said:
                return said["return"]

    def picture(self):
        """What is on its screen: width, height, and three bytes a pixel."""
        path = f"{self.work}/screen.ppm"
        self.tell("screendump", filename=path)
        with open(path, "rb") as file:
            kind, size, depth = (file.readline() for _ in range(3))
            width, height = map(int, size.split())
            pixels = file.read()
        if kind != b"P6\n" or depth != b"255\n" or len(pixels) != width * height * 3:
            raise Fault("QEMU's picture of the screen can't be read")
        return width, height, pixels

    def keys(self, *names):
        """Pressed together, and let go."""
        self.tell("send-key", keys=[{"type": "qcode", "data": name} for name in names])

    def point(self, x, y):
        events = [{"type": "abs", "data": {"axis": axis, "value": int((at + 0.5) * 32768 / extent)}}
                  for axis, at, extent in (("x", x, SIZE[0]), ("y", y, SIZE[1]))]
        self.tell("input-send-event", events=events)

    def press(self, down):
        self.tell("input-send-event", events=[{"type": "btn", "data": {"button": "left", "down": down}}])

    def touch_down(self, x, y):
        self.point(x, y)
        self.press(True)
        time.sleep(FINGER_S)

    def touch_up(self):
        """When that was."""
        now = time.monotonic()
        self.press(False)
        return now

    def touch(self, x, y):
        self.touch_down(x, y)
        self.touch_up()
        time.sleep(FINGER_S)

    # ---- USB ----

    def plug_stick_in(self, image):
        self.tell("blockdev-add", **{"node-name": "stick", "driver": "raw", "read-only": True,
                                     "file": {"driver": "file", "filename": image, "read-only": True}})
        self.tell("device_add", driver="usb-storage", id="stick-device", drive="stick", bus="usb.0")

    def pull_stick_out(self):
        self.tell("device_del", id="stick-device")

        def gone():
            try:
                self.tell("blockdev-del", **{"node-name": "stick"})
                return True
            except Fault:
                return False
        wait_for("the stick's end", gone, 60)

    def plug_glass_in(self):
        self.tell("device_add", driver="usb-tablet", id="glass", bus="usb.0")

    def pull_glass_out(self):
        self.tell("device_del", id="glass")

    # ---- The port of test images ----

    def ask(self, word):
        """What packaging/image/test answers to a word. It may only be asked once the machine is up."""
        if not self.port:
            self.port = Line(f"{self.work}/port")
        self.port.write(word)
        lines = []
        while True:
            line = self.port.read()
            if line == ".":
                return lines
            lines.append(line)
