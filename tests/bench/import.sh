#!/bin/sh
# SPDX-License-Identifier: MIT
# import.sh CHASQUICTL WORK [RUNS]: an import of 1 GiB (WAV narration and 40 pictures) against `cp -r; sync; sha256sum` of the
# same folder, by turns, on the disk of WORK. Prints seconds of each, the medians, their ratio, and the import's peak memory.
# Needs 4 GiB there, python3 with Pillow for the pictures, and GNU time.
set -eu
chasquictl=$1
work=$2
runs=${3-5}
here=$(cd "$(dirname "$0")" && pwd)
rm -rf "$work"
mkdir -p "$work/trust"
cd "$work"
cp "$here"/../packs/keys/* .
chmod 600 ./*.key
cp red.pub trust/
cp -R "$here/../check/base" pack
mkdir pack/sounds
python3 - <<'P'
import os, random, struct
from PIL import Image
random.seed(1)
for i in range(40):
    image = Image.effect_noise((320, 180), 60).resize((1920, 1080), Image.BICUBIC).convert("RGB")
    image.save(f"pack/pictures/foto-{i}.jpg", quality=88)
# 40 messages of 26 MB of narration each
text = open("pack/messages/uno.es.md").read()
english = open("pack/messages/uno.en.md").read()
size = (1 << 30) // 40
for i in range(40):
    body = text.replace("sol.svg", f"foto-{i}.jpg").replace("# Puedes", f"# {i + 1} Puedes" if False else "# Puedes")
    open(f"pack/messages/m{i}.es.md", "w").write(body)
    open(f"pack/messages/m{i}.en.md", "w").write(english)
    data = os.urandom(1 << 20) * (size >> 20)
    with open(f"pack/sounds/m{i}.es.wav", "wb") as f:
        f.write(b"RIFF" + struct.pack("<I", 36 + len(data)) + b"WAVEfmt " + struct.pack("<IHHIIHH", 16, 1, 1, 48000, 96000, 2, 16))
        f.write(b"data" + struct.pack("<I", len(data)) + data)
P
"$chasquictl" pack pack -o pack.chasqui --key red.key --date 2026-11-22 >/dev/null 2>told || { cat told; exit 1; }
rm -rf pack && mkdir pack && unzip -qo pack.chasqui -d pack
du -sm pack
sync
cat pack/*/* pack/pack.yaml pack.chasqui >/dev/null # both read from memory: a stick's speed is neither's merit

seconds() { date +%s.%N; }
once() {
    from=$(seconds)
    "$@"
    echo "$(seconds) $from" | awk '{ printf "%.2f\n", $1 - $2 }'
}
by_hand() { cp -r pack copy && sync && find copy -type f -exec sha256sum {} + >/dev/null; }
import() { /usr/bin/time -f %M -o peak "$chasquictl" import --store store --trust trust --date 2026-11-22 "$1" >/dev/null 2>told || cat told; }
median() { sort -n "$1" | awk '{ a[NR] = $1 } END { print a[int((NR + 1) / 2)] }'; }
: >hand >folder >file >peaks
i=0
while [ $i -lt "$runs" ]; do
    once by_hand >>hand
    rm -rf copy && sync
    once import pack >>folder
    cat peak >>peaks
    rm -rf store && sync
    once import pack.chasqui >>file
    cat peak >>peaks
    rm -rf store && sync
    i=$((i + 1))
done
paste hand folder file
echo "$(median hand) $(median folder) $(median file)" |
    awk '{ printf "cp; sync; sha256sum %.2f s; import of the folder %.2f s (%.2f), of the file %.2f s (%.2f)\n", $1, $2, $2 / $1, $3, $3 / $1 }'
echo "peak memory: $(sort -n peaks | tail -n 1) kB"
