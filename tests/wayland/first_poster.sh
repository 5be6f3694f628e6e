#!/bin/sh
# SPDX-License-Identifier: MIT
# first_poster.sh wayland|xwayland|x11 CHASQUI PACK WORK: starts the kiosk on a display server without a screen and waits until
# what is shown is the picture that `chasqui render` makes of the loop's first poster, in every pixel.
#
# The glass is an Xvfb both times. For Wayland, cage runs in a window of it (wlroots' X11 backend), so that what is
# looked at is what cage gave to its output. Asking cage itself doesn't do: on a headless output, the frame that
# cage 0.1.4 draws for a screenshot may never be committed, and a poster that stands comes out black.
#
# On failure WORK keeps the poster, what came nearest to it, their difference and what the programs said.
set -eu

server=$1
chasqui=$2
pack=$3
work=$4
size=1024x768 # of wlroots' output in an X11 window
look='--lang es --mm 476 --date 2026-12-01'
patience_s=30

fail() {
    printf 'first_poster: %s\n' "$*" >&2
    for said in "$work"/*.log; do
        [ -s "$said" ] && sed "s|^|${said##*/}: |" "$said" | tail -n 20 >&2
    done
    exit 1
}

needs() {
    command -v "$1" >/dev/null 2>&1 || fail "$1 is missing: apt-get install $2"
}

as_user=
glass_pid=
kiosk_pid=
# Ends what was started, each with its group; after five seconds by force.
# shellcheck disable=SC2317  # called by trap
finish() {
    in_cage_pid=$(cat "$runtime/in-cage" 2>/dev/null || true)
    for pid in $in_cage_pid $kiosk_pid $glass_pid; do
        kill -s TERM -- "-$pid" 2>/dev/null || kill "$pid" 2>/dev/null || continue
        tries=50
        while [ "$tries" -gt 0 ] && [ -d "/proc/$pid" ]; do
            tries=$((tries - 1))
            sleep 0.1
        done
        kill -s KILL -- "-$pid" 2>/dev/null || kill -s KILL "$pid" 2>/dev/null || true
        wait "$pid" 2>/dev/null || true
    done
    rm -rf "$runtime"
}

# cage refuses root. nobody may read what root can, so that a checkout in root's home works too.
use_a_user() {
    [ "$(id -u)" -eq 0 ] || return 0
    as_user='setpriv --reuid=65534 --regid=65534 --clear-groups --inh-caps=+dac_override --ambient-caps=+dac_override'
    chown 65534:65534 "$runtime"
}

start_glass() {
    needs Xvfb xvfb
    : >"$runtime/display"
    setsid Xvfb -displayfd 3 -screen 0 "${size}x24" -nolisten tcp -noreset 3>"$runtime/display" 2>"$work/xvfb.log" &
    glass_pid=$!
    tries=0
    until [ "$(wc -l <"$runtime/display")" -gt 0 ]; do
        tries=$((tries + 1))
        [ "$tries" -le 100 ] || fail 'Xvfb did not start'
        sleep 0.1
    done
    DISPLAY=:$(cat "$runtime/display")
    export DISPLAY
}

# start_kiosk DRIVER [COMPOSITOR...]
start_kiosk() {
    driver=$1
    shift
    # shellcheck disable=SC2086  # several words
    env -u WAYLAND_DISPLAY XDG_RUNTIME_DIR="$runtime" HOME="$runtime" SDL_VIDEODRIVER="$driver" \
        WLR_BACKENDS=x11 WLR_RENDERER=pixman \
        setsid "$@" "$chasqui" run --pack "$pack" $look >"$work/kiosk.log" 2>&1 &
    kiosk_pid=$!
}

# start_cage DRIVER: CHASQUI_UNDER is what cage is started by, as a program that takes rights away.
start_cage() {
    needs cage cage
    needs Xwayland xwayland # cage doesn't start without it
    use_a_user
    # shellcheck disable=SC2016,SC2086  # the variables are the inner shell's; several words
    start_kiosk "$1" $as_user ${CHASQUI_UNDER-} cage -- sh -c 'echo $$ >"$XDG_RUNTIME_DIR/in-cage"; exec "$@"' sh
}

# How many pixels differ between what is shown now and the poster; fails when there is nothing to compare yet.
different_pixels() {
    import -window root "png:$work/shown.png" 2>"$work/import.log" || return 1
    # compare ends with 1 when there is a difference, and tells how many on stderr.
    compare -metric AE "$work/poster.png" "$work/shown.png" "$work/difference.png" 2>"$work/count" || [ $? -eq 1 ] || return 1
    cut -d ' ' -f 1 "$work/count"
}

needs compare imagemagick
needs import imagemagick
rm -rf "$work"
mkdir -p "$work"
runtime=$(mktemp -d)
chmod 700 "$runtime"
trap finish EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

# shellcheck disable=SC2086
"$chasqui" render --pack "$pack" --out "$work/render" --size "$size" --screen 'attract/*' $look >"$work/rendered"
poster=$(sed -n '1s/^[^ ]* //p' "$work/rendered")
[ -s "$poster" ] || fail "render made no picture of a poster: $(cat "$work/rendered")"
cp "$poster" "$work/poster.png"
[ "$(identify -format '%k' "$work/poster.png")" -gt 16 ] || fail 'the poster is almost one colour: it proves nothing'

start_glass
case $server in
wayland) start_cage wayland ;;
xwayland) start_cage x11 ;;
x11) start_kiosk x11 ;;
*) fail "no display server is called $server" ;;
esac
end=$(($(date +%s) + patience_s))
fewest=
while [ "$(date +%s)" -lt "$end" ]; do
    kill -0 "$kiosk_pid" 2>/dev/null || fail 'the kiosk ended'
    if different=$(different_pixels); then
        if [ "$different" = 0 ]; then
            echo "the first poster is on the $server screen, every pixel of it"
            exit 0
        fi
        # The loop goes on: keep what came nearest.
        if [ -z "$fewest" ] || [ "$different" -lt "$fewest" ]; then
            fewest=$different
            cp "$work/shown.png" "$work/nearest.png"
            cp "$work/difference.png" "$work/nearest-difference.png"
        fi
    fi
    sleep 0.2
done
fail "the first poster is not on the screen: at best ${fewest:-all} pixels differ. See $work"
