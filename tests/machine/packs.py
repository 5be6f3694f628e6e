# SPDX-License-Identifier: MIT
"""What travels on the sticks: Colombia's campaign with another version, a short loop and a first title that tells which it is."""

import os
import random
import re
import shutil
import subprocess
import wave

WORDS = ["cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once", "doce", "trece", "catorce"]
SOUND_BYTES = 6 << 20  # of each of the SOUNDS: an import then takes long enough to be cut
SOUNDS = 6


def _change(path, pattern, by):
    with open(path, encoding="utf-8") as file:
        text = file.read()
    changed, times = re.subn(pattern, by, text, count=1, flags=re.MULTILINE | re.DOTALL)
    assert times == 1, f"{path} has no {pattern}"
    with open(path, "w", encoding="utf-8") as file:
        file.write(changed)


def _write_sound(path, seed):
    with wave.open(path, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(48000)
        sound.writeframes(random.Random(seed).randbytes(SOUND_BYTES))


def make(programs, key, version, heavy):
    """The folder of that version, and its signed file."""
    folder = f"{programs.work}/pack-{version}"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(f"{programs.content}/colombia", folder)
    _change(f"{folder}/pack.yaml", r"^version: \d+$", f"version: {version}")
    _change(f"{folder}/pack.yaml", r"^loop:\n(  - [^\n]*\n)+", "loop: [message/no-es-tu-culpa, message/contarlo-sirvio, help]\n")
    _change(f"{folder}/messages/no-es-tu-culpa.es.md", r"^# No es [^\n]*$", f"# No es tu culpa: **{WORDS[version]}**")
    if heavy:
        os.makedirs(f"{folder}/sounds", exist_ok=True)
        names = sorted(name for name in os.listdir(f"{folder}/messages") if name.endswith(".es.md"))[:SOUNDS]
        for n, name in enumerate(names):
            _write_sound(f"{folder}/sounds/{name[:-3]}.wav", version * 100 + n)
    os.makedirs(f"{programs.work}/stick-{version}", exist_ok=True)
    file = f"{programs.work}/stick-{version}/colombia-{version}.chasqui"
    programs.run("chasquictl", "pack", folder, "-o", file, "--key", key)
    return folder, file


def stick(work, file):
    """A stick as they are sold: one FAT32 partition, here with one file on it."""
    image, start = f"{work}/stick.img", 2048
    size = max(96 << 20, os.path.getsize(file) + (48 << 20)) >> 20
    if os.path.exists(image):
        os.unlink(image)
    subprocess.run(["truncate", "-s", f"{size + 1}M", image], check=True)
    subprocess.run(["sfdisk", "--quiet", image], input=f"start={start}, type=c\n", text=True, check=True)
    subprocess.run(["mkfs.fat", "-F", "32", "-n", "ESCUELA", f"--offset={start}", image, str(size * 1024)], check=True,
                   stdout=subprocess.DEVNULL)
    subprocess.run(["mcopy", "-i", f"{image}@@{start * 512}", file, "::/"], check=True)
    return image
