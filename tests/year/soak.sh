#!/bin/sh
# SPDX-License-Identifier: MIT
# soak.sh CHASQUI WORK [MINUTES [SEED]]: a kiosk in real time (60 minutes) on Xvfb, touched by xdotool, under heaptrack: by
# hand. WORK/minutes has a line for each minute (RSS and own memory in kB, descriptors), WORK/heap what was given out by when
# (massif's format), and what is printed at the end are the peak of the heap and its growth over the second half.
set -eu

chasqui=$(realpath "$1")
minutes=${3-60}
seed=${4-1}
here=$(cd "$(dirname "$0")" && pwd)
for tool in Xvfb xdotool heaptrack heaptrack_print; do
    command -v "$tool" >/dev/null || { echo "$tool is missing: apt install xvfb xdotool heaptrack" && exit 77; }
done
rm -rf "$2"
mkdir -p "$2"
cd "$2"
Xvfb -displayfd 3 -screen 0 1280x720x24 -nolisten tcp >/dev/null 2>&1 3>display &
server=$!
kiosk=
trap 'kill "$server" $kiosk 2>/dev/null || :' EXIT
trap 'exit 1' INT TERM
until [ -s display ]; do
    kill -0 "$server"
    sleep 0.1
done
DISPLAY=:$(cat display)
SDL_VIDEODRIVER=x11
SDL_AUDIODRIVER=dummy
export DISPLAY SDL_VIDEODRIVER SDL_AUDIODRIVER
heaptrack -o trace "$chasqui" run --pack "$here/../../content/colombia" >said 2>&1 &
tracer=$!
until kiosk=$(pgrep -P "$tracer" -x chasqui); do
    kill -0 "$tracer"
    sleep 0.1
done

# A touch every few seconds; after some of them nobody does for longer than it takes to be forgotten.
end=$(($(date +%s) + minutes * 60))
minute=$(date +%s)
while [ "$(date +%s)" -lt "$end" ]; do
    seed=$(((seed * 1103515245 + 12345) % 2147483648))
    xdotool mousemove $((seed / 7 % 1280)) $((seed / 8191 % 720)) mousedown 1 sleep 0.1 mouseup 1
    if [ $((seed / 65536 % 20)) = 0 ]; then sleep 85; else sleep $((1 + seed / 1024 % 4)); fi
    if [ "$(date +%s)" -ge "$minute" ]; then
        minute=$((minute + 60))
        awk -v n="$(find "/proc/$kiosk/fd" -mindepth 1 | wc -l)" '/^Rss:/ { rss = $2 } /^Pss_Anon:|^Pss_Shmem:/ { own += $2 }
            END { print rss, own, n }' "/proc/$kiosk/smaps_rollup" >>minutes
    fi
done
kill -TERM "$kiosk"
status=0
wait "$tracer" || status=$?
heaptrack_print -f "$(ls trace*)" -M heap >report 2>&1
grep '^peak heap\|^total memory leaked\|^total runtime' report
# Near the end is not at it: there everything was given back.
awk -F= '/^time=/ { t = $2 } /^mem_heap_B=/ { at[n] = t; heap[n++] = $2 }
    function when(share,    i) { for (i = n - 1; i > 0 && at[i] > at[n - 1] * share; i--); return heap[i] }
    END { print "heap at half time", when(0.5), "B, near the end", when(0.95), "B" }' heap
awk '{ rss[NR] = $1; own[NR] = $2; n[NR] = $3 }
    END {
        h = int(NR / 2) + 1
        print "over the second half: RSS kB", rss[h], "->", rss[NR], " own kB", own[h], "->", own[NR],
            " descriptors", n[h], "->", n[NR]
    }' minutes
echo "ended with status $status, and said $(wc -c <said) bytes"
