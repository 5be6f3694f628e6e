# SPDX-License-Identifier: MIT
"""Measures any full-screen X program from outside: each run has an Xvfb of its own, and ends only what it started.

    run = Run(probe, command)          # {tmp} in the command is a fresh folder
    with run:                          # start to first full picture: run.start, in ms
        run.load(seconds)              # CPU s per minute, wake-ups per second, PSS in MB, of all its processes
        run.rate(seconds)              # updates per second while the picture moves
        run.press(x, y, ...)           # edge to changed pixel, ms
"""
import json
import os
import shutil
import signal
import subprocess
import tempfile
import time

SIZE = "1920x1080"


def read(path):
    try:
        with open(path) as f:
            return f.read()
    except OSError:
        return ""


def busy_cores(seconds=0.6):
    """How many cores the whole machine keeps busy."""

    def ticks():
        fields = [int(n) for n in read("/proc/stat").split("\n")[0].split()[1:9]]
        return sum(fields), fields[3] + fields[4]

    (total, idle) = ticks()
    time.sleep(seconds)
    (total2, idle2) = ticks()
    return (1 - (idle2 - idle) / max(1, total2 - total)) * os.cpu_count()


def wait_for_quiet(seconds, limit=0.25):
    """Neighbours on the machine spoil times: waits for quiet, and tells how quiet it became."""
    end = time.monotonic() + seconds
    busy = busy_cores()
    while busy > limit and time.monotonic() < end:
        busy = busy_cores()
    return busy


def process_tree(root):
    """The process, its descendants, and those of its session that were handed to another parent."""
    children, sessions = {}, {}
    for name in filter(str.isdigit, os.listdir("/proc")):
        stat = read(f"/proc/{name}/stat")
        if stat:
            fields = stat.rsplit(")", 1)[1].split()
            children.setdefault(int(fields[1]), []).append(int(name))
            sessions[int(name)] = int(fields[3])
    found, stack = [], [root]
    while stack:
        pid = stack.pop()
        found.append(pid)
        stack += children.get(pid, [])
    found += [pid for pid, session in sessions.items() if session == root and pid not in found]
    return [pid for pid in found if os.path.exists(f"/proc/{pid}")]


def counters(pids):
    """Per thread: nanoseconds on a CPU, and voluntary context switches (wake-ups)."""
    out = {}
    for pid in pids:
        try:
            threads = os.listdir(f"/proc/{pid}/task")
        except OSError:
            continue
        for thread in threads:
            sched = read(f"/proc/{pid}/task/{thread}/schedstat").split()
            status = read(f"/proc/{pid}/task/{thread}/status").splitlines()
            switches = [int(line.split()[1]) for line in status if line.startswith("voluntary_ctxt")]
            if sched and switches:
                out[pid, thread] = (int(sched[0]), switches[0])
    return out


def pss_mb(pids):
    kb = 0
    for pid in pids:
        for line in read(f"/proc/{pid}/smaps_rollup").splitlines():
            if line.startswith("Pss:"):
                kb += int(line.split()[1])
    return kb / 1024


def end_tree(root):
    for sig in (signal.SIGTERM, signal.SIGKILL):
        alive = process_tree(root)
        for pid in alive:
            try:
                os.kill(pid, sig)
            except OSError:
                pass
        for _ in range(20):
            alive = [p for p in alive if ") Z " not in (read(f"/proc/{p}/stat") or ") Z ")]
            if not alive:
                return
            time.sleep(0.1)


class Failed(Exception):
    pass


class Run:
    def __init__(self, probe, command, quiet_s=30):
        self.probe_path, self.command, self.quiet_s = probe, command, quiet_s

    def __enter__(self):
        self.busy_before = wait_for_quiet(self.quiet_s)
        self.frame_dir = tempfile.mkdtemp(prefix="bench", dir="/dev/shm")
        self.tmp = tempfile.mkdtemp(prefix="bench")
        self.pid = None
        self.xvfb = None
        try:
            self._start_xvfb()
            command = [word.replace("{tmp}", self.tmp) for word in self.command]
            log = os.path.join(self.tmp, "log")
            self.first = self._probe("start", "--log", log, "--", *command)
            self.pid = self.first["pid"]
            if "error" in self.first:
                raise Failed(f"{' '.join(command)}: {self.first['error']}\n{read(log)}")
            self.start = self.first["full_ms"]
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        if self.pid:
            end_tree(self.pid)
        if self.xvfb:
            self.xvfb.terminate()
            self.xvfb.wait()
        shutil.rmtree(self.frame_dir, ignore_errors=True)
        shutil.rmtree(self.tmp, ignore_errors=True)

    def _start_xvfb(self):
        r, w = os.pipe()
        self.xvfb = subprocess.Popen(
            ["Xvfb", "-displayfd", str(w), "-screen", "0", SIZE + "x24", "-fbdir", self.frame_dir, "-nolisten", "tcp",
             "-noreset", "-s", "0"], pass_fds=[w], stderr=subprocess.DEVNULL)
        os.close(w)
        display = b""
        while not display.endswith(b"\n"):  # Xvfb dies when the pipe closes between its two writes
            chunk = os.read(r, 16)
            if not chunk:
                raise Failed("Xvfb did not start")
            display += chunk
        os.close(r)
        self.env = dict(os.environ, DISPLAY=":" + display.decode().strip())
        self.env.pop("WAYLAND_DISPLAY", None)
        self.frame = os.path.join(self.frame_dir, "Xvfb_screen0")
        for _ in range(100):
            if os.path.exists(self.frame) and os.path.getsize(self.frame) > 1000000:
                break
            time.sleep(0.05)
        time.sleep(0.2)

    def _probe(self, *args):
        done = subprocess.run([self.probe_path, self.frame, *args], env=self.env, capture_output=True, text=True)
        if not done.stdout:
            raise Failed(f"fbprobe {args[0]}: {done.stderr or done.returncode}")
        return json.loads(done.stdout)

    def load(self, seconds, settle_s=3):
        time.sleep(settle_s)
        before, began = counters(process_tree(self.pid)), time.monotonic()
        time.sleep(seconds)
        took = time.monotonic() - began
        pids = process_tree(self.pid)
        after = counters(pids)
        cpu, wakes = (sum(v[i] - before.get(k, (0, 0))[i] for k, v in after.items()) for i in (0, 1))
        return {"cpu_s_per_min": cpu / 1e9 * 60 / took, "wakes_per_s": wakes / took, "pss_mb": pss_mb(pids)}

    def rate(self, seconds):
        return self._probe("rate", "--seconds", str(seconds))

    def press(self, x, y, *options):
        return self._probe("press", str(x), str(y), *options)
