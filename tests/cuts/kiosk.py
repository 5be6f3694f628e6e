# SPDX-License-Identifier: MIT
"""A kiosk that is started with a store, on SDL's dummy video driver."""

import os
import signal
import socket
import subprocess

PATIENCE_S = 60  # until it is given up


def wait_ready(manager):
    """Whether it says that there is something to see, as it does to systemd."""
    manager.settimeout(PATIENCE_S)
    try:
        while manager.recv(4096) != b"READY=1":
            pass
    except socket.timeout:
        return False
    return True


def shown_packs(process, store):
    """The packs whose index it has mapped."""
    found = set()
    with open(f"/proc/{process}/maps", encoding="utf-8", errors="replace") as maps:
        for line in maps:
            _, inside, rest = line.partition(f"{os.path.realpath(store)}/packs/")
            if inside:
                found.add(rest.split("/")[0])
    return found


def end(kiosk):
    kiosk.send_signal(signal.SIGTERM)
    try:
        kiosk.wait(PATIENCE_S)
    except subprocess.TimeoutExpired:
        kiosk.kill()
        kiosk.wait()


def judge_start(programs, store, packs, work):
    """Starts it: it must show these packs, and have nothing to say."""
    address = f"{work}/notify"
    if os.path.exists(address):
        os.remove(address)
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager, open(f"{work}/said", "wb+") as said:
        manager.bind(address)
        environment = dict(os.environ, NOTIFY_SOCKET=address, SDL_VIDEODRIVER="dummy", SDL_AUDIODRIVER="dummy", LC_ALL="C")
        with subprocess.Popen([programs.chasqui, "run", "--store", store, "--trust", programs.trust, "--country", "CO",
                               "--windowed=480x320"], env=environment, stdin=subprocess.DEVNULL, stderr=said) as kiosk:
            ready = wait_ready(manager)
            shown = shown_packs(kiosk.pid, store) if ready else set()
            end(kiosk)
        said.seek(0)
        told = said.read().decode(errors="replace").strip()
    faults = [] if ready else ["the kiosk shows nothing"]
    if ready and shown != set(packs):
        faults.append(f"the kiosk shows {sorted(shown)} and not {sorted(packs)}")
    return faults + ([f"the kiosk says: {told}"] if told else [])
