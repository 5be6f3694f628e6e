# SPDX-License-Identifier: MIT
"""watchdog.py SESSION CHASQUI CHECKOUT: the kiosk as systemd sees it.

Started as the service starts it, under something that plays cage, it says READY=1 and then gives signs of life, although
WATCHDOG_PID names the process that became cage. When the thread of the loop is held, and no other, the signs end; when it is
let go, they come again. So it is the loop that gives them.
"""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import tempfile

session, chasqui, checkout = (os.path.abspath(path) for path in sys.argv[1:4])
PERIOD_US = 300000  # a third of it apart
PATIENCE_S = 60  # until it is given up; nothing is concluded from how long anything took

SEIZE, INTERRUPT, DETACH = 0x4206, 0x4207, 17
libc = ctypes.CDLL(None, use_errno=True)
libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]


def ptrace(request, thread):
    if libc.ptrace(request, thread, None, None) != 0:
        sys.exit(f"ptrace: {os.strerror(ctypes.get_errno())}")


def next_word(manager, wanted):
    """Reads on until it is said; whatever else there is comes back."""
    manager.settimeout(PATIENCE_S)
    others = []
    while True:
        try:
            word = manager.recv(4096).decode()
        except socket.timeout:
            sys.exit(f"{wanted} was never said; heard: {others}")
        if word == wanted:
            return others
        others.append(word)


def empty(manager):
    manager.setblocking(False)
    try:
        while True:
            manager.recv(4096)
    except BlockingIOError:
        pass


def is_silent(manager, seconds):
    manager.settimeout(seconds)
    try:
        return manager.recv(4096) == b""
    except socket.timeout:
        return True


def process_of(name, within):
    """The process of that name in a session (setsid) of ours."""
    for entry in os.listdir("/proc"):
        try:
            if entry.isdigit() and os.getsid(int(entry)) == within and os.readlink(f"/proc/{entry}/exe") == name:
                return int(entry)
        except OSError:
            pass
    sys.exit(f"{name} doesn't run")


def write(path, text, mode=0o644):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    os.chmod(path, mode)


with tempfile.TemporaryDirectory() as work:
    os.chmod(work, 0o755)
    os.makedirs(f"{work}/bin")
    write(f"{work}/bin/cage", '#!/bin/sh\nwhile [ "$1" != -- ]; do shift; done\nshift\n"$@" &\nwait\n', 0o755)
    write(f"{work}/bin/Xwayland", "#!/bin/sh\n", 0o755)
    write(f"{work}/kiosk.yaml", "country: CO\n")
    os.makedirs(f"{work}/root/sys/class/drm/card0-X-1")
    write(f"{work}/root/sys/class/drm/card0-X-1/status", "connected\n")
    os.symlink("/usr", f"{work}/root/usr")
    manager = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    manager.bind(f"{work}/notify")
    os.chmod(f"{work}/notify", 0o777)
    environment = dict(
        os.environ, PATH=f"{work}/bin:{os.path.dirname(chasqui)}:{os.environ['PATH']}", NOTIFY_SOCKET=f"{work}/notify",
        WATCHDOG_USEC=str(PERIOD_US), SDL_VIDEODRIVER="dummy", SDL_AUDIODRIVER="dummy", LC_ALL="C")
    as_user = []
    if os.getuid() == 0:  # cage refuses root
        as_user = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--inh-caps=+dac_override",
                   "--ambient-caps=+dac_override"]
    kiosk = subprocess.Popen(
        as_user + ["sh", "-c", 'WATCHDOG_PID=$$ exec "$@"', "sh", session, "--config", f"{work}/kiosk.yaml", "--root", f"{work}/root"],
        env=environment, cwd=checkout, start_new_session=True, stderr=open(f"{work}/said", "w", encoding="utf-8"))
    try:
        before = next_word(manager, "READY=1")
        if any(word.startswith("WATCHDOG") for word in before):
            sys.exit("a sign of life came before there was anything to see")
        for _ in range(4):
            next_word(manager, "WATCHDOG=1")
        loop = process_of(chasqui, kiosk.pid)
        # The first thread alone: a thread beside it would go on.
        ptrace(SEIZE, loop)
        ptrace(INTERRUPT, loop)
        os.waitpid(loop, 0x40000000)  # __WALL
        empty(manager)
        # Three times as long as it may be silent. If it isn't, that is seen whatever else the machine does.
        if not is_silent(manager, 3 * PERIOD_US / 1e6):
            sys.exit("a loop that is held gives signs of life")
        ptrace(DETACH, loop)
        next_word(manager, "WATCHDOG=1")
        # Told to end, it says that it does.
        os.kill(loop, signal.SIGTERM)
        next_word(manager, "STOPPING=1")
        kiosk.wait(PATIENCE_S)
    except SystemExit:
        with open(f"{work}/said", encoding="utf-8") as said:
            sys.stderr.write(said.read())
        raise
    finally:
        try:
            os.killpg(kiosk.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        kiosk.wait()
print("signs of life come from the loop, and from nothing else")
