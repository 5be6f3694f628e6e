#!/bin/sh
# SPDX-License-Identifier: MIT
# import.sh CHASQUICTL WORK [RUNS]: an import of 1 GiB (WAV narration and 40 pictures) against `cp -r; sync; sha256sum` of the
# same folder, by turns, on the disk of WORK. Prints seconds of each, the medians, their ratio, and the import's peak memory.
# Needs 5 GiB there, ImageMagick for the pictures, and GNU time.
set -eu
chasquictl=$1
work=$2
runs=${3-5}
here=$(cd "$(dirname "$0")" && pwd)
sh "$here/make_large.sh" "$chasquictl" "$work"
cd "$work"
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
rm -f hand folder file peaks
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
