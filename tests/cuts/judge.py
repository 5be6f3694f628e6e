# SPDX-License-Identifier: MIT
"""Whether a disk after a cut is one that a kiosk can go on with: the file system mends itself by its journal, and what the
programs find is the old or the new, whole."""

import hashlib
import os
import re
import shutil
import subprocess

import kiosk
from states import below, generation_of

FILES = ("settings", "pin", "pin.failures", "counts.txt", "counts.state", "current")
FOLDERS = ("site",)
DATE = "2026-12-01"
SUPERBLOCK = "packaging/image/root/usr/lib/chasqui/superblock.sh"


def run(*words):
    """Its exit status, and what it said."""
    ended = subprocess.run(words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                           env=dict(os.environ, LC_ALL="C"), check=False)
    return ended.returncode, ended.stdout.decode(errors="replace").strip()


def short(said):
    lines = said.splitlines()
    return " / ".join(lines[:3]) + (f" / (and {len(lines) - 3} more lines)" if len(lines) > 3 else "")


def read_tree(folder):
    """A hash for each file."""
    found = {}
    for parent, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(parent, name)
            with open(path, "rb") as file:
                found[os.path.relpath(path, folder)] = hashlib.sha256(file.read()).hexdigest()
    return found


# ---- The file system ----


def mend(programs, image):
    """What the image does at a start, by itself and without a question; then nothing may be wrong any more."""
    status, said = run("sh", programs.superblock, image) if programs.superblock else (0, "")
    if status & ~3:
        return [f"the superblock's e2fsck ends with {status}: {short(said)}"]
    status, said = run("e2fsck", "-p", image)
    if status & ~1:
        return [f"e2fsck -p ends with {status}: {short(said)}"]
    status, said = run("e2fsck", "-f", "-n", image)
    return [f"after e2fsck -p the file system is not in order: {short(said)}"] if status else []


def take_out(image, store):
    """Copies what is in the image, without mounting it: that needs no rights and no kernel."""
    os.mkdir(store)
    _, said = run("debugfs", "-R", f"rdump / {store}", image)
    said = "\n".join(line for line in said.splitlines() if not line.startswith("debugfs "))
    lost = os.listdir(f"{store}/lost+found")
    shutil.rmtree(f"{store}/lost+found")
    faults = [f"debugfs can't read all of it: {short(said)}"] if said else []
    return faults + ([f"{len(lost)} files have lost their names"] if lost else [])


# ---- What is kept ----


def judge_kept(found, states):
    """Settings and the like: each is as in one of the states."""
    faults = [f"{path} is neither old nor new" for path in FILES
              if found.get(path) not in [state.get(path) for state in states]]
    faults += [f"{folder} is neither old nor new" for folder in FOLDERS
               if below(found, folder) not in [below(state, folder) for state in states]]
    return faults


def packs_of(store, number):
    with open(f"{store}/generations/{number}", encoding="utf-8") as file:
        return [line.split()[1] for line in file if line.startswith("pack ")]


def judge_shown(store, found, states, said):
    """The generation that a kiosk shows is one of the states', and every file of it is as it was."""
    shown = re.search(r"^the kiosk shows generation (\d+)$", said, re.MULTILINE)
    if not shown:
        return [f"it shows something else: {short(said)}"], None
    number = int(shown[1])
    state = next((state for state in states if generation_of(state) == number), None)
    if state is None:
        may = " or ".join(str(generation_of(state)) for state in states)
        return [f"it shows generation {number}, which is not {may}"], number
    faults = []
    for folder in [f"packs/{name}" for name in packs_of(store, number)]:
        if below(found, folder) != below(state, folder):
            faults.append(f"{folder} is not as it was")
    if found.get(f"generations/{number}") != state.get(f"generations/{number}"):
        faults.append(f"generations/{number} is not as it was")
    return faults, number


def judge_next(programs, store):
    """The next import works, and leaves nothing lying about."""
    status, said = run(programs.chasqui + "ctl", "import", "--store", store, "--trust", programs.trust,
                       "--date", DATE, programs.next_pack)
    if status:
        return [f"the next import ends with {status}: {short(said)}"]
    faults = ["something is left in staging"] if os.listdir(f"{store}/staging") else []
    named = set()
    for number in os.listdir(f"{store}/generations"):
        named.update(packs_of(store, number))
    left = sorted(named.symmetric_difference(os.listdir(f"{store}/packs")))
    return faults + ([f"{left}: packs that no generation names, or that one lacks"] if left else [])


class Programs:
    """What is asked, and with what."""

    def __init__(self, build, recording, fsck_alone=False):
        house = os.path.dirname(os.path.abspath(__file__)) + "/../.."
        self.superblock = None if fsck_alone else f"{house}/{SUPERBLOCK}"
        self.chasqui = f"{os.path.abspath(build)}/chasqui"
        self.trust = f"{os.path.abspath(recording)}/trust"
        self.next_pack = f"{os.path.abspath(recording)}/next.chasqui"


def judge(programs, image, states, work, start):
    """What is wrong with an image (which is changed), as sentences; none: nothing. `start`: a kiosk is started too."""
    store = f"{work}/store"
    shutil.rmtree(store, ignore_errors=True)
    faults = mend(programs, image)
    if faults:
        return faults
    faults = take_out(image, store)
    found = read_tree(store)
    faults += judge_kept(found, states)
    status, said = run(programs.chasqui + "ctl", "status", "--store", store)
    if status:
        faults.append(f"status ends with {status}: {short(said)}")
    told, number = judge_shown(store, found, states, said)
    faults += told
    if start and not faults:
        faults += kiosk.judge_start(programs, store, packs_of(store, number), work)
    return faults + ([] if faults else judge_next(programs, store))
